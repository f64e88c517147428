import type { ReportChangesView } from '../../contract/report-changes.ts';
import type { ReportLineView } from '../../contract/report-lines.ts';
import { publicId } from '../../domain/ids.ts';
import { factTitle } from '../../domain/reports/fact-titles.ts';
import type { ExactPart } from '../../domain/reports/exact-line.ts';
import { netIncome } from '../../domain/reports/ledger.ts';
import type { LineNow, ReportLineParts } from '../../services/read-report-line.ts';
import type { ReportChanges } from '../../services/read-report-changes.ts';
import { journalView } from './present.ts';
import { movementView, printedLine, usdView } from './present-report.ts';

/** What a version is made of, and what has become of it, as the contract shows them. */

export function reportLineView({ line, parts, exact, ...rest }: ReportLineParts): ReportLineView {
  return {
    ...rest,
    line: printedLine(line),
    parts: parts.map(({ sign, kind, name, line: other, ledger }) => ({
      subtracted: sign === -1n,
      ...{ kind, name },
      line: other ? printedLine(other) : null,
      ledger: ledger ? movementView(ledger) : null,
    })),
    exact: exact && exactView(exact),
  };
}

const dailyView = (minor: bigint | null): ReturnType<typeof usdView> | null =>
  minor === null ? null : usdView(minor);

function exactView({
  isChanged: changed,
  days,
  amountMinor,
  dailyMinor,
  parts,
}: LineNow): ReportLineView['exact'] {
  return {
    ...{ changed, days },
    amount: usdView(amountMinor),
    daily: dailyView(dailyMinor),
    parts: parts.map((part) => ({
      ...{ kind: part.kind, name: part.name, label: part.label },
      subtracted: part.isSubtracted,
      amount: usdView(part.amountMinor),
      daily: dailyView(part.dailyMinor),
      accounts: [...accountsOf(part)],
    })),
  };
}

/** Nothing is ever posted to net income: it has no journals of its own. */
function accountsOf({ kind, name }: ExactPart): readonly string[] {
  if (kind === 'fact') return factTitle(name).accounts;
  return name === netIncome ? [] : [name];
}

export function reportChangesView({
  accounts,
  lines,
  boxes,
  journals,
  ...changes
}: ReportChanges): ReportChangesView {
  return {
    ...changes,
    accounts: accounts.map(({ code, name, asFiledMinor, asKnownMinor, lines: ofAccount }) => ({
      ledgerAccount: code,
      name,
      ...comparedView(asFiledMinor, asKnownMinor),
      lines: ofAccount.map((line) => ({ ...line })),
    })),
    lines: lines.map(({ asFiled, asKnown, ...line }) => ({
      ...line,
      asFiled: asFiled.toString(),
      asKnown: asKnown.toString(),
      difference: (asKnown - asFiled).toString(),
    })),
    boxes: boxes.map(({ customerId, number, name, box, asFiledMinor, asKnownMinor }) => ({
      customerId: publicId('customer', customerId),
      ...{ number, name, box },
      ...comparedView(asFiledMinor, asKnownMinor),
    })),
    journals: journals.map(journalView),
  };
}

type Compared = Pick<ReportChangesView['accounts'][number], 'asFiled' | 'asKnown' | 'difference'>;

const comparedView = (asFiledMinor: bigint, asKnownMinor: bigint): Compared => ({
  asFiled: usdView(asFiledMinor),
  asKnown: usdView(asKnownMinor),
  difference: usdView(asKnownMinor - asFiledMinor),
});
