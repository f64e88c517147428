import { parseArrayLiteral } from './array-literal.ts';
import type { ArrayItem } from './array-literal.ts';
import type { ColumnType } from './column-types.ts';
import type { ResultSetOptions } from './requests.ts';

/** A value in the form of the Data API. */
export type Field =
  | { readonly isNull: true }
  | { readonly booleanValue: boolean }
  | { readonly longValue: number }
  | { readonly doubleValue: number | string }
  | { readonly stringValue: string }
  | { readonly blobValue: string }
  | { readonly arrayValue: Readonly<Record<string, readonly unknown[]>> };

const integers = new Set(['int2', 'int4', 'int8', 'oid']);
const floats = new Set(['float4', 'float8']);

/** Turns Postgres text output into a field. Session time is UTC, so a time zone is dropped, as the service does. */
export function fieldOf(text: string | null, type: ColumnType, options: ResultSetOptions): Field {
  if (text === null) return { isNull: true };
  if (type.isArray) return { arrayValue: arrayOf(parseArrayLiteral(text), type.name.slice(1)) };
  if (integers.has(type.name)) return integer(text, options);
  if (floats.has(type.name)) return { doubleValue: jsonNumber(text) };
  return scalar(text, type.name, options);
}

function scalar(text: string, typeName: string, options: ResultSetOptions): Field {
  switch (typeName) {
    case 'bool':
      return { booleanValue: text === 't' };
    case 'bytea':
      return { blobValue: Buffer.from(text.slice(2), 'hex').toString('base64') };
    case 'numeric':
      return options.decimalReturnType === 'DOUBLE_OR_LONG'
        ? { doubleValue: jsonNumber(text) }
        : { stringValue: text };
    case 'timestamptz':
    case 'timetz':
      return { stringValue: text.replace(/\+00$/, '') };
    default:
      return { stringValue: text };
  }
}

function integer(text: string, options: ResultSetOptions): Field {
  return options.longReturnType === 'STRING' ? { stringValue: text } : { longValue: Number(text) };
}

/** JSON has no NaN and no infinity; the protocol writes them as strings. */
function jsonNumber(text: string): number | string {
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
}

function arrayOf(items: readonly ArrayItem[], element: string): Record<string, unknown[]> {
  if (items.some(Array.isArray)) {
    return { arrayValues: items.map((item) => (Array.isArray(item) ? arrayOf(item, element) : null)) };
  }
  const texts = items.filter((item) => !Array.isArray(item));
  const each = (convert: (text: string) => unknown): unknown[] =>
    texts.map((text) => (text === null ? null : convert(String(text))));
  if (integers.has(element)) return { longValues: each(Number) };
  if (floats.has(element)) return { doubleValues: each(jsonNumber) };
  if (element === 'bool') return { booleanValues: each((text) => text === 't') };
  return { stringValues: each(String) };
}

/** The value for a record formatted as JSON. */
export function plainValue(field: Field): unknown {
  return 'isNull' in field ? null : Object.values(field)[0];
}
