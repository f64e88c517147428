import { beforeAll, expect, it } from '@jest/globals';
import { DatabaseError, type Pool } from 'pg';
import { nextDay } from '../../functions/domain/calendar-date.ts';
import { bookChecks } from '../../functions/services/verify-books.ts';
import { randomOf, type Random } from '../../local/seed/random.ts';
import { brokenRules } from '../../local/testing/books.ts';
import { openBank, type Person } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aDeposit } from '../../local/testing/deposits.ts';
import { aCashDeposit, aJournal, aTransfer, post } from '../../local/testing/journals.ts';
import { aHold, call, placeHold } from '../../local/testing/ledger-calls.ts';
import { originate } from '../../local/testing/loans.ts';

/** `LIFE_SEED=… npm run test:unit -- sql/tests/life` lives a failing life again; its seed is in the name of the test. */
const seed = process.env['LIFE_SEED'] ?? String(Math.trunc(Math.random() * 2 ** 31));
const born = '2026-01-15';
const lifetime = 400;
const everyMonth = 25;

const database = useTestDatabase();
let accounts: string[];
let people: readonly Person[];

beforeAll(async () => {
  const { operator, app } = database();
  const { alice, bob, carla } = await openBank(operator, born);
  people = [alice, bob, carla];
  accounts = people.map(({ accountId }) => accountId);
  for (const { customerId } of people)
    for (const product of ['checking', 'interest-checking', 'savings', 'money-market'])
      accounts.push(await aDeposit(operator, customerId, product));
  for (const account of accounts) await post(app, aCashDeposit(account, 300_000n));
  await call(operator, 'bank.open_certificate', {
    ...{ number: '8000000001', customer: alice.customerId, product: 'certificate-6', minor: '150000' },
    ...{ from: alice.accountId, atMaturity: 'renew', actor: 'tests' },
  });
  await originate(app, bob, {
    product: 'personal-loan',
    principalMinor: 400_000n,
    ratePpm: 109_000,
    termMonths: 12,
  });
  await originate(app, carla);
  await call(app, 'bank.set_standing_order', {
    ...{ id: '00000000-0000-4000-8000-000000000001', customer: alice.customerId, from: alice.accountId },
    ...{ to: bob.accountId, minor: '9000', currency: 'USD', frequency: 'monthly', anchorOn: '2026-01-31' },
    ...{ holidayRule: 'next', actor: 'alice', scope: 'life', key: 'order', requestHash: 'x' },
  });
});

/** What the books refuse by a rule is part of life; anything else is not. */
async function perhaps(attempt: Promise<unknown>): Promise<void> {
  await attempt.catch((error: unknown) => {
    if (!(error instanceof DatabaseError && error.code?.startsWith('LB'))) throw error;
  });
}

function anEvent(random: Random, today: string): Promise<unknown> {
  const { app } = database();
  const account = random.pick(accounts);
  const minor = random.between(1n, 90_000n);
  // As far back as a month, now and then.
  const back = `${today.slice(0, 8)}01`;
  const valueDate = random.below(4) === 0 && back >= born ? { valueDate: back } : {};
  switch (random.below(5)) {
    case 0:
      return post(app, aCashDeposit(account, minor, valueDate));
    case 1:
      return post(
        app,
        aJournal(
          [
            { account, minor },
            { account: '1040', minor: -minor },
          ],
          { template: 'P04', ...valueDate },
        ),
      );
    case 2:
      return post(app, aTransfer(account, random.pick(accounts), minor));
    case 3:
      return placeHold(app, aHold(account, minor));
    default:
      return post(app, aCashDeposit(account, minor, { template: 'P03' }));
  }
}

/** A step of the night, as nights are: cut off before it commits, run by two at once, or just done. */
async function step(random: Random, today: string, name: string): Promise<void> {
  const { app } = database();
  const run = (on: Pick<Pool, 'query'> = app): Promise<unknown> =>
    on.query('SELECT bank.run_day_step($1, $2)', [today, name]);
  const fate = random.below(6);
  if (fate === 0) {
    const client = await app.connect();
    await client.query('BEGIN');
    await client.query('SELECT bank.run_day_step($1, $2)', [today, name]);
    await client.query('ROLLBACK');
    client.release();
  }
  if (fate === 1) await Promise.all([run(), run()]);
  else await run();
}

async function oneDay(steps: readonly string[], today: string): Promise<void> {
  const random = randomOf(`${seed}/${today}`);
  for (let count = random.below(4); count > 0; count -= 1) await perhaps(anEvent(random, today));
  // Once in a while nobody ends the day, and the next night has to catch up.
  if (random.below(20) === 0) {
    await database().owner.query('SELECT bank.roll_business_date(books.next_business_day($1))', [today]);
    return;
  }
  for (const name of steps) {
    await step(random, today, name);
    // Customers don't sleep while the bank ends its day.
    if (name === 'accrual' && random.below(3) === 0) await perhaps(anEvent(random, today));
  }
}

async function standing(): Promise<{ today: string; total: string }> {
  const { rows } = await database().owner.query<{ today: string; total: string }>(
    'SELECT business_date::text AS today, (SELECT sum(balance_minor) FROM books.balance)::text AS total FROM books.business_date',
  );
  return rows[0] ?? { today: '', total: '' };
}

it(`The life of a bank over ${lifetime} days keeps every rule (seed ${seed})`, async () => {
  const { rows } = await database().app.query<{ steps: string[] }>('SELECT bank.day_steps() AS steps');
  let last = born;
  for (let day = 0; day < lifetime; day += 1) last = nextDay(last);
  let lived = 0;
  for (let { today } = await standing(); today <= last; { today } = await standing()) {
    await oneDay(rows[0]?.steps ?? [], today);
    expect([today, (await standing()).total]).toEqual([today, '0']);
    lived += 1;
    if (lived % everyMonth === 0) expect([today, await brokenRules(database().owner)]).toEqual([today, []]);
  }
  for (const check of Object.keys(bookChecks)) {
    const found = await database().operator.query<{ found: unknown }>(
      'SELECT bank.verify_books($1) AS found',
      [check],
    );
    expect([check, found.rows[0]?.found]).toEqual([check, null]);
  }
}, 300_000);
