import { transferSent, wireSent } from '../../../../functions/domain/journal-templates.ts';
import { usd } from '../../../../functions/domain/money.ts';
import { spend, type Habit } from '../resident.ts';
import { happens } from './chance.ts';

/** Wages of a firm, on the 15th and the last of each month. */
export function wages(minor: bigint): Habit {
  return (today, me) => {
    if (!today.isDue(15) && !today.endsMonth) return;
    const draft = (account: string) => transferSent(account, usd(minor), 'Wages');
    spend(today, me, { key: 'wages', amount: minor, draft, reference: `Wages ${today.date}` });
  };
}

export interface Supplies {
  readonly from: readonly string[];
  readonly lowest: bigint;
  readonly highest: bigint;
  readonly timesAMonth: number;
}

/** What a firm buys, paid by transfer. */
export function supplies({ from, lowest, highest, timesAMonth }: Supplies): Habit {
  return (today, me) => {
    const random = today.random(`${me.number}/supplies`);
    if (!happens(random, timesAMonth)) return;
    const amount = random.between(lowest, highest);
    const supplier = random.pick(from);
    const draft = (account: string) => transferSent(account, usd(amount), supplier);
    spend(today, me, { key: 'supplies', amount, draft, reference: `Order ${random.below(90_000) + 10_000}` });
  };
}

const wireFee = 2_500n;

/** A wire now and then, with the bank's fee on top. */
export function wires(lowest: bigint, highest: bigint, timesAMonth: number): Habit {
  return (today, me) => {
    const random = today.random(`${me.number}/wire`);
    if (!happens(random, timesAMonth)) return;
    const amount = random.between(lowest, highest);
    const draft = (account: string) => wireSent(account, usd(amount), usd(wireFee));
    const reference = `Contract ${random.below(9_000) + 1_000}`;
    spend(today, me, { key: 'wire', amount: amount + wireFee, draft, reference });
  };
}
