import { statementNames, type WholeReport } from './report-file.ts';

/** A report for programs: schedules by item code in thousands of dollars, everything else in cents, all as strings. */
export function jsonFile({ version, content }: WholeReport): string {
  const { kind, period, version: number, amends, sha256, asOfSequence } = version;
  const { from, to, asOf, trialBalance, pack, yearEnd } = content;
  const document = {
    report: { kind, period, version: number, amends, from, to, asOf, asOfSequence, sha256, currency: 'USD' },
    schedules: Object.fromEntries(
      (pack?.schedules ?? []).map(({ name, lines }) => [
        name,
        Object.fromEntries(
          lines.map(({ code, item, caption, thousands, yearBefore }) => [
            code,
            { item, caption, thousands, ...(yearBefore === undefined ? {} : { yearBefore }) },
          ]),
        ),
      ]),
    ),
    rules: pack?.rules ?? [],
    ...Object.fromEntries(statementNames.map(({ of }) => [of, content[of]])),
    trialBalance,
    ...(yearEnd && { yearEnd }),
  };
  return `${JSON.stringify(document, (_name, value: unknown) => (typeof value === 'bigint' ? value.toString() : value), 2)}\n`;
}
