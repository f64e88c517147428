import type { EntryTarget, JournalDraft } from '../../../functions/domain/journal.ts';
import type { LedgerBalance } from '../../../functions/domain/overhead-journal-templates.ts';

/** The balances as they will be once everything planned has been posted. */
export interface PlannedBooks {
  /** What the bank owes on a customer's account. */
  deposit(account: string): bigint;
  /** Balance of a house account, debits positive. */
  house(gl: string): bigint;
  houseBalances(): LedgerBalance[];
  /** @throws RangeError when a journal is uneven or would overdraw a customer: a mistake of the demo's authors */
  record(draft: JournalDraft): void;
}

const nameOf = (target: EntryTarget): string => ('account' in target ? target.account : target.gl);

export function plannedBooks(): PlannedBooks {
  const deposits = new Map<string, bigint>();
  const house = new Map<string, bigint>();
  return {
    deposit: (account) => -(deposits.get(account) ?? 0n),
    house: (gl) => house.get(gl) ?? 0n,
    houseBalances: () => [...house].map(([code, minor]) => ({ code, minor })),
    record: ({ description, entries }) => {
      for (const entry of entries) {
        const side = 'account' in entry ? deposits : house;
        side.set(nameOf(entry), (side.get(nameOf(entry)) ?? 0n) + entry.minor);
      }
      const isEven = entries.reduce((sum, { minor }) => sum + minor, 0n) === 0n;
      const isCovered = entries.every(
        (entry) => !('account' in entry) || (deposits.get(entry.account) ?? 0n) <= 0n,
      );
      if (!isEven || !isCovered) throw new RangeError(`"${description}" is uneven or overdraws a customer`);
    },
  };
}
