import { isBusinessDay, nextBusinessDay } from '../business-days.ts';
import type { LineResult } from '../import-job.ts';
import type { AchBatch, AchItem } from './batch.ts';
import { isCredit } from './entry.ts';
import type { AchFile } from './read.ts';
import { field, numberField } from './records.ts';
import type { ReturnedItem } from './return-file.ts';
import { ownRoutingNumber } from './routing.ts';

/** What became of the refused entries of a file. */
export interface ReturnsOfFile {
  readonly returns: readonly ReturnedItem[];
  /** Lines that were refused and can't go back by this file, with what to do about them. */
  readonly kept: readonly { readonly line: number; readonly detail: string }[];
}

/** The entries of a file that were refused, each with the reason it goes back for. */
export function returnsOf(file: AchFile, results: readonly LineResult[]): ReturnsOfFile {
  const refused = new Map(
    results.filter(({ outcome }) => outcome === 'refused').map((result) => [result.line, result]),
  );
  const returns: ReturnedItem[] = [];
  const kept: { line: number; detail: string }[] = [];
  for (const batch of file.batches) {
    for (const item of batch.items) {
      const result = refused.get(item.line.line);
      if (!result) continue;
      const why = keptBecause(batch, item) ?? reasonOf(batch, item, result);
      if (typeof why === 'string') kept.push({ line: result.line, detail: why });
      else returns.push({ batch, item, ...why });
    }
  }
  return { returns, kept };
}

/** Entry classes whose entries are laid out otherwise. */
const laidOutOtherwise = new Set(['IAT', 'CTX', 'ADV', 'ENR', 'TRX']);

function keptBecause({ header }: AchBatch, { entry, addenda }: AchItem): string | undefined {
  const problems: readonly (readonly [wrong: boolean, detail: string])[] = [
    [
      field(entry, 4, 12) !== ownRoutingNumber,
      'It is addressed to another bank; ask the operator that sent it.',
    ],
    [addenda.some((each) => field(each, 2, 3) !== '05'), 'What came back does not go back again.'],
    [laidOutOtherwise.has(header.entryClass), `Return entries of class ${header.entryClass} by hand.`],
  ];
  return problems.find(([wrong]) => wrong)?.[1];
}

type Reason = Pick<ReturnedItem, 'reason' | 'information'>;

const byProblem: Readonly<Partial<Record<string, string>>> = {
  'insufficient-funds': 'R01',
  'account-closed': 'R02',
  'account-not-found': 'R03',
  'loan-not-postable': 'R20',
};

/** Reason of a return (appendix 4), or what to do where none fits. */
function reasonOf(batch: AchBatch, item: AchItem, { problem }: LineResult): Reason | string {
  const code = problem?.code ?? '';
  if (code === 'line-invalid') return unreadable(item);
  const isBlocked = code === 'account-not-postable' || code === 'velocity-exceeded';
  const reason = isBlocked ? blocked(batch, item) : byProblem[code];
  if (reason !== undefined) return { reason, information: '' };
  return `No reason for a return fits (${code}); return it by hand.`;
}

/** An account that takes no entries, or not as much: of a company's debit, that the company does not allow it. */
const blocked = ({ header }: AchBatch, { entry }: AchItem): string =>
  header.entryClass === 'CCD' && !isCredit(entry) ? 'R29' : 'R16';

/** What the reader itself refuses of an entry for us: account number, amount, else its code. */
function unreadable({ entry }: AchItem): Reason {
  if (!/^\d{10}$/.test(field(entry, 13, 29).trim())) return { reason: 'R04', information: '' };
  const isOfUse = /^[23]/.test(field(entry, 2, 3)) && /[2378]/.test(field(entry, 3, 3));
  const isZero = numberField(entry, 30, 39) === 0n;
  if (isOfUse && isZero !== isPrenote(field(entry, 3, 3))) return { reason: 'R19', information: '' };
  return { reason: 'R17', information: 'TRANSACTION CODE' };
}

const isPrenote = (digit: string): boolean => digit === '3' || digit === '8';

/**
 * By the opening of this day an entry that settled on a day must be back at the bank it came from (Nacha operating
 * rules): the second banking day after settlement.
 */
export function returnDeadline(settledOn: string): string {
  const settlement = isBusinessDay(settledOn) ? settledOn : nextBusinessDay(settledOn);
  return nextBusinessDay(nextBusinessDay(settlement));
}
