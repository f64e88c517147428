/**
 * The bank as its documents name it. Made up, and plainly so: 555-0100 to 555-0199 are kept for fiction, and no taxpayer number
 * begins with 00.
 */
export const ownBank = {
  name: 'Ledgerbank',
  /** As an envelope has it: the street, then city, state and ZIP code. */
  address: ['500 Ledger Street', 'Springfield, IL 62701'],
  phone: '(217) 555-0100',
  /** Employer identification number, under which it reports to the IRS. */
  taxId: '00-1234567',
} as const;
