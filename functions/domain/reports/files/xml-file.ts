import { decimalOf } from '../../money.ts';
import { xmlText } from '../../xml-text.ts';
import type { InterestSide, PayeeForm, SharedTaxId, UnplacedCorrection, YearEnd } from '../year-end.ts';
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

function yearEndElements({ closing, forms, sides, ties, ...beside }: YearEnd): string[] {
  const closed = closing.lines.map(({ code, name, amountMinor }) =>
    element('line', { account: code, caption: name }, decimalOf(amountMinor)),
  );
  const tied = ties.map(({ id, description, outcome, leftMinor, rightMinor }) =>
    element(
      'tie',
      { id, caption: description, outcome, left: decimalOf(leftMinor), right: decimalOf(rightMinor) },
      '',
    ),
  );
  const { journalId: journal, countsOn } = closing;
  const { unplaced, sharedTaxIds, unclear } = beside;
  return [
    element('closing', { journal, countsOn, unit: 'USD', positive: 'debit' }, block(closed)),
    element('forms1099int', { unit: 'USD' }, block(forms.map(formElement))),
    ...(unplaced ? [element('inNoBox', { unit: 'USD' }, block(unplaced.map(unplacedElement)))] : []),
    ...(sharedTaxIds ? [element('sharedTaxpayerNumbers', {}, block(sharedTaxIds.map(sharedElement)))] : []),
    ...(unclear ? [element('unclear', {}, block(unclear.map((id) => element('journal', { id }, ''))))] : []),
    ...otherYears(sides),
    element('ties', { unit: 'USD' }, block(tied)),
  ];
}

function formElement(form: PayeeForm): string {
  const { number, name, taxId, box1Minor, box2Minor, box4Minor, changes = [] } = form;
  const corrected = changes.map(({ box, on, beforeMinor, afterMinor }) =>
    element('change', { box, on, before: decimalOf(beforeMinor), after: decimalOf(afterMinor) }, ''),
  );
  return element(
    'form',
    { customer: number, name, taxpayer: taxId, corrected: changes.length > 0 ? 'yes' : null },
    block([
      element('box1', {}, decimalOf(box1Minor)),
      element('box2', {}, decimalOf(box2Minor)),
      element('box4', {}, decimalOf(box4Minor)),
      ...corrected,
    ]),
  );
}

function unplacedElement({ number, name, ...amounts }: UnplacedCorrection): string {
  const interest = decimalOf(amounts.interestMinor);
  const withheld = decimalOf(amounts.withheldMinor);
  const penalty = decimalOf(amounts.penaltyMinor);
  return element('correction', { customer: number, name, interest, withheld, penalty }, '');
}

const sharedElement = ({ taxId, numbers, interestMinor }: SharedTaxId): string =>
  element(
    'taxpayer',
    { number: taxId, customers: numbers.join(' '), interest: decimalOf(interestMinor) },
    '',
  );

/** What counts in the year and was booked after it, or the other way round; nothing where all was booked where it counts. */
function otherYears(sides: readonly InterestSide[]): string[] {
  const lines = sides
    .map(({ side, code, laterMinor = 0n, earlierMinor = 0n }) => ({ side, code, laterMinor, earlierMinor }))
    .filter(({ laterMinor, earlierMinor }) => laterMinor !== 0n || earlierMinor !== 0n)
    .map(({ side, code, laterMinor, earlierMinor }) => {
      const later = decimalOf(laterMinor);
      return element('account', { side, code, later, earlier: decimalOf(earlierMinor) }, '');
    });
  return lines.length > 0 ? [element('otherYears', { unit: 'USD' }, block(lines))] : [];
}
