import { directDebit, internalTransfer } from '../../../../functions/domain/journal-templates.ts';
import { usd } from '../../../../functions/domain/money.ts';
import { daily, spend, type Habit, type Resident } from '../resident.ts';

function savingsOf({ deposits }: Resident): string | undefined {
  return deposits.find(({ product }) => product === 'savings' || product === 'money-market')?.id;
}

/** A fixed amount into the own savings every month. */
export function saving(minor: bigint, dayOfMonth: number): Habit {
  return (today, me) => {
    const to = savingsOf(me);
    if (to === undefined || !today.isDue(dayOfMonth)) return;
    const draft = (from: string) => internalTransfer(from, to, usd(minor));
    spend(today, me, { key: 'saving', amount: minor, draft, reference: 'Monthly saving' });
  };
}

/** Every week what lies idle above a limit goes into savings, or to a broker where there are none. */
export function sweeping(limit: bigint, keep: bigint): Habit {
  return (today, me) => {
    const balance = today.books.deposit(daily(me));
    if (balance <= limit || ![7, 14, 21, 28].some((day) => today.isDue(day))) return;
    const to = savingsOf(me);
    const amount = ((balance - keep) / 10_000n) * 10_000n;
    spend(today, me, {
      key: 'sweeping',
      amount,
      draft: (from) =>
        to === undefined
          ? directDebit(from, usd(amount), 'Meridian Brokerage')
          : internalTransfer(from, to, usd(amount)),
      reference: to === undefined ? 'Index fund' : 'To savings',
    });
  };
}

/** Fetches from savings when the daily account runs low. */
export function drawing(low: bigint, amount: bigint): Habit {
  return (today, me) => {
    const from = savingsOf(me);
    if (from === undefined || today.books.deposit(daily(me)) >= low) return;
    if (today.books.deposit(from) < amount) return;
    today.post(`${me.number}/drawing`, internalTransfer(from, daily(me), usd(amount)), {
      reference: 'From savings',
    });
  };
}
