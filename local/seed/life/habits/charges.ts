import { serviceCharge } from '../../../../functions/domain/journal-templates.ts';
import { usd } from '../../../../functions/domain/money.ts';
import { daily, spend, type Habit } from '../resident.ts';

/** The bank's charge at the end of each month, waived while the balance is above a limit. */
export function charged(minor: bigint, waivedFrom?: bigint): Habit {
  return (today, me) => {
    if (!today.endsMonth) return;
    if (waivedFrom !== undefined && today.books.deposit(daily(me)) >= waivedFrom) return;
    const draft = (account: string) => serviceCharge(account, usd(minor));
    spend(today, me, { key: 'charge', amount: minor, draft, reference: today.month });
  };
}

/** The charge of a day is given back on another: its mirror, once. */
export function chargeReversed(of: string, on: string, minor: bigint): Habit {
  return (today, me) => {
    if (today.date !== on) return;
    const { entries, ...charge } = serviceCharge(daily(me), usd(minor));
    const draft = { ...charge, entries: entries.map((entry) => ({ ...entry, minor: -entry.minor })) };
    const reverses = `day/${of}/${me.number}/charge`;
    today.post(`${me.number}/charge-reversed`, draft, { type: 'REVERSAL', reverses, reference: 'Goodwill' });
  };
}
