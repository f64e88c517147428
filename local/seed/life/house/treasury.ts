import {
  advanceInterestAccrued,
  advanceInterestPaid,
  advanceRepaid,
  couponAccrued,
  couponReceived,
  fairValueChanged,
  reserveInterestReceived,
} from '../../../../functions/domain/treasury-journal-templates.ts';
import { usd } from '../../../../functions/domain/money.ts';
import { rateOf, type RateName } from '../rates.ts';
import type { Today } from '../today.ts';
import type { House, Task } from './house.ts';

/** Interest of the month on a house account at a rate of its own; zero before the month's end. */
function interestOf(today: Today, { interest }: House, [code, rate]: readonly [string, RateName]): bigint {
  const { books, date, endsMonth } = today;
  const balance = books.house(code);
  interest.count(code, balance < 0n ? -balance : balance, today);
  return endsMonth ? interest.settle(code, rateOf(rate, date)) : 0n;
}

/** Interest on reserves comes at the end of the month. */
export const reserves: Task = (today, house) => {
  const amount = interestOf(today, house, ['1040', 'reserves']);
  if (amount > 0n)
    today.post('bank/reserves', reserveInterestReceived(usd(amount)), { reference: today.month });
};

/** Coupons accrue every month and come every half year, in May and November. */
export const coupons: Task = (today, house) => {
  const [treasuries, bonds] = [
    interestOf(today, house, ['1220', 'treasuries']),
    interestOf(today, house, ['1225', 'mortgage bonds']),
  ];
  const { books, isDue, month, post } = today;
  if (treasuries > 0n)
    post('bank/coupon/treasuries', couponAccrued('4070', usd(treasuries)), { reference: month });
  if (bonds > 0n) post('bank/coupon/bonds', couponAccrued('4075', usd(bonds)), { reference: month });
  const accrued = books.house('1605');
  if (isDue(15) && /-(05|11)$/.test(month) && accrued > 0n)
    post('bank/coupon/received', couponReceived(usd(accrued)), { reference: month });
};

/** Basis points by which fair value stands below cost at the end of a quarter. */
const below: Readonly<Record<string, bigint>> = {
  '2025-03': 80n,
  '2025-06': 55n,
  '2025-09': 20n,
  '2025-12': 35n,
  '2026-03': 60n,
  '2026-06': 25n,
  '2026-09': 30n,
};
const taxPercent = 21n;

/** At the end of a quarter securities available for sale are brought to their fair value. */
export const fairValues: Task = ({ books, endsQuarter, month, post }) => {
  if (!endsQuarter) return;
  const adjustment = (-(books.house('1220') + books.house('1225')) * (below[month] ?? 0n)) / 10_000n;
  const change = adjustment - books.house('1229');
  if (change === 0n) return;
  post('bank/fair-value', fairValueChanged(usd(change), usd((change * taxPercent) / 100n)), {
    reference: month,
  });
};

/** Advances cost interest every month, which is paid every quarter; a sixth was repaid in March 2026. */
export const advances: Task = (today, house) => {
  const amount = interestOf(today, house, ['2200', 'advances']);
  const { books, date, isDue, month, post } = today;
  if (amount > 0n) post('bank/advance/interest', advanceInterestAccrued(usd(amount)), { reference: month });
  const accrued = -books.house('2305');
  if (isDue(20) && /-(03|06|09|12)$/.test(month) && accrued > 0n)
    post('bank/advance/paid', advanceInterestPaid(usd(accrued)), { reference: month });
  if (date === '2026-03-16')
    post('bank/advance/repaid', advanceRepaid(usd(100_000_000n)), { reference: 'Advance 1' });
};
