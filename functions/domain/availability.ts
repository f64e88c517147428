import { isBusinessDay, nextBusinessDay } from './business-days.ts';

/** How money came in. `special`: checks of 12 CFR 229.10(c)(1)(i) to (v), such as cashier's, certified or Treasury checks. */
export const depositClasses = [
  'cash-at-teller',
  'cash-at-own-atm',
  'wire',
  'ach-credit',
  'on-us-check',
  'special-check',
  'special-check-not-in-person',
  'other-check',
  'foreign-atm',
] as const;
export type DepositClass = (typeof depositClasses)[number];

/** Amounts of Regulation CC in cents, as they hold from a date on. Source: 12 CFR 229.11 and its adjustments. */
interface AvailabilityAmounts {
  readonly from: string;
  /** Of a day's other checks: available on the next business day (229.10(c)(1)(vii)). */
  readonly nextDayMinor: bigint;
  /** Of what may be drawn in cash a day later than otherwise: available all the same (229.12(d)). */
  readonly cashMinor: bigint;
  /** Of special checks to a new account (229.13(a)), and of a day's checks before the excess is held longer (229.13(b)). */
  readonly largeMinor: bigint;
}

const amounts: readonly AvailabilityAmounts[] = [
  { from: '2025-07-01', nextDayMinor: 27_500n, cashMinor: 55_000n, largeMinor: 672_500n },
  { from: '2020-07-01', nextDayMinor: 22_500n, cashMinor: 45_000n, largeMinor: 552_500n },
];

/** @throws RangeError for a day before the first known amounts */
function amountsOn(day: string): AvailabilityAmounts {
  const found = amounts.find(({ from }) => from <= day);
  if (!found) throw new RangeError(`The amounts of Regulation CC on ${day} are not known`);
  return found;
}

/** Why a part is held longer than usual; the customer is told. */
export const longHoldReasons = ['new-account', 'large-deposit'] as const;
export type LongHoldReason = (typeof longHoldReasons)[number];

/** A part of a deposit, available from the start of a business day. */
export interface AvailablePart {
  readonly availableOn: string;
  readonly minor: bigint;
  readonly reason: LongHoldReason | null;
}

export interface DepositFacts {
  readonly depositClass: DepositClass;
  readonly minor: bigint;
  /** Banking day that the deposit counts on. */
  readonly bankingDay: string;
  /** In the first thirty days of a customer's first account. */
  readonly isNewAccount: boolean;
  /** What the customer deposited on that banking day before, by special and by other checks. */
  readonly earlier?: { readonly specialMinor: bigint; readonly otherMinor: bigint };
}

/** Business days after the banking day; 9 is what 229.13(a) lets a bank choose for other checks to a new account. */
const days = { next: 1, second: 2, fifth: 5, newAccount: 9 } as const;
/** A check of a large deposit: five business days beyond the second (229.13(h), for checks drawn on other banks). */
const largeDepositDay = days.second + 5;
/** The same for a check on ourselves: one business day beyond the next. */
const largeOnUsDay = days.next + 1;

/**
 * When a deposit becomes available, part by part, earliest first. Source: 12 CFR 229.10, 229.12, 229.13.
 * @throws RangeError for a day before the first known amounts
 */
export function availabilityOf(deposit: DepositFacts): AvailablePart[] {
  const { bankingDay, minor } = deposit;
  const slices = slicesOf(deposit).filter((slice) => slice.minor > 0n);
  if (minor <= 0n) return [];
  return slices
    .toSorted((one, other) => one.after - other.after)
    .map(({ after, minor: part, reason }) => ({
      availableOn: businessDayAfter(bankingDay, after),
      minor: part,
      reason: reason ?? null,
    }));
}

interface Slice {
  readonly after: number;
  readonly minor: bigint;
  readonly reason?: LongHoldReason;
}

const isCheck = (depositClass: DepositClass): boolean => depositClass.includes('check');

