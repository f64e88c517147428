import type { Role } from '../../functions/domain/permissions.ts';

/** The cast of the demo bank. Customers come with their accounts; opening balances in cents. */
export interface Person {
  readonly userName: string;
  readonly displayName: string;
  readonly role: Role;
  readonly customerNumber?: string;
  readonly accounts?: readonly PersonAccount[];
}

export interface PersonAccount {
  readonly number: string;
  readonly ledgerAccount: string;
  readonly product: string;
  readonly name: string;
  readonly openingMinor: bigint;
  /** Day on which it is opened from the savings; with the customer's coming unless given. */
  readonly opens?: string;
}

export const people: readonly Person[] = [
  {
    userName: 'alice',
    displayName: 'Alice Archer',
    role: 'customer',
    customerNumber: '10000001',
    accounts: [
      {
        number: '1000000101',
        ledgerAccount: '2010',
        product: 'checking',
        name: 'Checking',
        openingMinor: 1_250_000n,
      },
      {
        number: '1000000102',
        ledgerAccount: '2030',
        product: 'savings',
        name: 'Savings',
        openingMinor: 4_000_000n,
      },
      {
        number: '1000000103',
        ledgerAccount: '2050',
        product: 'certificate-6',
        name: '6-month certificate',
        openingMinor: 1_000_000n,
        opens: '2026-06-10',
      },
    ],
  },
  {
    userName: 'bob',
    displayName: 'Bob Baker',
    role: 'customer',
    customerNumber: '10000002',
    accounts: [
      {
        number: '1000000201',
        ledgerAccount: '2010',
        product: 'checking',
        name: 'Checking',
        openingMinor: 320_000n,
      },
    ],
  },
  {
    userName: 'carla',
    displayName: 'Carla Cook',
    role: 'customer',
    customerNumber: '10000003',
    accounts: [
      {
        number: '1000000301',
        ledgerAccount: '2020',
        product: 'interest-checking',
        name: 'Interest checking',
        openingMinor: 785_050n,
      },
    ],
  },
  { userName: 'teller', displayName: 'Tess Teller', role: 'teller' },
  { userName: 'accountant', displayName: 'Arno Accountant', role: 'accountant' },
  { userName: 'auditor', displayName: 'Audra Auditor', role: 'auditor' },
  { userName: 'administrator', displayName: 'Ada Administrator', role: 'administrator' },
];

/** The day of the opening, and the day the demo stands at whatever the machine's clock says. */
export const openingDate = '2024-12-31';
export const businessDate = '2026-10-05';
/** The bank's own business is planned ahead up to here: it goes on when days are ended. */
export const plannedUntil = '2027-12-31';
/** From this day on the books reckon interest and end their days themselves; what was before was planned. */
export const engineDate = '2026-10-01';
