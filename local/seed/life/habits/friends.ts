import { internalTransfer } from '../../../../functions/domain/journal-templates.ts';
import { usd } from '../../../../functions/domain/money.ts';
import { depositId, spend, type Habit } from '../resident.ts';
import { happens } from './chance.ts';

export interface Friendship {
  /** Account number at this bank. */
  readonly to: string;
  readonly lowest: bigint;
  readonly highest: bigint;
  readonly timesAMonth: number;
  readonly for: readonly string[];
}

/** Small sums to somebody else who banks here. */
export function paying({ to, lowest, highest, timesAMonth, for: reasons }: Friendship): Habit {
  return (today, me) => {
    const random = today.random(`${me.number}/friend/${to}`);
    if (!happens(random, timesAMonth)) return;
    const amount = random.between(lowest, highest);
    const draft = (account: string) => internalTransfer(account, depositId(to), usd(amount));
    spend(today, me, { key: `friend/${to}`, amount, draft, reference: random.pick(reasons) });
  };
}
