import { csvLine } from '../../csv.ts';
import { decimalOf } from '../../money.ts';
import { statementNames, type WholeReport } from './report-file.ts';

const heads = ['section', 'item', 'mdrm', 'caption', 'amount', 'before', 'year_before', 'unit'];

const orNothing = (minor: bigint | null): string => (minor === null ? '' : decimalOf(minor));

/**
 * A report as one table: schedules in thousands of dollars under their item codes (MDRM), statements and trial balance in
 * dollars. Captions that a spreadsheet would run as formulas are made text.
 */
export function csvFile({ content }: WholeReport): string {
  const schedules = (content.pack?.schedules ?? []).flatMap(({ name, lines }) =>
    lines.map(({ item, code, caption, thousands }) => [
      name,
      item,
      code,
      caption,
      thousands.toString(),
      '',
      '',
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
  return [heads, ...schedules, ...statements, ...balances].map(csvLine).join('');
}
