import { decimalOf } from '../../money.ts';
import { xmlText } from '../../xml-text.ts';
import type { YearEnd } from '../year-end.ts';
import { statementNames, type WholeReport } from './report-file.ts';

type Attributes = Readonly<Record<string, string | number | null>>;

function element(name: string, attributes: Attributes, inner: string): string {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => ` ${key}="${xmlText(String(value))}"`)
    .join('');
  return inner === '' ? `<${name}${given}/>` : `<${name}${given}>${inner}</${name}>`;
}

const block = (lines: readonly string[]): string =>
  `\n${lines.map((line) => line.replace(/^/gm, '  ')).join('\n')}\n`;

/** A report as XML: an element for each line of a schedule, keyed by its item code (MDRM). */
export function xmlFile({ version, content }: WholeReport): string {
  const { kind, period, amends, sha256, asOfSequence } = version;
  const { from, to, asOf, pack, yearEnd } = content;
  const schedules = (pack?.schedules ?? []).map(({ name, lines }) =>
    element(
      'schedule',
      { name, unit: 'USD thousands' },
      block(
        lines.map(({ code, item, caption, thousands, yearBefore }) => {
          const before = yearBefore?.toString() ?? null;
          return element('line', { mdrm: code, item, caption, yearBefore: before }, thousands.toString());
        }),
      ),
    ),
  );
  const statements = statementNames.map(({ of, title }) =>
    element(
      'statement',
      { name: title, unit: 'USD' },
      block(
        content[of].map(({ label, amountMinor, beforeMinor, yearBeforeMinor }) => {
          const before = beforeMinor === null ? null : decimalOf(beforeMinor);
          const yearBefore = yearBeforeMinor === null ? null : decimalOf(yearBeforeMinor);
          return element('line', { caption: label, before, yearBefore }, decimalOf(amountMinor));
        }),
      ),
    ),
  );
  const head = { xmlns: 'urn:ledgerbank:report:1', kind, period, version: version.version, amends };
  const report = element(
    'report',
    { ...head, from, to, asOf, asOfSequence, sha256 },
    block([...schedules, ...statements, ...(yearEnd ? yearEndElements(yearEnd) : [])]),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${report}\n`;
}

function yearEndElements({ closing, forms, ties }: YearEnd): string[] {
  const closed = closing.lines.map(({ code, name, amountMinor }) =>
    element('line', { account: code, caption: name }, decimalOf(amountMinor)),
  );
  const payees = forms.map(({ number, name, taxId, box1Minor, box2Minor, box4Minor }) =>
    element(
      'form',
      { customer: number, name, taxpayer: taxId },
      block([
        element('box1', {}, decimalOf(box1Minor)),
        element('box2', {}, decimalOf(box2Minor)),
        element('box4', {}, decimalOf(box4Minor)),
      ]),
    ),
  );
  const tied = ties.map(({ id, description, outcome, leftMinor, rightMinor }) =>
    element(
      'tie',
      { id, caption: description, outcome, left: decimalOf(leftMinor), right: decimalOf(rightMinor) },
      '',
    ),
  );
  const { journalId: journal, countsOn } = closing;
  return [
    element('closing', { journal, countsOn, unit: 'USD', positive: 'debit' }, block(closed)),
    element('forms1099int', { unit: 'USD' }, block(payees)),
    element('ties', { unit: 'USD' }, block(tied)),
  ];
}
