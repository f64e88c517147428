import { cardPurchase, cashWithdrawal } from '../../../../functions/domain/journal-templates.ts';
import { usd } from '../../../../functions/domain/money.ts';
import { randomOf } from '../../random.ts';
import type { Today } from '../today.ts';
import { spend, type Habit, type Resident } from '../resident.ts';
import { happens } from './chance.ts';

/** Where people shop, with the lowest and highest amount of a purchase in dollars. */
export interface Merchant {
  readonly name: string;
  readonly lowest: number;
  readonly highest: number;
}

const cents = (dollars: number): bigint => BigInt(dollars) * 100n;
const cardOf = ({ number }: Resident): string =>
  `Card ending ${randomOf(`card/${number}`).below(9_000) + 1_000}`;

function buy(today: Today, me: Resident, { merchant, key }: { merchant: Merchant; key: string }): void {
  const { name, lowest, highest } = merchant;
  const amount = today.random(`${me.number}/${key}`).between(cents(lowest), cents(highest));
  const draft = (account: string) => cardPurchase(account, usd(amount), name);
  spend(today, me, { key, amount, draft, reference: cardOf(me) });
}

/** Purchases by card, up to three a day, half as many again before Christmas. */
export function shopping(merchants: readonly Merchant[], timesAMonth: number): Habit {
  return (today, me) => {
    const times = today.month.endsWith('-12') ? timesAMonth * 1.5 : timesAMonth;
    for (const turn of [1, 2, 3]) {
      const random = today.random(`${me.number}/shopping/${turn}`);
      if (happens(random, times / 3))
        buy(today, me, { merchant: random.pick(merchants), key: `card/${turn}` });
    }
  };
}

/** A purchase that is made on one day for certain. */
export function shoppingOn(date: string, merchant: Merchant): Habit {
  return (today, me) => {
    if (today.date === date) buy(today, me, { merchant, key: 'card/certain' });
  };
}

/** Cash from the machine, in twenties. */
export function cash(timesAMonth: number, mostTwenties: number): Habit {
  return (today, me) => {
    const random = today.random(`${me.number}/cash`);
    if (!happens(random, timesAMonth)) return;
    const amount = cents(20 * (1 + random.below(mostTwenties)));
    const reference = random.pick(['ATM Main Street', 'ATM Riverside Mall', 'ATM Union Station']);
    const draft = (account: string) => cashWithdrawal(account, usd(amount), 'atm');
    spend(today, me, { key: 'cash', amount, draft, reference });
  };
}
