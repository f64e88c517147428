import type { TrialBalanceLine } from '../trial-balance.ts';
import { boxNumbers, type BoxChange } from './form-1099-int.ts';
import { linesOfAccount, type LineOfAccount, type LinesOf } from './lines-of-account.ts';
import type { ScheduleLine, QuarterPack } from './quarter-pack.ts';
import { printedOf, type Printed } from './totals.ts';
import type { PayeeForm } from './year-end.ts';

/** A ledger account whose balance at the end of a report's period is another one today than the version says. */
export interface ChangedAccount {
  readonly code: string;
  readonly name: string;
  /** Debits positive, in cents. */
  readonly asFiledMinor: bigint;
  readonly asKnownMinor: bigint;
  /** Lines of the version that it is part of. */
  readonly lines: readonly LineOfAccount[];
}

const balanceOf = (lines: readonly TrialBalanceLine[]): Map<string, TrialBalanceLine> =>
  new Map(lines.map((line) => [line.code, line]));

const netOf = (line: TrialBalanceLine | undefined): bigint =>
  line ? line.debitMinor - line.creditMinor : 0n;

/** Accounts that changed between two trial balances of one day: as a version has it, and as the books know it now. */
export function changedAccounts(
  asFiled: readonly TrialBalanceLine[],
  asKnown: readonly TrialBalanceLine[],
  version: LinesOf,
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
    .map((account) => ({ ...account, lines: linesOfAccount(version, account.code) }));
}

/** A line of a schedule that would print another figure today, in thousands of dollars. */
export interface ChangedLine extends Pick<ScheduleLine, 'item' | 'code' | 'caption'> {
  readonly schedule: string;
  readonly asFiled: bigint;
  readonly asKnown: bigint;
}

/** Lines that changed between the schedules of a version and those the books would print now, in the order of the form. */
export function changedLines({ schedules }: QuarterPack, asKnown: Printed): readonly ChangedLine[] {
  return schedules
    .flatMap(({ name: schedule, lines }) =>
      lines.map(({ item, code, caption, thousands }) => ({
        ...{ schedule, item, code, caption },
        asFiled: thousands,
        asKnown: printedOf(asKnown, code),
      })),
    )
    .filter((line) => line.asFiled !== line.asKnown);
}

/** A box of a form 1099-INT that says something else today than the version; zero where one of the two has no such form. */
export interface ChangedBox extends Pick<PayeeForm, 'customerId' | 'number' | 'name'> {
  readonly box: BoxChange['box'];
  readonly asFiledMinor: bigint;
  readonly asKnownMinor: bigint;
}

/** Boxes that changed between the forms of a version and those the books would make now, by customer number. */
export function changedBoxes(
  asFiled: readonly PayeeForm[],
  asKnown: readonly PayeeForm[],
): readonly ChangedBox[] {
  const [filed, known] = [asFiled, asKnown].map((forms) => new Map(forms.map((form) => [form.number, form])));
  const numbers = [...new Set([...asFiled, ...asKnown].map(({ number }) => number))].sort();
  return numbers.flatMap((number) => {
    const [was, is] = [filed?.get(number), known?.get(number)];
    const form = is ?? was;
    if (!form) return [];
    return boxNumbers
      .map((box) => ({
        ...{ customerId: form.customerId, number, name: form.name, box },
        asFiledMinor: was?.[`box${box}Minor`] ?? 0n,
        asKnownMinor: is?.[`box${box}Minor`] ?? 0n,
      }))
      .filter(({ asFiledMinor, asKnownMinor }) => asFiledMinor !== asKnownMinor);
  });
}
