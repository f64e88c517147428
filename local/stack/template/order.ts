import type { Template } from '../../assembly/template.ts';

function names(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(names);
  return [];
}

function substituted(argument: unknown): string[] {
  const template = Array.isArray(argument) ? String(argument[0]) : String(argument);
  return [...template.matchAll(/\$\{([^}.]+)[^}]*\}/g)].map(([, name]) => name ?? '');
}

/** Logical ids a value mentions; ids of parameters and pseudo parameters come along and name no resource. */
function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, argument]: [string, unknown]) => {
    if (key === 'Ref' || key === 'Fn::GetAtt')
      return names(argument).flatMap((name) => name.split('.').slice(0, 1));
    const nested = references(argument);
    return key === 'Fn::Sub' ? [...substituted(argument), ...nested] : nested;
  });
}

/**
 * Logical ids of a template's resources, each after all it refers to or depends on.
 */
export function provisioningOrder(template: Template): string[] {
  const ordered = new Set<string>();
  const waiting = new Set<string>();
  const visit = (logicalId: string): void => {
    const resource = template.Resources[logicalId];
    if (!resource || ordered.has(logicalId)) return;
    if (waiting.has(logicalId))
      throw new Error(`Resource ${logicalId} depends on itself: ${[...waiting].join(' → ')}.`);
    waiting.add(logicalId);
    for (const name of [...names(resource.DependsOn), ...references(resource.Properties)]) visit(name);
    waiting.delete(logicalId);
    ordered.add(logicalId);
  };
  for (const logicalId of Object.keys(template.Resources)) visit(logicalId);
  return [...ordered];
}
