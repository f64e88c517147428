/** A statement of an IAM policy as it stands in a template, its references resolved. */
export interface PolicyStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, unknown>>;
}

/**
 * Whether the statements let a caller do `action` on `resource`: some statement allows it and none denies it.
 * Conditions are not evaluated. A conditional Allow counts as if the condition held; a conditional Deny is passed
 * over, because those speak of circumstances that do not arise on one machine (plain HTTP, foreign networks).
 */
export function evaluate(statements: readonly PolicyStatement[], action: string, resource: string): boolean {
  const applying = statements.filter((statement) => applies(statement, action, resource));
  const denied = applying.some(({ Effect, Condition }) => Effect === 'Deny' && Condition === undefined);
  return !denied && applying.some(({ Effect }) => Effect === 'Allow');
}

function applies(statement: PolicyStatement, action: string, resource: string): boolean {
  const { Action, NotAction, Resource, NotResource } = statement;
  const actionMatches = covers(Action, NotAction, (pattern) =>
    matches(pattern.toLowerCase(), action.toLowerCase()),
  );
  return actionMatches && covers(Resource, NotResource, (pattern) => matches(pattern, resource));
}

type Patterns = string | readonly string[] | undefined;

function covers(included: Patterns, excluded: Patterns, fits: (pattern: string) => boolean): boolean {
  if (included !== undefined) return [included].flat().some(fits);
  return excluded !== undefined && ![excluded].flat().some(fits);
}

/** IAM wildcards: `*` stands for any characters, `?` for exactly one. */
function matches(pattern: string, value: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(value);
}
