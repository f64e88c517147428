import { csvLine } from '../../csv.ts';
import { decimalOf } from '../../money.ts';
import type { YearEnd } from '../year-end.ts';
import { statementNames, type WholeReport } from './report-file.ts';

const heads = ['section', 'item', 'mdrm', 'caption', 'amount', 'before', 'year_before', 'unit'];

const orNothing = (minor: bigint | null): string => (minor === null ? '' : decimalOf(minor));

/**
 * A report as one table: schedules in thousands of dollars under their item codes (MDRM), statements and trial balance in
 * dollars. Captions that a spreadsheet would run as formulas are made text.
 */
export function csvFile({ content }: WholeReport): string {
  const schedules = (content.pack?.schedules ?? []).flatMap(({ name, lines }) =>
    lines.map(({ item, code, caption, thousands, yearBefore }) => [
      name,
      item,
      code,
      caption,
      thousands.toString(),
      '',
      yearBefore?.toString() ?? '',
      'USD thousands',
    ]),
  );
  const statements = statementNames.flatMap(({ of, title }) =>
    content[of].map(({ label, amountMinor, beforeMinor, yearBeforeMinor }) => {
      const amounts = [decimalOf(amountMinor), orNothing(beforeMinor), orNothing(yearBeforeMinor)];
      return [title, '', '', label, ...amounts, 'USD'];
    }),
  );
  const balances = content.trialBalance.map(({ code, name, debitMinor, creditMinor }) => {
    const balance = decimalOf(debitMinor - creditMinor);
    return ['Trial balance', code, '', name, balance, '', '', 'USD'];
  });
  return [heads, ...schedules, ...statements, ...balances, ...yearEndRows(content.yearEnd)]
    .map(csvLine)
    .join('');
}

/**
 * Closing entries with debits positive, the boxes of each form under the customer number with what they said before a correction,
 * what no box can take, unclear journals, and both sides of each tie.
 */
function yearEndRows(yearEnd: YearEnd | undefined): string[][] {
  if (!yearEnd) return [];
  const { closing, forms, sides, ties, unplaced = [], sharedTaxIds = [], unclear = [] } = yearEnd;
  const rows = [
    ...closing.lines.map(
      ({ code, name, amountMinor }) => ['Closing entries', code, name, amountMinor] as const,
    ),
    ...forms.flatMap(({ number, name, box1Minor, box2Minor, box4Minor }) => [
      ['1099-INT box 1', number, name, box1Minor] as const,
      ['1099-INT box 2', number, name, box2Minor] as const,
      ['1099-INT box 4', number, name, box4Minor] as const,
    ]),
    ...forms.flatMap(({ number, name, changes = [] }) =>
      changes.map(
        ({ box, on, beforeMinor }) =>
          [`1099-INT box ${box} before ${on}`, number, name, beforeMinor] as const,
      ),
    ),
    ...unplaced.flatMap(({ number, name, interestMinor, withheldMinor, penaltyMinor }) => [
      ['In no box, interest', number, name, interestMinor] as const,
      ['In no box, tax withheld', number, name, withheldMinor] as const,
      ['In no box, penalties', number, name, penaltyMinor] as const,
    ]),
    ...sharedTaxIds.map(({ taxId, numbers, interestMinor }) => {
      return ['One taxpayer number', numbers.join(' '), taxId, interestMinor] as const;
    }),
    ...sides.flatMap(({ side, code, name, laterMinor, earlierMinor }) => [
      ...(laterMinor ? [[`Booked after the year, ${side}`, code, name, laterMinor] as const] : []),
      ...(earlierMinor ? [[`Counts in an earlier year, ${side}`, code, name, earlierMinor] as const] : []),
    ]),
    ...ties.flatMap(({ id, description, leftMinor, rightMinor }) => [
      ['Tie, one side', id, description, leftMinor] as const,
      ['Tie, the other', id, description, rightMinor] as const,
    ]),
  ];
  return [
    ...rows.map(([section, item, caption, minor]) => {
      return [section, item, '', caption, decimalOf(minor), '', '', 'USD'];
    }),
    ...unclear.map((journal) => ['Unclear journal', journal, '', '', '', '', '', '']),
  ];
}
