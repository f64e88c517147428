import { cardsSettled, checksCollected } from '../../../../functions/domain/journal-templates.ts';
import { houseJournal } from '../../../../functions/domain/house-journal.ts';
import { usd } from '../../../../functions/domain/money.ts';
import type { Today } from '../today.ts';

/** Of each hundred dollars by card the merchant's bank leaves us this many cents. */
const interchange = 115n;

/** Settles in the morning what customers did on the business day before. */
export function clearing(today: Today): void {
  const purchases = -today.books.house('2350');
  if (purchases > 0n) {
    const draft = cardsSettled(usd(purchases), usd((purchases * interchange) / 10_000n));
    today.post('bank/cards', draft, { reference: `Card file ${today.date}` });
  }
  const checks = today.books.house('1020');
  if (checks > 0n)
    today.post('bank/checks', checksCollected(usd(checks)), { reference: `Cash letter ${today.date}` });
}

const cents = (dollars: bigint): bigint => dollars * 100n;

/** Keeps machines and vault within what they need. */
export function carryingCash({ books, post }: Today): void {
  if (books.house('1012') < cents(40_000n)) {
    const rule = { template: 'CASH', description: 'Machines filled' };
    post('bank/machines', houseJournal(rule, { from: '1010', to: '1012' }, usd(cents(60_000n))));
  }
  if (books.house('1010') < cents(300_000n)) {
    const rule = { template: 'CASH', description: 'Cash ordered' };
    post('bank/cash-ordered', houseJournal(rule, { from: '1040', to: '1010' }, usd(cents(250_000n))));
  }
  if (books.house('1010') > cents(900_000n)) {
    const rule = { template: 'CASH', description: 'Cash shipped' };
    post('bank/cash-shipped', houseJournal(rule, { from: '1010', to: '1040' }, usd(cents(300_000n))));
  }
}
