import {
  dividendDeclared,
  dividendPaid,
  incomeTaxAccrued,
  incomeTaxPaid,
  yearClosed,
} from '../../../../functions/domain/overhead-journal-templates.ts';
import { usd } from '../../../../functions/domain/money.ts';
import type { Today } from '../today.ts';
import type { Task } from './house.ts';

const taxPercent = 21n;

/** Income of the year so far, before tax. */
function pretaxIncome({ books }: Today): bigint {
  const nominal = books.houseBalances().filter(({ code }) => /^[4-7]/.test(code));
  return -nominal.reduce((sum, { minor }) => sum + minor, 0n);
}

/** At the end of a quarter the year's tax so far is brought to its rate; estimates are paid four times a year. */
export const taxes: Task = (today) => {
  const { books, endsQuarter, isDue, month, post } = today;
  if (endsQuarter) {
    const amount = (pretaxIncome(today) * taxPercent) / 100n - books.house('8010');
    if (amount !== 0n) post('bank/tax', incomeTaxAccrued(usd(amount)), { reference: month });
  }
  const payable = -books.house('2315');
  if (isDue(15) && /-(04|06|09|12)$/.test(month) && payable > 0n)
    post('bank/tax-paid', incomeTaxPaid(usd(payable)), { reference: month });
};

/** Day of declaration and amount; paid ten days later. */
const declared: Readonly<Record<string, bigint>> = { '2025-12-08': 15_000_000n, '2026-06-08': 8_000_000n };
const paydays = ['2025-12-18', '2026-06-18'];

export const dividends: Task = ({ books, date, post }) => {
  const amount = declared[date];
  if (amount !== undefined) post('bank/dividend', dividendDeclared(usd(amount)), { reference: date });
  const unpaid = -books.house('2380');
  if (paydays.includes(date) && unpaid > 0n) post('bank/dividend-paid', dividendPaid(usd(unpaid)));
};

/** The last journal of a year. */
export const closing: Task = ({ books, date, endsYear, post }) => {
  if (!endsYear) return;
  const draft = yearClosed(books.houseBalances());
  post('bank/closing', draft, { type: 'CLOSING', reference: date.slice(0, 4) });
};
