import { beforeAll, describe, expect, it } from '@jest/globals';
import { anAccount, openBank } from '../testing/cast.ts';
import { useTestDatabase } from '../testing/database.ts';
import { play, rollDays } from './crew.ts';
import { balancesOf, judge } from './judge.ts';
import { between, Promises } from './promises.ts';

const database = useTestDatabase();
const accounts: string[] = [];

beforeAll(async () => {
  const { operator } = database();
  const { alice } = await openBank(operator);
  for (let n = 0; n < 6; n += 1)
    accounts.push(await anAccount(operator, alice.customerId, { balanceMinor: 100_000n }));
});

describe('The mix', () => {
  it('finds nothing wrong with sound books, whatever is done to them while a day rolls', async () => {
    const { app, operator, owner } = database();
    const before = await balancesOf(app, accounts);
    const promises = new Promises();
    const until = Date.now() + 4_000;
    await Promise.all([
      play({ app, accounts, promises }, { customers: [], promises }, until),
      rollDays(
        async () => {
          await operator.query('SELECT bank.roll_business_date(business_date + 1) FROM bank.business_date');
        },
        1_500,
        until,
      ),
    ]);
    expect(await judge({ app, owner }, before, promises)).toEqual([]);
    for (const move of ['transfer', 'circle', 'reversal', 'hold', 'batch'])
      expect([move, promises.tally.has(`${move} done`)]).toEqual([move, true]);
  });

  it('names a promise that was not kept, and the account it is missing on', async () => {
    const { app, owner } = database();
    const promises = new Promises();
    const [from = '', to = ''] = accounts;
    promises.keep({ key: 'never posted', changes: between(from, to, 5n) });
    promises.fault('transfer', new Error('deadlock detected'));
    const wrong = await judge({ app, owner }, await balancesOf(app, accounts), promises);
    expect(wrong.slice(0, 2)).toEqual(['transfer: deadlock detected', 'key never posted has 0 journals']);
    const named = wrong.slice(2).map((line) => line.replace(/ should have.*/, ''));
    expect(named.sort()).toEqual([`account ${from}`, `account ${to}`].sort());
  });
});
