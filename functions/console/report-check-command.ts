import { readFile } from 'node:fs/promises';
import { seededDefinitions } from '../adapters/report-definitions.ts';
import { FileError } from '../domain/payment-file.ts';
import { checkFiled, type CheckedReport } from '../domain/reports/check-filed.ts';
import { readFiledValues, type FiledReport } from '../domain/reports/filed-values.ts';
import type { RuleResult } from '../domain/reports/rules.ts';
import { ConsoleError, type ConsoleContext } from './context.ts';

export interface ReportCheckOptions {
  readonly json: boolean;
}

/**
 * `report check <csv>`: holds values that banks filed against the validity rules; needs no books.
 * @throws ConsoleError when the file can't be read, or a report would be refused
 */
export async function reportCheckCommand(
  context: ConsoleContext,
  path: string,
  { json }: ReportCheckOptions,
): Promise<void> {
  const checked = checkFiled(await seededDefinitions(), await filedIn(path));
  context.out(json ? asJson(checked) : asText(checked));
  const refused = checked.filter(({ results }) => results.some(({ outcome }) => outcome === 'refuse'));
  if (refused.length > 0)
    throw new ConsoleError(`${refused.length} of ${checked.length} reports would be refused.`);
}

async function filedIn(path: string): Promise<readonly FiledReport[]> {
  try {
    return readFiledValues(await readFile(path, 'utf8'));
  } catch (error) {
    const message = error instanceof FileError ? error.message : `The file ${path} can’t be read.`;
    throw new ConsoleError(message, { cause: error });
  }
}

const isFailing = ({ outcome }: RuleResult): boolean => outcome === 'refuse' || outcome === 'explain';

function asText(checked: readonly CheckedReport[]): string {
  const lines = checked.flatMap(({ bank, date, results }) =>
    results.filter(isFailing).map((result) => `${bank} ${date} ${lineOf(result)}`.replace(/ +/g, ' ')),
  );
  const rules = checked.reduce((sum, { results }) => sum + results.length, 0);
  return [...lines, `${checked.length} reports, ${rules} rules, ${lines.length} fail`].join('\n');
}

function lineOf({ id, kind, outcome, description, left, right }: RuleResult): string {
  const says = outcome === 'refuse' ? 'refused' : 'to be explained';
  return `${id} ${kind} ${says}: ${description} (${left} against ${right}, difference ${left - right})`;
}

function asJson(checked: readonly CheckedReport[]): string {
  return JSON.stringify(
    {
      reports: checked.map(({ results, ...report }) => ({
        ...report,
        failing: results.filter(isFailing),
        rules: results.length,
      })),
    },
    (_name, value: unknown) => (typeof value === 'bigint' ? value.toString() : value),
  );
}
