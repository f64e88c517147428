import type { TrialBalanceLine } from '../trial-balance.ts';
import type { ReportForm } from './form.ts';

/** A ledger account whose balance at the end of a report's period is another one today than the version says. */
export interface ChangedAccount {
  readonly code: string;
  readonly name: string;
  /** Debits positive, in cents. */
  readonly asFiledMinor: bigint;
  readonly asKnownMinor: bigint;
  /** Item codes of the lines that it is part of. */
  readonly lines: readonly string[];
}

const balanceOf = (lines: readonly TrialBalanceLine[]): Map<string, TrialBalanceLine> =>
  new Map(lines.map((line) => [line.code, line]));

const netOf = (line: TrialBalanceLine | undefined): bigint =>
  line ? line.debitMinor - line.creditMinor : 0n;

/** Accounts that changed between two trial balances of one day: as a version has it, and as the books know it now. */
export function changedAccounts(
  asFiled: readonly TrialBalanceLine[],
  asKnown: readonly TrialBalanceLine[],
  form: ReportForm,
): readonly ChangedAccount[] {
  const [filed, known] = [balanceOf(asFiled), balanceOf(asKnown)];
  const codes = [...new Set([...filed.keys(), ...known.keys()])].sort();
  return codes
    .map((code) => ({
      code,
      name: (known.get(code) ?? filed.get(code))?.name ?? '',
      asFiledMinor: netOf(filed.get(code)),
      asKnownMinor: netOf(known.get(code)),
    }))
    .filter(({ asFiledMinor, asKnownMinor }) => asFiledMinor !== asKnownMinor)
    .map((account) => ({ ...account, lines: linesWith(form, account.code) }));
}

function linesWith({ lines }: ReportForm, account: string): readonly string[] {
  return lines
    .filter(({ kind, terms }) => kind === 'ledger' && terms.some(({ name }) => name === account))
    .map(({ schedule, code }) => `${schedule} ${code}`);
}
