import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { openBank, type Cast } from '../testing/cast.ts';
import { useTestDatabase } from '../testing/database.ts';
import { aCashDeposit, post, type Queryable } from '../testing/journals.ts';
import { call } from '../testing/ledger-calls.ts';
import { endDaysUntil } from '../testing/deposits.ts';
import { originate } from '../testing/loans.ts';
import { readCatalog } from './catalog.ts';
import { generateDrizzleSchema } from './drizzle-schema.ts';
import { generateSchemaReference } from './schema-reference.ts';

const database = useTestDatabase();

beforeAll(async () => {
  const { app } = database();
  const { alice, bob } = await openBank(database().operator);
  const deposit = aCashDeposit(alice.accountId, 100n);
  await post(app, deposit, aCashDeposit(alice.accountId, 100n));
  await post(app, aCashDeposit(alice.accountId, -100n, { type: 'REVERSAL', reversesId: deposit.id }));
  await database().operator.query('SELECT bank.link_identity($1, $2, $3)', [
    'pool',
    'alice',
    alice.customerId,
  ]);
  await makePayments(app, { alice, bob });
  await makeSecrets(app, alice.customerId);
  await makeOneOfEach(app, alice.accountId);
  await originate(app, bob);
  await database().owner.query("SELECT books.provide_for_loans('2026-01-15')");
  await endDaysUntil(app, '2026-01-16');
});

/** A check, a standing order that is due, a drawer, and a change of a period that somebody asked for. */
async function makePayments(app: Queryable, { alice, bob }: Pick<Cast, 'alice' | 'bob'>): Promise<void> {
  const asked = (key: string): Record<string, unknown> => ({
    ...{ id: randomUUID(), scope: 'test', requestHash: 'x', actor: 'tests', currency: 'USD', key },
  });
  const facts = await app.query<{ facts: unknown }>('SELECT bank.deposited_before($1) AS facts', [
    alice.accountId,
  ]);
  await call(app, 'bank.deposit_check', {
    ...asked('check'),
    account: alice.accountId,
    minor: '500',
    class: 'other',
    facts: facts.rows[0]?.facts,
    parts: [{ availableOn: '2026-01-16', minor: '500', hold: randomUUID(), reason: null }],
  });
  await call(app, 'bank.set_standing_order', {
    ...asked('order'),
    ...{ customer: alice.customerId, from: alice.accountId, to: bob.accountId, minor: '10' },
    ...{ frequency: 'once', anchorOn: '2026-01-15', holidayRule: 'next' },
  });
  await call(app, 'bank.open_drawer', { ...asked('drawer'), teller: 'tess', minor: '100' });
  const change = { id: randomUUID(), action: 'soft-close', month: '2026-01', actor: 'tests', reason: '' };
  await call(app, 'bank.request_period_change', change);
}

/** Something that waits for a second person, and something that identifies a customer. */
async function makeSecrets(app: Queryable, customer: string): Promise<void> {
  const asked = {
    id: randomUUID(),
    key: 'approval',
    requestHash: 'x',
    subject: 's',
    reason: 'r',
    actor: 'tests',
    actorName: 'Tests',
  };
  const wish = { kind: 'user-rights', payload: {}, effect: [] };
  await call(app, 'bank.request_approval', { ...asked, ...wish });
  const dataKey = randomUUID();
  await call(app, 'bank.add_data_key', { id: dataKey, purpose: 'seal', wrapped: 'wrapped' });
  const value = { customer, field: 'address', dataKey, ciphertext: 'sealed', masked: '•••', actor: 'tests' };
  await call(app, 'bank.store_personal', value);
}

