import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';

/** A line as seed file and books have it; in force where `valid_to` is empty or null. */
export const definitionLine = z.object({
  valid_from: z.string(),
  valid_to: z.string().nullable(),
  schedule: z.string(),
  item: z.string(),
  code: z.string(),
  caption: z.string(),
  kind: z.string(),
  basis: z.string(),
  side: z.string(),
  expression: z.string(),
});
export const definitionRule = z.object({
  valid_from: z.string(),
  valid_to: z.string().nullable(),
  rule: z.string(),
  kind: z.string(),
  description: z.string(),
  left_side: z.string(),
  operator: z.string(),
  right_side: z.string(),
  tolerance: z.coerce.string(),
  own_tolerance: z.coerce.string(),
});

export interface ReportDefinitions {
  readonly lines: readonly z.output<typeof definitionLine>[];
  readonly rules: readonly z.output<typeof definitionRule>[];
}

/** The definitions of reports as the project carries them, for whoever has no books at hand; the books load the same. */
export async function seededDefinitions(): Promise<ReportDefinitions> {
  return {
    lines: z.array(definitionLine).parse(await rowsOf('report_lines')),
    rules: z.array(definitionRule).parse(await rowsOf('report_rules')),
  };
}

async function rowsOf(name: string): Promise<unknown> {
  const path = fileURLToPath(new URL(`../../sql/seed/${name}.csv`, import.meta.url));
  return parse(await readFile(path, 'utf8'), { columns: true });
}
