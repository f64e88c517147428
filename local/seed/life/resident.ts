import type { JournalDraft } from '../../../functions/domain/journal.ts';
import { demoId } from '../ids.ts';
import type { PersonAccount } from '../people.ts';
import type { Today } from './today.ts';

/** A customer's account as the demo knows it. */
export interface Deposit extends PersonAccount {
  readonly id: string;
}

/** Something that a customer does on the days that are right for it. */
export type Habit = (today: Today, me: Resident) => void;

/** A customer of the demo bank and the life behind the account. */
export interface Resident {
  /** Eight digits. */
  readonly number: string;
  readonly name: string;
  readonly id: string;
  /** The day the customer comes to the bank. */
  readonly joins: string;
  /** The account of daily life comes first. */
  readonly deposits: readonly Deposit[];
  readonly habits: readonly Habit[];
}

export interface Introduction {
  readonly number: string;
  readonly name: string;
  readonly joins: string;
  readonly accounts: readonly PersonAccount[];
  readonly habits: readonly Habit[];
}

export function residentOf({ number, name, joins, accounts, habits }: Introduction): Resident {
  const deposits = accounts.map((account) => ({ ...account, id: depositId(account.number) }));
  return { number, name, joins, habits, deposits, id: demoId(`customer/${number}`) };
}

/** Id of the account with a number. */
export function depositId(number: string): string {
  return demoId(`account/${number}`);
}

/** The account of daily life. */
export function daily({ deposits, name }: Resident): string {
  const [first] = deposits;
  if (!first) throw new Error(`${name} has no account`);
  return first.id;
}

export interface Spending {
  readonly key: string;
  readonly amount: bigint;
  readonly draft: (account: string) => JournalDraft;
  readonly reference: string;
}

/** Posts what takes money out of the daily account, unless the money isn't there: nobody here lives beyond his means. */
export function spend(today: Today, me: Resident, { key, amount, draft, reference }: Spending): void {
  if (today.books.deposit(daily(me)) < amount) return;
  today.post(`${me.number}/${key}`, draft(daily(me)), { reference });
}
