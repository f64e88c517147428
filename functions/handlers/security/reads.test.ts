import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../../local/testing/bank.ts';
import { userPassword } from '../../../local/testing/bank-parts.ts';
import { makeOneOfEach, pathTo, type OneOfEach } from '../../../local/testing/one-of-each.ts';
import type { Route } from '../../contract/route.ts';
import { routeList } from '../../contract/routes.ts';
import { allows, roles, type Role } from '../../domain/permissions.ts';

const bank = useBank();
const callers = new Map<string, Caller>();
let things: OneOfEach;
let before: unknown;
let after: unknown;

interface Seen {
  readonly role: string;
  readonly route: Route;
  readonly answer: Answer;
}
const seen: Seen[] = [];
const reads = routeList.filter(({ method }) => method === 'GET');
const as = (name: string): Caller => callers.get(name) ?? bank().anonymous;

/** Every row of every table, and every item beside them. Sessions are touched by use, and denials are logged. */
async function everythingKept(): Promise<unknown> {
  const { owner } = bank().database;
  const { rows } = await owner.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const kept: Record<string, unknown> = {};
  for (const { name } of rows) {
    const hash = `SELECT count(*) AS n, md5(string_agg(t::text, '|' ORDER BY t::text)) AS md5 FROM ${name} t`;
    kept[name] = (await owner.query(hash)).rows[0];
  }
  const dynamo = new DynamoDBClient({});
  for (const table of ['snapshots', 'reports', 'drafts', 'imports', 'roots'])
    kept[table] = (await dynamo.send(new ScanCommand({ TableName: table }))).Items;
  return kept;
}

beforeAll(async () => {
  for (const name of ['alice', 'teller', 'accountant', 'auditor', 'administrator'])
    callers.set(name, await bank().signIn(name));
  const makers = { alice: as('alice'), teller: as('teller'), accountant: as('accountant') };
  things = await makeOneOfEach(bank(), makers);
  before = await everythingKept();
  for (const route of reads) {
    for (const role of ['nobody', ...roles]) {
      const caller = as(role === 'customer' ? 'alice' : role);
      // Some answers are pages or redirects, which no schema describes.
      const asked = { path: pathTo(route, things), ...(caller.cookie ? { cookies: [caller.cookie] } : {}) };
      const { text: sent, ...answer } = await bank()
        .page(asked)
        .catch(() => ({ text: '', ...none }));
      const isFile = route.files !== undefined && answer.status === 200;
      const text = isFile ? Buffer.from(sent, 'base64').toString('utf8') : sent;
      const isJson = answer.headers['content-type'] === 'application/json';
      seen.push({ role, route, answer: { ...answer, body: isJson ? JSON.parse(text) : text } });
    }
  }
  after = await everythingKept();
});
const none = { status: 0, headers: {} as Record<string, string>, cookies: [] as string[] };

describe('reading (security tests 13 and 22)', () => {
  it('13: every GET as everybody leaves the books, and all that lies beside them, as they were', () => {
    expect(Object.keys(before as object).length).toBeGreaterThan(40);
    expect(after).toEqual(before);
    const shown = new Set(
      seen.filter(({ answer }) => answer.status === 200).map(({ route }) => route.operationId),
    );
    const guarded = reads.filter(({ permission }) => permission !== 'public');
    expect(guarded.map(({ operationId }) => operationId).filter((id) => !shown.has(id))).toEqual([]);
  });

  it('22: an answer has the fields of its schema and no other, whoever asks', () => {
    const answered = seen.filter(
      ({ answer, route }) => answer.status === 200 && route.response !== undefined,
    );
    expect(answered.length).toBeGreaterThan(100);
    for (const { route, role, answer } of answered)
      expect([route.operationId, role, route.response?.parse(answer.body)]).toEqual([
        route.operationId,
        role,
        answer.body,
      ]);
  });

  it('22: no answer holds a token, a password, a hash of one, or personal data in clear', () => {
    const cookies = [...callers.values()].map(({ cookie = '' }) => cookie.split('=')[1] ?? '');
    const secrets = [userPassword, '912345678', '912-34-5678', ...cookies];
    for (const { route, role, answer } of seen) {
      const text = JSON.stringify(answer.body);
      const found = secrets.filter((secret) => text.includes(secret));
      const jwt = /eyJ[\w-]+\.[\w-]+\.[\w-]+/.test(text);
      expect([route.operationId, role, found, jwt]).toEqual([route.operationId, role, [], false]);
    }
    const masked = seen.filter(({ route }) => route.operationId === 'listPersonalData');
    expect(masked.map(({ answer }) => JSON.stringify(answer.body)).join()).toContain('••• 5678');
  });

  it('22: whoever may not read it gets a problem and nothing beside', () => {
    for (const { route, role, answer } of seen.filter(({ answer: { status } }) => status === 403)) {
      expect(role === 'nobody' || !allows([role as Role], route.permission)).toBe(true);
      expect(Object.keys(JSON.parse(String(answer.body)) as object).sort()).toEqual([
        'code',
        'detail',
        'instance',
        'status',
        'title',
        'traceId',
        'type',
      ]);
    }
  });
});
