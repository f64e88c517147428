import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { aCustomer, anAccount } from './cast.ts';
import { aJournal, post, type EntryDraft, type Queryable } from './journals.ts';

const line = z.tuple([z.string(), z.enum(['D', 'C']), z.string()]);
const fixture = z.object({
  openingTrialBalance: z.array(z.tuple([z.string(), z.string(), z.enum(['D', 'C']), z.string()])),
  journals: z.array(z.object({ id: z.string(), text: z.string(), lines: z.array(line) })),
  yearEndClose: z.object({
    id: z.string(),
    expected: z.object({
      lines: z.array(line),
      total_debits: z.string(),
      retained_earnings_after: z.string(),
    }),
  }),
});
export type ToyLine = z.output<typeof line>;

const file = new URL('../../sql/tests/fixtures/toy-bank.json', import.meta.url);

/** A whole small bank on paper: its opening balances, a quarter's journals, and what closing them must give. */
export const toyBank = fixture.parse(JSON.parse(readFileSync(file, 'utf8')));

const minorOf = (amount: string): bigint => BigInt(amount.replace('.', ''));

/** Signed minor units of a line: debits positive. */
export const signedMinor = ([, side, amount]: ToyLine): bigint =>
  side === 'D' ? minorOf(amount) : -minorOf(amount);

const deposits = ['2010', '2020', '2030', '2040', '2050'];

/**
 * The toy bank's quarter in real books: opening balances on the last day of 2025, the journals in February, every day closed.
 * Its sub-ledgers are as its facts say: time deposits by size on accounts of their own, advances with the date they mature.
 */
export async function postToyQuarter(database: Queryable): Promise<void> {
  await database.query("SELECT bank.open_books('2025-12-31')");
  const customer = await aCustomer(database, 'The Depositors', '00009999');
  const accounts = new Map<string, string[]>();
  for (const ledgerAccount of deposits) {
    const count = ledgerAccount === '2050' ? sizes.reduce((sum, each) => sum + each.accounts, 0) : 1;
    const ids: string[] = [];
    for (let number = 0; number < count; number += 1)
      ids.push(await anAccount(database, customer, { ledgerAccount, floorMinor: null }));
    accounts.set(ledgerAccount, ids);
  }
  const entriesOf = (each: ToyLine, amount: 'opening' | 'interest'): EntryDraft[] => {
    const ids = accounts.get(each[0]) ?? [each[0]];
    if (each[0] !== '2050') return ids.map((account) => ({ account, minor: signedMinor(each) }));
    const minors = sizes.flatMap((size) => Array<bigint>(size.accounts).fill(size[amount] * -100n));
    return ids.map((account, index) => ({ account, minor: minors[index] ?? 0n }));
  };
  const opening = toyBank.openingTrialBalance.flatMap(([code, , side, amount]) =>
    entriesOf([code, side, amount], 'opening'),
  );
  const of = (template: string, description: string): object => ({
    template,
    description,
    ...matures(template),
  });
  await post(database, aJournal(opening, { ...of('OPEN', 'Opening balances') }));
  await database.query("SELECT bank.roll_business_date('2026-02-10')");
  for (const { id, text, lines } of toyBank.journals)
    await post(
      database,
      aJournal(
        lines.flatMap((each) => entriesOf(each, 'interest')),
        { ...of(id, text) },
      ),
    );
  await database.query("SELECT bank.roll_business_date('2026-04-01')");
}

/** Dollars on each of so many accounts: 7, 5 and 3 million in all, and the interest credited to them. */
const sizes = [
  { accounts: 100, opening: 70_000n, interest: 630n },
  { accounts: 25, opening: 200_000n, interest: 1_800n },
  { accounts: 3, opening: 1_000_000n, interest: 10_000n },
];

/** Five million of advances come due in more than a year, one million within it. */
function matures(template: string): object {
  const maturesOn = { OPEN: '2028-06-30', J27: '2026-12-31' }[template];
  return maturesOn === undefined ? {} : { metadata: { maturesOn } };
}

/** Posts its opening balances and its journals; deposits stand on one customer's account for each product. */
export async function postToyBank(database: Queryable): Promise<void> {
  const customer = await aCustomer(database, 'The Depositors', '00009999');
  const accounts = new Map<string, string>();
  for (const ledgerAccount of deposits)
    accounts.set(ledgerAccount, await anAccount(database, customer, { ledgerAccount, floorMinor: null }));
  const entryOf = (each: ToyLine): EntryDraft => ({
    account: accounts.get(each[0]) ?? each[0],
    minor: signedMinor(each),
  });
  const opening = toyBank.openingTrialBalance.map(([code, , side, amount]) => entryOf([code, side, amount]));
  await post(database, aJournal(opening, { template: 'OPEN', description: 'Opening balances' }));
  for (const { id, text, lines } of toyBank.journals)
    await post(database, aJournal(lines.map(entryOf), { template: id, description: text }));
}
