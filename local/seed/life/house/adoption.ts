import { hasRate } from '../rates.ts';
import { daily, type Resident } from '../resident.ts';
import type { House } from './house.ts';

/** What the books take over on the day they begin to reckon interest themselves. */
export interface Adoption {
  /** The last day whose interest was planned. */
  readonly through: string;
  /** What each account that bears interest has earned and not got yet. */
  readonly owed: readonly { readonly account: string; readonly minor: bigint }[];
  readonly certificates: readonly AdoptedCertificate[];
}

/** As `bank.adopt_certificate` takes it. */
export interface AdoptedCertificate {
  readonly account: string;
  readonly startsOn: string;
  readonly atMaturity: 'renew' | 'pay-out';
  readonly payoutAccount?: string;
}

const through = '2026-09-30';

/** Terms of a year: the first two end before 2026 does, the others in the course of 2027. */
function startOf(place: number): string {
  const soon = ['2025-10-20', '2025-12-07'][place];
  const two = (value: number): string => value.toString().padStart(2, '0');
  return soon ?? `2026-${two(1 + (place % 9))}-${two(4 + ((place * 7) % 24))}`;
}

function certificatesOf(residents: readonly Resident[]): AdoptedCertificate[] {
  const held = residents.flatMap((resident) =>
    resident.deposits
      .filter(({ product }) => product.startsWith('certificate'))
      .map((deposit) => ({ deposit, payoutAccount: daily(resident) })),
  );
  const yearly = held.filter(({ deposit }) => deposit.opens === undefined);
  return held.map(({ deposit, payoutAccount }) => {
    const place = yearly.findIndex((each) => each.deposit === deposit);
    const startsOn = deposit.opens ?? startOf(place);
    return place === 1
      ? { account: deposit.id, startsOn, atMaturity: 'pay-out', payoutAccount }
      : { account: deposit.id, startsOn, atMaturity: 'renew' };
  });
}

export function adoptionOf({ owed, deposits }: House, residents: readonly Resident[]): Adoption {
  return {
    through,
    owed: deposits
      .filter(({ product }) => hasRate(product))
      .map(({ id: account }) => ({ account, minor: owed.get(account) ?? 0n })),
    certificates: certificatesOf(residents),
  };
}
