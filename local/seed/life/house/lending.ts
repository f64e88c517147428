import {
  creditLossProvision,
  loanChargedOff,
  loanGranted,
  loanInterestAccrued,
  loanPaymentsCollected,
} from '../../../../functions/domain/loan-journal-templates.ts';
import { usd } from '../../../../functions/domain/money.ts';
import type { Task } from './house.ts';
import { loanCategories } from './loan-categories.ts';

/** On the 12th borrowers pay the interest accrued so far, and a part of their principal. */
export const collecting: Task = ({ books, isDue, post, month }) => {
  if (!isDue(12)) return;
  const principal = loanCategories.map(({ loan, repaid }) => ({
    loan,
    minor: (books.house(loan) * repaid) / 10_000n,
  }));
  const interest = books.house('1600');
  if (interest <= 0n) return;
  post('bank/loan-payments', loanPaymentsCollected(usd(interest), principal), { reference: month });
};

/** On the 8th and the 22nd new loans, about as much as is paid back; the book grows slowly. */
export const granting: Task = ({ books, isDue, post, random }) => {
  if (!isDue(8) && !isDue(22)) return;
  for (const { loan, repaid } of loanCategories) {
    const share = repaid * BigInt(35 + random(`bank/granting/${loan}`).below(56));
    const amount = ((books.house(loan) * share) / 1_000_000n / 50_000n) * 50_000n;
    if (amount > 0n) post(`bank/granting/${loan}`, loanGranted(loan, usd(amount)));
  }
};

export const accruingLoans: Task = ({ books, endsMonth, post, month, nights }, { interest }) => {
  for (const { loan, income, rate } of loanCategories) {
    interest.count(loan, books.house(loan), { nights });
    if (!endsMonth) continue;
    const accrued = interest.settle(loan, rate);
    post(`bank/loan-interest/${loan}`, loanInterestAccrued(income, usd(accrued)), {
      reference: `${loan} ${month}`,
    });
  }
};

/** In the middle month of each quarter a small loan is given up. */
export const chargingOff: Task = ({ isDue, month, post, random }) => {
  if (!isDue(25) || Number(month.slice(5)) % 3 !== 2) return;
  const draws = random('bank/charge-off');
  const loan = draws.pick(['1472', '1473', '1460']);
  const amount = usd(draws.between(280_000n, 1_450_000n));
  post('bank/charge-off', loanChargedOff(loan, amount), { reference: `Case ${month}` });
};

/** At the end of a quarter the allowance is brought to what the loans require. */
export const providing: Task = ({ books, endsQuarter, post, month }) => {
  if (!endsQuarter) return;
  const required = loanCategories.reduce(
    (sum, { loan, lossRate }) => sum + (books.house(loan) * lossRate) / 10_000n,
    0n,
  );
  const amount = required + books.house('1499');
  if (amount !== 0n) post('bank/provision', creditLossProvision(usd(amount)), { reference: month });
};
