import type { JournalDraft } from '../../../../functions/domain/journal.ts';
import {
  backupWithholdingPaid,
  interestCredited,
  interestCreditedLessTax,
} from '../../../../functions/domain/journal-templates.ts';
import { depositInterestAccrued } from '../../../../functions/domain/treasury-journal-templates.ts';
import { usd } from '../../../../functions/domain/money.ts';
import { hasRate, rateOf } from '../rates.ts';
import type { Today } from '../today.ts';
import type { House, Task } from './house.ts';

/** Chart code of the expense, by product. */
const expenseOf: Readonly<Record<string, string>> = {
  'interest-checking': '5010',
  savings: '5020',
  'money-market': '5020',
  certificate: '5030',
  'certificate-6': '5030',
};

/** Months in which interest is paid; that of the other months stays owed, and that of short certificates until they mature. */
const pays = new Map([
  ['certificate', /-(02|05|08|11)$/],
  ['certificate-6', /^$/],
]);

const isPayMonth = (product: string, month: string): boolean => pays.get(product)?.test(month) ?? true;

/** Customer of whose interest 24 % is kept for the IRS: the taxpayer number was never certified. */
export const uncertified = '10000012';

const taxOn = (minor: bigint): bigint => (2n * minor * 24n + 100n) / 200n;

/** Deposits of the county and retirement deposits are kept in total, in house accounts. */
const inTotal = [
  { code: '2080', rate: 'public funds', expense: '5020' },
  { code: '2060', rate: 'retirement', expense: '5030' },
] as const;

function count({ books, nights }: Today, { interest, deposits }: House): void {
  for (const { id, product } of deposits)
    if (hasRate(product)) interest.count(id, books.deposit(id), { nights });
  for (const { code } of inTotal) interest.count(code, -books.house(code), { nights });
}

function creditOf(number: string, id: string, owed: bigint): JournalDraft {
  const tax = number.startsWith(uncertified) ? taxOn(owed) : 0n;
  return tax > 0n
    ? interestCreditedLessTax(id, usd(owed), usd(tax))
    : interestCredited({ account: id }, usd(owed));
}

/** One accrual for each product, then what each account is owed is credited to it. */
function settleDeposits(today: Today, house: House): void {
  const { date, month, post } = today;
  const earning = house.deposits.flatMap(({ product, ...deposit }) =>
    hasRate(product)
      ? { ...deposit, product, minor: house.interest.settle(deposit.id, rateOf(product, date)) }
      : [],
  );
  for (const [product, accounts] of Map.groupBy(earning, (each) => each.product)) {
    const total = accounts.reduce((sum, { minor }) => sum + minor, 0n);
    const draft = depositInterestAccrued(expenseOf[product] ?? '5020', usd(total));
    if (total > 0n) post(`bank/accrual/${product}`, draft, { reference: `${product} ${month}` });
  }
  for (const { id, number, product, minor } of earning) {
    const owed = (house.owed.get(id) ?? 0n) + minor;
    const isPaid = owed > 0n && isPayMonth(product, month);
    house.owed.set(id, isPaid ? 0n : owed);
    const draft = creditOf(number, id, owed);
    if (isPaid) post(`bank/interest/${number}`, draft, { reference: month });
  }
}

function settleInTotal({ date, month, post }: Today, { interest }: House): void {
  for (const { code, rate, expense } of inTotal) {
    const amount = usd(interest.settle(code, rateOf(rate, date)));
    if (amount.minor === 0n) continue;
    post(`bank/accrual/${code}`, depositInterestAccrued(expense, amount), { reference: `${code} ${month}` });
    post(`bank/interest/${code}`, interestCredited({ gl: code }, amount), { reference: month });
  }
}

/** What was withheld is paid over on the 12th. */
function payOver({ books, isDue, post, month }: Today): void {
  const withheld = -books.house('2360');
  const draft = backupWithholdingPaid(usd(withheld));
  if (isDue(12) && withheld > 0n) post('bank/backup-withholding', draft, { reference: month });
}

/** Every day's closing balance earns; at the end of a month the interest is accrued and credited. */
export const depositInterest: Task = (today, house) => {
  count(today, house);
  payOver(today);
  if (!today.endsMonth) return;
  settleInTotal(today, house);
  settleDeposits(today, house);
};
