import type { InterestDays } from '../interest-days.ts';
import type { Deposit } from '../resident.ts';
import type { Today } from '../today.ts';

/** What the bank itself remembers from day to day besides its books. */
export interface House {
  readonly interest: InterestDays;
  /** Interest accrued and not yet credited, by account. */
  readonly owed: Map<string, bigint>;
  /** Deposits that are open today, in the order of their opening. */
  readonly deposits: readonly Deposit[];
}

/** One of the bank's own tasks, done at the end of a day when it is due. */
export type Task = (today: Today, house: House) => void;
