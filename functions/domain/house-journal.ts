import type { JournalDraft } from './journal.ts';
import { credit, debit } from './journal-templates.ts';
import type { Money } from './money.ts';

/** Number and name of a posting rule. */
export interface PostingRule {
  readonly template: string;
  readonly description: string;
}

/** Chart codes of the two sides. */
export interface HouseAccounts {
  readonly from: string;
  readonly to: string;
}

/** The journal that most of the bank's own business comes to: Dr `to`, Cr `from`. */
export function houseJournal(rule: PostingRule, { from, to }: HouseAccounts, amount: Money): JournalDraft {
  return { ...rule, entries: [debit({ gl: to }, amount), credit({ gl: from }, amount)] };
}
