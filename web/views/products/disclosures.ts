import type { ProductView } from '../../../functions/contract/deposits.ts';
import { formatMoney } from '../../ui/format.ts';

type Tier = ProductView['tiers'][number];

/** A yield, or from the lowest to the highest of a tier. */
export function yieldText({ lowestApy, highestApy }: Tier): string {
  return lowestApy === highestApy ? `${lowestApy} %` : `${lowestApy} % to ${highestApy} %`;
}

/** The highest yield of a product; none for one that pays no interest. */
export function bestYield({ tiers }: ProductView): string {
  const best = tiers.at(-1);
  return best === undefined ? 'No interest' : `${tiers.length > 1 ? 'up to ' : ''}${best.highestApy} %`;
}

/** How interest is reckoned and credited (12 CFR 1030.4(b)). */
export function interestText({ tiers, tierMethod, creditMonths, termMonths }: ProductView): string {
  if (tiers.length === 0) return 'This account pays no interest.';
  const credited = {
    12: 'at the end of every month',
    4: 'every three months, and at maturity',
    0: 'at maturity',
  }[creditMonths.length];
  const tiered =
    tierMethod === 'slices'
      ? 'Each part of the balance earns the rate of its tier.'
      : 'The tier that the balance reaches pays on all of it.';
  return [
    'Interest is reckoned on the full balance of each day, by a daily rate of 1/365 of the interest rate, from the business day on which money counts.',
    ...(tiers.length > 1 ? [tiered] : []),
    `It is credited ${credited ?? 'in some months'}.`,
    termMonths === null
      ? 'The rate may change; what has been earned is not touched by that.'
      : 'The rate is fixed for the term.',
  ].join(' ');
}

/** The maintenance fee and what waives it. */
export function maintenanceText({ maintenanceFee, waiveBalance, waiveDeposits }: ProductView): string {
  if (maintenanceFee.minor === '0') return 'None';
  const ways = [
    ...(waiveBalance ? [`while the balance stays at ${formatMoney(waiveBalance)} or more`] : []),
    ...(waiveDeposits ? [`in a month with direct deposits of ${formatMoney(waiveDeposits)} or more`] : []),
    'in the month of opening',
  ];
  return `${formatMoney(maintenanceFee)} a month; none ${ways.join(', or ')}`;
}

/** Fees for what is paid into an agreed overdraft. */
export function overdraftText(product: ProductView): string {
  const { overdraftFee, overdraftFeesADay, overdraftFree } = product;
  if (overdraftFee.minor === '0') return 'None';
  return `${formatMoney(overdraftFee)} for each item paid into an agreed overdraft, at most ${overdraftFeesADay} a day; none while no more than ${formatMoney(overdraftFree)} is overdrawn, and none for cards`;
}

/** What an early withdrawal from a certificate costs. */
export function penaltyText({ penaltyDays, graceDays }: ProductView): string {
  return `${penaltyDays} days of interest on what is withdrawn; none within ${graceDays} days after a renewal`;
}
