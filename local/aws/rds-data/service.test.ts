import {
  BatchExecuteStatementCommand,
  ExecuteStatementCommand,
  RDSDataClient,
} from '@aws-sdk/client-rds-data';
import type {
  ExecuteStatementCommandInput,
  ExecuteStatementCommandOutput,
  SqlParameter,
} from '@aws-sdk/client-rds-data';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CallRecord } from '../front.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { useFront } from '../testing/use-front.ts';
import { startRdsData } from './service.ts';

const clusterArn = 'arn:aws:rds:us-east-1:000000000000:cluster:books';
const secretArn = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:books/app-AbCdEf';

describe('the RDS Data API', () => {
  const database = useTestDatabase();
  const records: CallRecord[] = [];
  const front = useFront(
    () => {
      const { host, port, user, password } = database().adminConnection;
      const credentials = (arn: string): Promise<{ username: string; password: string }> => {
        if (arn === secretArn) return Promise.resolve({ username: user, password });
        if (arn.includes('wrong')) return Promise.resolve({ username: user, password: 'wrong' });
        return Promise.reject(new Error('no such secret'));
      };
      const limits = { statementTimeoutMs: 300, requestBytes: 100_000 };
      return [startRdsData({ host, port, credentials, clusterArn, limits })];
    },
    { onCall: (record) => records.push(record) },
  );
  let client: RDSDataClient;
  type Options = Partial<ExecuteStatementCommandInput>;
  const execute = (
    sql: string,
    parameters: SqlParameter[] = [],
    options: Options = {},
  ): Promise<ExecuteStatementCommandOutput> =>
    client.send(
      new ExecuteStatementCommand({
        resourceArn: clusterArn,
        secretArn,
        database: database().adminConnection.database,
        sql,
        parameters,
        ...options,
      }),
    );
  const valueOf = async (
    sql: string,
    parameters: SqlParameter[] = [],
    options: Options = {},
  ): Promise<unknown> => (await execute(sql, parameters, options)).records?.[0]?.[0];
  const text = (name: string, stringValue: string): SqlParameter => ({ name, value: { stringValue } });

  beforeAll(async () => {
    client = new RDSDataClient(front.config());
    await execute('CREATE TABLE note (id int PRIMARY KEY, body text, UNIQUE (body))');
  });

  it.each<[string, unknown]>([
    ['1::int2', { longValue: 1 }],
    ['42::int8', { longValue: 42 }],
    ['1.5::float8', { doubleValue: 1.5 }],
    ["'NaN'::float8", { doubleValue: Number.NaN }],
    ['12.3400::numeric', { stringValue: '12.3400' }],
    ['true', { booleanValue: true }],
    ['NULL::text', { isNull: true }],
    ["'żółć'", { stringValue: 'żółć' }],
    [`'{"a": 1}'::jsonb`, { stringValue: '{"a": 1}' }],
    ["decode('00ff', 'hex')", { blobValue: new Uint8Array([0, 255]) }],
    ["DATE '2026-03-01'", { stringValue: '2026-03-01' }],
    ["TIMESTAMPTZ '2026-03-01 12:00:00.5+02'", { stringValue: '2026-03-01 10:00:00.5' }],
    ["'7c9e6679-7425-40de-944b-e07fc1f90ae7'::uuid", { stringValue: '7c9e6679-7425-40de-944b-e07fc1f90ae7' }],
    ['ARRAY[1,2]', { arrayValue: { longValues: [1, 2] } }],
    ['ARRAY[1.5]::float8[]', { arrayValue: { doubleValues: [1.5] } }],
    ['ARRAY[true,false]', { arrayValue: { booleanValues: [true, false] } }],
    [
      `ARRAY['a,b', 'c"d', 'e\\f', '', 'NULL']`,
      { arrayValue: { stringValues: ['a,b', 'c"d', 'e\\f', '', 'NULL'] } },
    ],
    ['ARRAY[]::text[]', { arrayValue: { stringValues: [] } }],
    ['ARRAY[[1,2],[3,4]]', { arrayValue: { arrayValues: [{ longValues: [1, 2] }, { longValues: [3, 4] }] } }],
  ])('returns %s', async (expression, field) => {
    expect(await valueOf(`SELECT ${expression}`)).toEqual(field);
  });

  it('returns large numbers whole, as text, where it is asked to', async () => {
    const resultSetOptions = { longReturnType: 'STRING', decimalReturnType: 'DOUBLE_OR_LONG' } as const;
    const { records: rows } = await execute('SELECT 9007199254740993, 1.25::numeric', [], {
      resultSetOptions,
    });
    expect(rows).toEqual([[{ stringValue: '9007199254740993' }, { doubleValue: 1.25 }]]);
  });

  it('takes parameters of each kind', async () => {
    const kinds: SqlParameter[] = [
      { name: 'long', value: { longValue: 7 } },
      { name: 'double', value: { doubleValue: 0.5 } },
      { name: 'yes', value: { booleanValue: true } },
      { name: 'bytes', value: { blobValue: new Uint8Array([1, 2]) } },
      { name: 'none', value: { isNull: true } },
    ];
    const { records: rows } = await execute(
      'SELECT :long, :double, :yes, :bytes, :none::text, pg_typeof(:long)',
      kinds,
    );
    expect(rows?.[0]).toEqual([
      { longValue: 7 },
      { doubleValue: 0.5 },
      { booleanValue: true },
      { blobValue: new Uint8Array([1, 2]) },
      { isNull: true },
      { stringValue: 'bigint' },
    ]);
  });

  it('takes a text as text unless a hint or a cast says else', async () => {
    const id = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
    const compare = "SELECT '7c9e6679-7425-40de-944b-e07fc1f90ae7'::uuid = :id";
    await expect(valueOf(compare, [text('id', id)])).rejects.toThrow('operator does not exist: uuid = text');
    expect(await valueOf(`${compare}::uuid`, [text('id', id)])).toEqual({ booleanValue: true });
    expect(await valueOf(compare, [{ ...text('id', id), typeHint: 'UUID' }])).toEqual({ booleanValue: true });
    expect(await valueOf("SELECT (:j::jsonb)->>'a'", [text('j', '{"a":"b"}')])).toEqual({ stringValue: 'b' });
    for (const [typeHint, value, type] of [
      ['DATE', '2026-03-01', 'date'],
      ['TIME', '10:00', 'time without time zone'],
      ['TIMESTAMP', '2026-03-01 10:00:00', 'timestamp without time zone'],
      ['DECIMAL', '1.10', 'numeric'],
      ['JSON', '{}', 'jsonb'],
    ] as const) {
      const parameter = { ...text('x', value), typeHint };
      expect(await valueOf('SELECT pg_typeof(:x)', [parameter])).toEqual({ stringValue: type });
    }
  });

  it('refuses a parameter that is missing, empty or an array', async () => {
    await expect(valueOf('SELECT :x')).rejects.toMatchObject({
      name: 'BadRequestException',
      message: 'Cannot find parameter: x',
    });
    await expect(valueOf('SELECT :x', [{ name: 'x' }])).rejects.toThrow('Parameter value is not set');
    const array = { name: 'x', value: { arrayValue: { longValues: [1] } } };
    await expect(valueOf('SELECT :x', [array])).rejects.toThrow('Array parameters are not supported.');
  });

  it('counts changed rows and describes columns', async () => {
    expect(await execute("INSERT INTO note VALUES (1, 'one'), (2, 'two')")).toMatchObject({
      numberOfRecordsUpdated: 2,
    });
    expect(await execute('SELECT 1')).toMatchObject({ numberOfRecordsUpdated: 0 });
    const sql = "SELECT id AS number, body, 1.50::numeric(10,2) AS amount, ARRAY['x'] AS list FROM note";
    const { columnMetadata } = await execute(sql, [], { includeResultMetadata: true });
    expect(columnMetadata).toMatchObject([
      { label: 'number', typeName: 'int4', type: 4, isSigned: true },
      { label: 'body', typeName: 'text', type: 12, isSigned: false },
      { label: 'amount', typeName: 'numeric', precision: 10, scale: 2 },
      { label: 'list', typeName: '_text', type: 2003 },
    ]);
    const json = await execute('SELECT id, body, NULL AS gone FROM note ORDER BY id', [], {
      formatRecordsAs: 'JSON',
    });
    expect(JSON.parse(json.formattedRecords ?? '')).toEqual([
      { id: 1, body: 'one', gone: null },
      { id: 2, body: 'two', gone: null },
    ]);
  });

  it('answers an error of the database with its text, detail and SQLSTATE', async () => {
    await execute("INSERT INTO note VALUES (10, 'ten')");
    await expect(execute("INSERT INTO note VALUES (11, 'ten')")).rejects.toMatchObject({
      name: 'DatabaseErrorException',
      message:
        'ERROR: duplicate key value violates unique constraint "note_body_key"' +
        '\n  Detail: Key (body)=(ten) already exists.; SQLState: 23505',
    });
    const raise = `DO $$ BEGIN RAISE EXCEPTION 'insufficient funds' USING ERRCODE = 'LB001', DETAIL = '{"account":"a"}'; END $$`;
    await expect(execute(raise)).rejects.toMatchObject({
      message: 'ERROR: insufficient funds\n  Detail: {"account":"a"}; SQLState: LB001',
    });
  });

  it('takes one statement at a time, and runs none of several', async () => {
    await expect(
      execute("INSERT INTO note VALUES (20, 'x'); INSERT INTO note VALUES (21, 'y')"),
    ).rejects.toMatchObject({
      name: 'ValidationException',
      message: "Multistatements aren't supported.",
    });
    expect(await valueOf('SELECT count(*) FROM note WHERE id IN (20, 21)')).toEqual({ longValue: 0 });
  });

  it('runs a batch wholly or not at all', async () => {
    const batch = (...bodies: string[]): Promise<unknown> =>
      client.send(
        new BatchExecuteStatementCommand({
          resourceArn: clusterArn,
          secretArn,
          database: database().adminConnection.database,
          sql: 'INSERT INTO note VALUES (:id, :body)',
          parameterSets: bodies.map((body, index) => [
            { name: 'id', value: { longValue: 30 + index } },
            text('body', body),
          ]),
        }),
      );
    await expect(batch('a', 'b', 'a')).rejects.toMatchObject({ name: 'DatabaseErrorException' });
    expect(await valueOf('SELECT count(*) FROM note WHERE id >= 30')).toEqual({ longValue: 0 });
    expect(await batch('a', 'b')).toMatchObject({ updateResults: [{}, {}] });
    expect(await valueOf('SELECT count(*) FROM note WHERE id >= 30')).toEqual({ longValue: 2 });
  });

  it('keeps to the limits of the service', async () => {
    await expect(execute('SELECT pg_sleep(2)')).rejects.toMatchObject({ name: 'StatementTimeoutException' });
    await expect(execute("SELECT repeat('x', 70000)")).rejects.toMatchObject({
      name: 'UnsupportedResultException',
    });
    await expect(execute("SELECT repeat('x', 60000) FROM generate_series(1, 20)")).rejects.toMatchObject({
      name: 'BadRequestException',
      message: 'Database returned more than the allowed response size limit',
    });
    await expect(execute('SELECT :x', [text('x', 'x'.repeat(100_000))])).rejects.toThrow('Request is larger');
    await expect(execute("SELECT INTERVAL '1 day'")).rejects.toMatchObject({
      name: 'UnsupportedResultException',
    });
  });

  it('says which of cluster, secret and database is wrong', async () => {
    const other = (options: Options): Promise<unknown> => execute('SELECT 1', [], options);
    await expect(other({ resourceArn: `${clusterArn}-2` })).rejects.toMatchObject({
      name: 'DatabaseNotFoundException',
    });
    await expect(other({ database: 'nowhere' })).rejects.toMatchObject({ name: 'DatabaseNotFoundException' });
    await expect(other({ database: undefined })).rejects.toThrow('Database name is not set');
    await expect(other({ secretArn: 'arn:unknown' })).rejects.toMatchObject({
      name: 'SecretsErrorException',
    });
    await expect(other({ secretArn: 'arn:wrong' })).rejects.toMatchObject({ name: 'InvalidSecretException' });
  });

  it('asks for the permission on the cluster and on the secret', async () => {
    records.length = 0;
    await execute('SELECT 1');
    expect(records.map(({ action, resource }) => [action, resource])).toEqual([
      ['rds-data:ExecuteStatement', clusterArn],
      ['secretsmanager:GetSecretValue', secretArn],
    ]);
  });
});
