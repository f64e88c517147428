import { directDebit, transferSent } from '../../../../functions/domain/journal-templates.ts';
import { usd } from '../../../../functions/domain/money.ts';
import { spend, type Habit } from '../resident.ts';

export interface Bill {
  readonly to: string;
  readonly lowest: bigint;
  readonly highest?: bigint;
  readonly dayOfMonth: number;
  /** Months it comes in, 1 for January; every month unless given. */
  readonly months?: readonly number[];
  /** A transfer is sent by the customer, a debit is fetched by the payee. */
  readonly by: 'transfer' | 'debit';
  /** What the reference begins with; the month follows. */
  readonly about: string;
}

export function bill({ to, lowest, highest, dayOfMonth, months, by, about }: Bill): Habit {
  return (today, me) => {
    if (!today.isDue(dayOfMonth)) return;
    if (months && !months.includes(Number(today.month.slice(5)))) return;
    const amount = today.random(`${me.number}/bill/${to}`).between(lowest, highest ?? lowest);
    spend(today, me, {
      key: `bill/${to}`,
      amount,
      draft: (account) =>
        by === 'transfer' ? transferSent(account, usd(amount), to) : directDebit(account, usd(amount), to),
      reference: `${about} ${today.month}`,
    });
  };
}
