/** Somebody with an account at a provider outside the bank. */
export interface OutsideAccount {
  readonly userName: string;
  readonly name: string;
  readonly email: string;
  /** Of the directory: what decides the roles in the bank. */
  readonly groups: readonly string[];
}

const account = (userName: string, name: string, ...groups: readonly string[]): OutsideAccount => ({
  userName,
  name,
  email: `${userName}@example.com`,
  groups,
});

/** Staff, and somebody of the bank who has no business in it. */
export const directoryAccounts: readonly OutsideAccount[] = [
  account('tess', 'Tess Tillman', 'staff', 'ledgerbank-teller'),
  account('arno', 'Arno Abelson', 'staff', 'ledgerbank-accountant'),
  account('audra', 'Audra Audley', 'staff', 'ledgerbank-auditor'),
  account('ada', 'Ada Adler', 'staff', 'ledgerbank-administrator'),
  account('carl', 'Carl Canteen', 'staff'),
];

/** Customers, and somebody who is none. */
export const amazonAccounts: readonly OutsideAccount[] = [
  account('alice', 'Alice Archer'),
  account('bob', 'Bob Baker'),
  account('carla', 'Carla Cook'),
  account('zoe', 'Zoe Zander'),
];
