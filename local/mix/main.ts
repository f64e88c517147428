import { parseArgs } from 'node:util';
import { Pool } from 'pg';
import { startOwnStack } from '../browser/own-stack.ts';
import { openServer } from '../console/server.ts';
import { apiTransport } from '../../ssr/api-transport.ts';
import { signInOverHttp } from '../http-session.ts';
import type { Stack } from '../stack/run/stack.ts';
import type { ApiCustomer } from './api-moves.ts';
import { play, rollDays } from './crew.ts';
import { balancesOf, judge } from './judge.ts';
import { Promises } from './promises.ts';

// Does to a whole bank what an adversary would, through the API and SQL at once, and then audits its books.

const striped = '00000000-0000-8000-8000-000000001012';

async function signIns({ bankOrigin, signIns: people }: Stack, app: Pool): Promise<ApiCustomer[]> {
  const customers = people.filter(({ role }) => role === 'customer');
  return Promise.all(
    customers.map(async (person) => {
      const session = await signInOverHttp(apiTransport(bankOrigin.origin), bankOrigin.origin, person);
      const [account] = (await session.call('listAccounts', {})).data.items;
      if (!account) throw new Error(`${person.userName} has no account`);
      const { rows } = await app.query<{ id: string }>('SELECT id FROM bank.account WHERE number = $1', [
        account.number,
      ]);
      return { session, accountId: account.id, ledgerId: rows[0]?.id ?? '', number: account.number };
    }),
  );
}

async function run(minutes: number): Promise<string[]> {
  console.log('Starting a bank …');
  const { stack, config, close } = await startOwnStack();
  const server = await openServer(config);
  const poolAs = (role: string, max: number): Pool =>
    new Pool({ ...server.address, database: 'bank', max, options: `-c role=${role}` });
  const [app, operator, owner] = [
    poolAs('bank_app', 24),
    poolAs('bank_operator', 2),
    poolAs('bank_owner', 2),
  ];
  const promises = new Promises();
  const say = setInterval(() => {
    console.log([...promises.tally].map(([what, count]) => `${what} ${count}`).join(' · '));
  }, 15_000);
  try {
    const customers = await signIns(stack, app);
    const { rows } = await app.query<{ id: string }>(
      "SELECT id FROM bank.account WHERE customer_id IS NOT NULL AND ledger_account = '2010' AND status = 'open' ORDER BY number LIMIT 40",
    );
    const accounts = [
      ...new Set([...customers.map(({ ledgerId }) => ledgerId), ...rows.map(({ id }) => id)]),
    ];
    await operator.query("SELECT bank.set_account_mode($1, 'striped')", [striped]);
    const before = await balancesOf(app, accounts);
    const until = Date.now() + minutes * 60_000;
    console.log(`${accounts.length} accounts, ${minutes} minutes`);
    await Promise.all([
      play({ app, accounts, promises }, { customers, promises }, until),
      rollDays(
        async () => {
          await operator.query('SELECT bank.roll_business_date(business_date + 1) FROM bank.business_date');
          promises.count('day rolled');
        },
        60_000,
        until,
      ),
    ]);
    return await judge({ app, owner }, before, promises);
  } finally {
    clearInterval(say);
    console.log([...promises.tally].map(([what, count]) => `${what} ${count}`).join(' · '));
    console.log(`${promises.byKey.size} journals promised`);
    await Promise.all([app.end(), operator.end(), owner.end()]);
    await server.close();
    await close();
  }
}

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
const wrong = await run(Number(values.minutes));
for (const line of wrong) console.error(line);
console.log(
  wrong.length === 0
    ? 'No deadlock, nothing lost, nothing doubled; every rule of the books holds.'
    : `${wrong.length} things are wrong.`,
);
process.exit(wrong.length === 0 ? 0 : 1);
