import type { Command } from 'commander';
import { isReportKey, isReportKind, periodExamples, reportKinds, type ReportKey } from '../domain/report.ts';
import { UsageError } from './context.ts';

const kindText = reportKinds.join(', ');
const periodText = reportKinds.map((kind) => `${periodExamples[kind]} of a ${kind}`).join(', ');

/**
 * A command about one report, with the kinds, the form of a period and an example in its help.
 * @param name such as `show`
 * @param more what the example needs beside kind and period
 */
export function ofReport(parent: Command, name: string, more = ''): Command {
  const example = `report ${name} quarter ${periodExamples.quarter}${more}`;
  return parent
    .command(name)
    .argument('<kind>', kindText)
    .argument('<period>', periodText)
    .addHelpText('after', `\nExample:\n  npm run console -- ${example}`);
}

/** The report that somebody names, such as `quarter 2026Q3`. @throws UsageError when there is none like it */
export function reportKeyOf(kind: string, period: string): ReportKey {
  if (!isReportKind(kind)) throw new UsageError(`There is no kind "${kind}". Use one of ${kindText}.`);
  const key = { kind, period: period.toUpperCase() };
  if (isReportKey(key)) return key;
  throw new UsageError(`"${period}" is no ${kind}. Write it like ${periodExamples[kind]}.`);
}
