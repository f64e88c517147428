import type { FieldDef } from 'pg';
import type { ColumnType } from './column-types.ts';

/** Codes of java.sql.Types, which is what the service reports. */
const jdbcTypes: Readonly<Record<string, number>> = {
  bool: -7,
  int2: 5,
  int4: 4,
  int8: -5,
  float4: 7,
  float8: 8,
  numeric: 2,
  text: 12,
  varchar: 12,
  bpchar: 1,
  bytea: -2,
  date: 91,
  time: 92,
  timetz: 92,
  timestamp: 93,
  timestamptz: 93,
};
const jdbcOther = 1111;
const jdbcArray = 2003;
const signed = new Set(['int2', 'int4', 'int8', 'float4', 'float8', 'numeric']);
const numericHeader = 4;

/** A column as `columnMetadata` describes it. */
export function metadataOf(column: FieldDef, type: ColumnType): object {
  const isNumeric = type.name === 'numeric' && column.dataTypeModifier >= numericHeader;
  const modifier = column.dataTypeModifier - numericHeader;
  return {
    name: column.name,
    label: column.name,
    typeName: type.name,
    type: type.isArray ? jdbcArray : (jdbcTypes[type.name] ?? jdbcOther),
    nullable: 1,
    isSigned: signed.has(type.name),
    precision: isNumeric ? (modifier >> 16) & 0xffff : 0,
    scale: isNumeric ? modifier & 0xffff : 0,
    arrayBaseColumnType: 0,
    isAutoIncrement: false,
    isCaseSensitive: !signed.has(type.name),
    isCurrency: false,
    schemaName: '',
    tableName: '',
  };
}
