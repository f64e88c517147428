import { AwsError } from '../service.ts';
import { bindNames } from './named-parameters.ts';
import type { Parameter } from './requests.ts';

/** A statement as `pg` takes it: placeholders carry the type the Data API gives them. */
export interface BoundStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

interface TypedValue {
  readonly value: unknown;
  /** Undefined leaves the type to Postgres. */
  readonly type: string | undefined;
}

const hintedTypes = {
  DATE: 'date',
  DECIMAL: 'numeric',
  JSON: 'jsonb',
  TIME: 'time',
  TIMESTAMP: 'timestamp',
  UUID: 'uuid',
} as const;

/**
 * Binds named parameters with the strict types of the service: a string without a hint is `text`, so a statement
 * that needs a cast in the cloud needs it here too. Throws BadRequestException for a missing or array parameter.
 */
export function bind(sql: string, parameters: readonly Parameter[]): BoundStatement {
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  const values: unknown[] = [];
  const { text } = bindNames(sql, (name, position) => {
    const parameter = byName.get(name);
    if (!parameter) throw new AwsError('BadRequestException', `Cannot find parameter: ${name}`);
    const { value, type } = typed(parameter);
    values[position - 1] = value;
    return type === undefined ? `$${position}` : `$${position}::${type}`;
  });
  return { text, values };
}

function typed({ value: field, typeHint }: Parameter): TypedValue {
  const hinted = typeHint && hintedTypes[typeHint];
  if (field.isNull === true) return { value: null, type: hinted };
  if (field.stringValue !== undefined) return { value: field.stringValue, type: hinted ?? 'text' };
  if (field.longValue !== undefined) return { value: String(field.longValue), type: 'int8' };
  if (field.doubleValue !== undefined) return { value: String(field.doubleValue), type: 'float8' };
  if (field.booleanValue !== undefined) return { value: field.booleanValue, type: 'bool' };
  if (field.blobValue !== undefined) return { value: Buffer.from(field.blobValue, 'base64'), type: 'bytea' };
  const problem =
    field.arrayValue === undefined ? 'Parameter value is not set' : 'Array parameters are not supported.';
  throw new AwsError('BadRequestException', problem);
}