/** A hold, a batch with a refused journal, a block, and a day almost ended: every view has a row. */
async function makeOneOfEach(app: Queryable, account: string): Promise<void> {
  const asked = { scope: 'test', requestHash: 'x', actor: 'tests' };
  const hold = {
    ...asked,
    id: randomUUID(),
    key: 'hold',
    account,
    minor: '10',
    currency: 'USD',
    description: 'A hold',
  };
  await app.query('SELECT bank.place_holds($1)', [JSON.stringify({ holds: [hold] })]);
  const batch = {
    ...asked,
    id: randomUUID(),
    key: 'batch',
    mode: 'independent',
    journals: [aCashDeposit(account, 5n), aCashDeposit(account, -5_000n)],
  };
  await app.query('SELECT bank.post_journal_batch($1)', [JSON.stringify(batch)]);
  const sha256 = createHash('sha256').update('x').digest('hex');
  const made = "SELECT bank.store_report($1, 'x')";
  await app.query(made, [{ kind: 'day', period: '2026-01-15', asOfSequence: '1', sha256 }]);
  await app.query('SELECT bank.seal_block(100)');
  const { rows } = await app.query<{ steps: string[] }>('SELECT bank.day_steps() AS steps');
  for (const step of rows[0]?.steps.slice(0, -1) ?? [])
    await app.query('SELECT bank.run_day_step(business_date, $1) FROM bank.business_date', [step]);
}

describe('The generated drizzle schema', () => {
  it('has the views and the tables that functions may read, and nothing private', async () => {
    const text = await generateDrizzleSchema(database().adminConnection);
    const names = [...text.matchAll(/^export const (\w+) = /gm)].map((match) => match[1]);
    expect(names).toEqual([
      'account',
      'accountTransaction',
      'approval',
      'block',
      'businessDate',
      'businessDay',
      'chartOfAccounts',
      'checkDeposit',
      'checkPart',
      'counterparty',
      'customer',
      'customerIdentity',
      'dataKey',
      'dayStep',
      'hold',
      'holdEvent',
      'journal',
      'journalBatch',
      'journalBatchItem',
      'journalEntry',
      'loan',
      'loanAllowance',
      'loanEvent',
      'loanTerms',
      'notice',
      'period',
      'periodChange',
      'personalValue',
      'postedRequest',
      'product',
      'reconciliation',
      'reportLine',
      'reportRule',
      'reportVersion',
      'sealing',
      'standingOrder',
      'standingOrderRun',
      'tellerDrawer',
    ]);
  });

  it('types columns so that no amount becomes a float', async () => {
    const text = await generateDrizzleSchema(database().adminConnection);
    expect(text).toContain("balanceMinor: text('balance_minor').notNull(),");
    expect(text).toContain("version: bigint('version', { mode: 'number' }).notNull(),");
    expect(text).toContain("reversesId: uuid('reverses_id'),");
    for (const [, type] of text.matchAll(/minor: (\w+)\(/gi)) expect(type).toBe('text');
  });

  it('is the same at every run', async () => {
    const { adminConnection } = database();
    expect(await generateDrizzleSchema(adminConnection)).toBe(await generateDrizzleSchema(adminConnection));
  });
});

describe('The views', () => {
  it('hold a null only in columns whose comment begins with that word', async () => {
    const { relations } = await readCatalog(database().adminConnection);
    const columns = relations
      .filter(({ kind }) => kind === 'view')
      .flatMap(({ schema, name, columns: all }) =>
        all.map((column) => ({ view: `${schema}.${name}`, ...column })),
      );
    const wrong: string[] = [];
    for (const { view, name, nullable } of columns) {
      const { rows } = await database().app.query<{ nulls: number; all: number }>(
        `SELECT count(*) FILTER (WHERE ${name} IS NULL)::int AS nulls, count(*)::int AS all FROM ${view}`,
      );
      if (rows[0]?.all === 0) wrong.push(`${view} has no row`);
      if (!nullable && rows[0]?.nulls !== 0) wrong.push(`${view}.${name} holds nulls`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('The schema reference', () => {
  it('says what every table, view and public function is for', async () => {
    const { relations, routines } = await readCatalog(database().adminConnection);
    const silent = [...relations, ...routines].filter(({ comment }) => !comment).map(({ name }) => name);
    expect(silent).toEqual([]);
  });

  it('lists them by schema, with columns and signatures', async () => {
    const text = await generateSchemaReference(database().adminConnection);
    expect([...text.matchAll(/^## Schema (\w+)$/gm)].map((match) => match[1])).toEqual([
      'bank',
      'books',
      'ops',
    ]);
    expect(text).toContain('### View account_transaction');
    expect(text).toContain('### Table entry');
    expect(text).toContain('- `post_journals(p_batch jsonb) → json`: Posts journals, all or none.');
    expect(text).toContain('| customer_id | uuid | may be null | Null for an account of the bank itself. |');
  });
});
