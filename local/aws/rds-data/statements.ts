import type { ClientBase, FieldDef, QueryArrayConfig, QueryArrayResult } from 'pg';
import { AwsError } from '../service.ts';
import { bind } from './binding.ts';
import { metadataOf } from './column-metadata.ts';
import { learnTypes } from './column-types.ts';
import type { ColumnType, TypeCatalog } from './column-types.ts';
import { fieldOf, plainValue } from './fields.ts';
import type { Field } from './fields.ts';
import type { ExecuteRequest, Parameter, ResultSetOptions } from './requests.ts';

/** A connection together with the type catalog of its database. */
export interface Connection {
  readonly client: ClientBase;
  readonly types: TypeCatalog;
}

export interface StatementLimits {
  readonly rowBytes: number;
}

type Result = QueryArrayResult<(string | null)[]>;
const changing = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/** Runs one statement. Throws errors of `pg` as they are. */
export async function run(
  { client }: Connection,
  sql: string,
  parameters: readonly Parameter[],
): Promise<Result> {
  const { text, values } = bind(sql, parameters);
  // Only the extended protocol refuses several statements in one text before any of them has run.
  const query: QueryArrayConfig & { queryMode: string } = {
    text,
    values: [...values],
    rowMode: 'array',
    queryMode: 'extended',
  };
  return client.query<(string | null)[]>(query);
}

/** Runs one statement and answers in the form of ExecuteStatement. */
export async function execute(
  connection: Connection,
  request: ExecuteRequest,
  limits: StatementLimits,
): Promise<object> {
  const result = await run(connection, request.sql, request.parameters);
  await learnTypes(
    connection.types,
    connection.client,
    result.fields.map(({ dataTypeID }) => dataTypeID),
  );
  const types = result.fields.map((column) => typeOf(column, connection.types));
  const changed = changing.has(result.command) ? (result.rowCount ?? 0) : 0;
  const answer = { numberOfRecordsUpdated: changed, generatedFields: [] };
  if (types.length === 0) return answer;
  const records = result.rows.map((row) => recordOf(row, types, request.resultSetOptions));
  for (const record of records) checkSize(record, limits);
  if (request.formatRecordsAs === 'JSON')
    return { ...answer, formattedRecords: formatted(records, result.fields) };
  if (!request.includeResultMetadata) return { ...answer, records };
  const columnMetadata = result.fields.map((column) => metadataOf(column, typeOf(column, connection.types)));
  return { ...answer, records, columnMetadata };
}

function typeOf({ dataTypeID }: FieldDef, types: TypeCatalog): ColumnType {
  const type = types.get(dataTypeID);
  if (type === undefined)
    throw new AwsError('UnsupportedResultException', `Type ${dataTypeID} is not known.`);
  if (type.name === 'interval') {
    throw new AwsError(
      'UnsupportedResultException',
      'The result contains the unsupported data type INTERVAL.',
    );
  }
  return type;
}

function recordOf(
  row: readonly (string | null)[],
  types: readonly ColumnType[],
  options: ResultSetOptions,
): Field[] {
  return types.map((type, index) => fieldOf(row[index] ?? null, type, options));
}

function checkSize(record: readonly Field[], { rowBytes }: StatementLimits): void {
  if (Buffer.byteLength(JSON.stringify(record)) <= rowBytes) return;
  throw new AwsError('UnsupportedResultException', `A row of the result is larger than ${rowBytes} bytes.`);
}

function formatted(records: readonly Field[][], columns: readonly FieldDef[]): string {
  const rows = records.map((record) =>
    record.map((field, index) => [columns[index]?.name ?? '', plainValue(field)]),
  );
  return JSON.stringify(rows.map((entries) => Object.fromEntries(entries) as unknown));
}
