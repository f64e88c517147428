/** Reasons for which entries come back, in words (Nacha operating rules, appendix 4); 61 to 77 dispute a return. */
const words: Readonly<Partial<Record<string, string>>> = {
  R01: 'insufficient funds',
  R02: 'account closed',
  R03: 'no account, or unable to locate it',
  R04: 'account number of no such form',
  R05: 'unauthorized debit to a consumer’s account',
  R06: 'returned at the originating bank’s request',
  R07: 'authorization revoked by the customer',
  R08: 'payment stopped',
  R09: 'uncollected funds',
  R10: 'the customer says it is not authorized',
  R11: 'not as the customer authorized it',
  R16: 'account frozen, or a limit of the account',
  R17: 'a field can’t be processed',
  R19: 'amount not valid',
  R20: 'not a transaction account',
  R23: 'credit refused by the receiver',
  R29: 'the corporate customer says it is not authorized',
};

/** What a reason code means; the code itself where we have no words for it. */
export const reasonText = (code: string): string => words[code] ?? `reason ${code}`;

/** Whether a code says why an entry comes back; those that dispute a return say something else. */
export function isReturnReason(code: string): boolean {
  const number = Number(/^R(\d\d)$/.exec(code)?.[1] ?? 0);
  return number > 0 && !(number >= 61 && number <= 77);
}
