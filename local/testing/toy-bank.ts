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
