import type { LoanView } from '../../../functions/contract/loans.ts';
import { formatDate, formatMoney } from '../../ui/format.ts';

/** Parts per million as percent, exactly: 72500 is `7.25 %`, 109000 `10.9 %`. */
export function percentOf(ppm: number): string {
  const whole = Math.floor(ppm / 10_000);
  const rest = String(ppm % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return rest === '' ? `${whole} %` : `${whole}.${rest} %`;
}

const methods: Record<LoanView['method'], string> = {
  'ACT/365': 'simple interest for each day (actual days / 365)',
  '30/360': 'a twelfth of the rate for each month (30/360)',
};

function lateFeeOf({ lateFee }: LoanView): string {
  const parts = [
    ...(lateFee.flat.minor === '0' ? [] : [formatMoney(lateFee.flat)]),
    ...(lateFee.installmentPpm === 0 ? [] : [`${percentOf(lateFee.installmentPpm)} of the installment`]),
  ];
  return parts.length === 0 ? 'None' : `${parts.join(' and ')}, ${lateFee.graceDays} days after it was due`;
}

/** The particulars of a loan, as names with their values. */
export function termsFacts(loan: LoanView): readonly (readonly [string, string])[] {
  return [
    ['Product', loan.productName],
    ['Paid out', `${formatMoney(loan.principal)} on ${formatDate(loan.disbursedOn)}`],
    ['Rate', `${percentOf(loan.ratePpm)} a year, ${methods[loan.method]}`],
    [
      'Installments',
      `${loan.termMonths} of ${formatMoney(loan.payment)}, the first on ${formatDate(loan.firstDueOn)}`,
    ],
    ['Collected from', loan.paymentNumber],
    ['Late fee', lateFeeOf(loan)],
    ...(loan.fee.minor === '0' ? [] : [['Origination fee', formatMoney(loan.fee)] as const]),
  ];
}

/** Where the loan stands, in a sentence. */
export function statusText({ status, daysPastDue, due }: LoanView): string {
  if (status === 'paid') return 'This loan is paid.';
  if (status === 'charged-off') return 'This loan was charged off; what is left of it is still collected.';
  if (daysPastDue === 0 && status === 'nonaccrual')
    return 'Nothing of this loan is due, and its interest is not income yet.';
  if (daysPastDue === 0) return 'This loan is paid as agreed.';
  const days = daysPastDue === 1 ? '1 day' : `${daysPastDue} days`;
  return `${formatMoney(due)} has been due for ${days}.`;
}
