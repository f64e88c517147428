import {
  cashDeposit,
  checkDeposit,
  transferReceived,
} from '../../../../functions/domain/journal-templates.ts';
import { usd } from '../../../../functions/domain/money.ts';
import { daily, type Habit } from '../resident.ts';
import { happens } from './chance.ts';

export interface Salary {
  readonly from: string;
  /** Net pay of one payday, in the first year; it rises by 3 % in each January. */
  readonly minor: bigint;
  /** Days of the month; 31 is the last. */
  readonly paydays: readonly number[];
}

const firstYear = 2025;

export function salary({ from, minor, paydays }: Salary): Habit {
  return (today, me) => {
    if (!paydays.some((day) => today.isDue(day))) return;
    const raises = BigInt(Number(today.date.slice(0, 4)) - firstYear);
    const amount = usd(minor + (minor * 3n * raises) / 100n);
    const draft = transferReceived(daily(me), amount, `Salary ${from}`);
    today.post(`${me.number}/salary`, draft, { reference: `Payroll ${today.date}` });
  };
}

export interface Earnings {
  readonly from: readonly string[];
  readonly lowest: bigint;
  readonly highest: bigint;
  readonly timesAMonth: number;
  readonly by: 'transfer' | 'check' | 'cash';
}

/** Income that comes when it comes. */
export function earnings({ from, lowest, highest, timesAMonth, by }: Earnings): Habit {
  return (today, me) => {
    const random = today.random(`${me.number}/earnings/${by}`);
    if (!happens(random, timesAMonth)) return;
    const [payer, amount] = [random.pick(from), usd(random.between(lowest, highest))];
    const invoice = `Invoice ${today.month.slice(2).replace('-', '')}${random.below(90) + 10}`;
    const draft = {
      transfer: () => transferReceived(daily(me), amount, `Payment ${payer}`),
      check: () => checkDeposit(daily(me), amount),
      cash: () => cashDeposit(daily(me), amount),
    }[by]();
    const reference = { transfer: invoice, check: `${payer}, ${invoice}`, cash: payer }[by];
    today.post(`${me.number}/earnings/${by}`, draft, { reference });
  };
}

/** Something that is paid once, on a day or the business day after it. */
export function received(date: string, from: string, minor: bigint): Habit {
  return (today, me) => {
    if (!today.since.includes(date)) return;
    today.post(`${me.number}/received`, transferReceived(daily(me), usd(minor), from), { reference: date });
  };
}
