import { decimalOf } from '../../money.ts';
import { xmlText } from '../../xml-text.ts';
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
  const { from, to, asOf, pack } = content;
  const schedules = (pack?.schedules ?? []).map(({ name, lines }) =>
    element(
      'schedule',
      { name, unit: 'USD thousands' },
      block(
        lines.map(({ code, item, caption, thousands }) =>
          element('line', { mdrm: code, item, caption }, thousands.toString()),
        ),
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
    block([...schedules, ...statements]),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${report}\n`;
}