function slicesOf(deposit: DepositFacts): Slice[] {
  const { depositClass, minor } = deposit;
  if (deposit.isNewAccount) return newAccountSlices(deposit);
  if (!isCheck(depositClass)) return [{ after: dayOf(depositClass), minor }];
  const { within, excess } = largeDeposit(deposit);
  const excessDay = depositClass === 'on-us-check' ? largeOnUsDay : largeDepositDay;
  return [...ordinarySlices(deposit, within), { after: excessDay, minor: excess, reason: 'large-deposit' }];
}

/** The schedule without exceptions, for as much of a check as no exception is made of. */
function ordinarySlices(deposit: DepositFacts, minor: bigint): Slice[] {
  const { depositClass, bankingDay, earlier } = deposit;
  if (depositClass !== 'other-check') return [{ after: dayOf(depositClass), minor }];
  const left = leftOf(amountsOn(bankingDay).nextDayMinor, earlier?.otherMinor);
  const first = smaller(minor, left);
  return [
    { after: days.next, minor: first },
    { after: days.second, minor: minor - first },
  ];
}

/** 229.13(a): cash, wires and ACH as ever; of special checks so much on the next day, the rest on the ninth. */
function newAccountSlices({ depositClass, minor, bankingDay, earlier }: DepositFacts): Slice[] {
  if (depositClass === 'other-check' || depositClass === 'foreign-atm') {
    return [{ after: days.newAccount, minor, reason: 'new-account' }];
  }
  if (!depositClass.startsWith('special-check')) return [{ after: dayOf(depositClass), minor }];
  const first = smaller(minor, leftOf(amountsOn(bankingDay).largeMinor, earlier?.specialMinor));
  return [
    { after: dayOf(depositClass), minor: first },
    { after: days.newAccount, minor: minor - first, reason: 'new-account' },
  ];
}

function dayOf(depositClass: DepositClass): number {
  if (depositClass === 'foreign-atm') return days.fifth;
  const second: readonly DepositClass[] = ['cash-at-own-atm', 'special-check-not-in-person', 'other-check'];
  return second.includes(depositClass) ? days.second : days.next;
}

/** 229.13(b): what the checks of one day are worth beyond an amount may be held longer; the last deposits exceed it. */
function largeDeposit({ minor, bankingDay, earlier }: DepositFacts): { within: bigint; excess: bigint } {
  const before = (earlier?.specialMinor ?? 0n) + (earlier?.otherMinor ?? 0n);
  const within = smaller(minor, leftOf(amountsOn(bankingDay).largeMinor, before));
  return { within, excess: minor - within };
}

/**
 * When the same money may be drawn in cash by a bank that waits a day longer for that: so much on the second day all the
 * same, the rest a business day later than otherwise. Source: 12 CFR 229.12(d). This bank does not wait.
 */
export function cashAvailabilityOf(deposit: DepositFacts): AvailablePart[] {
  const parts = availabilityOf(deposit);
  if (deposit.depositClass !== 'other-check' || deposit.isNewAccount) return parts;
  const second = businessDayAfter(deposit.bankingDay, days.second);
  return parts.flatMap((part) => {
    if (part.availableOn !== second) return [part];
    const first = smaller(part.minor, amountsOn(deposit.bankingDay).cashMinor);
    const rest = { ...part, minor: part.minor - first, availableOn: nextBusinessDay(second) };
    return [{ ...part, minor: first }, rest].filter(({ minor }) => minor > 0n);
  });
}

/** The banking day a deposit counts on: after the cut-off, or on a day without business, it is the next one (229.19(a)). */
export function bankingDayOf(date: string, afterCutOff: boolean): string {
  return isBusinessDay(date) && !afterCutOff ? date : nextBusinessDay(date);
}

/** The business day so many business days after a day. */
function businessDayAfter(day: string, count: number): string {
  let reached = day;
  for (let left = count; left > 0; left -= 1) reached = nextBusinessDay(reached);
  return reached;
}

const smaller = (one: bigint, other: bigint): bigint => (one < other ? one : other);
const leftOf = (limit: bigint, used = 0n): bigint => (used < limit ? limit - used : 0n);
