import * as z from 'zod';
import { periodOf, reportKinds, type ReportKind } from '../../../functions/domain/report.ts';

/** One of a kind, as a form asks for it. */
export const kinds = [
  { value: 'quarter', label: 'Quarter' },
  { value: 'year', label: 'Year' },
  { value: 'month', label: 'Month' },
  { value: 'day', label: 'Day' },
] as const satisfies readonly { value: ReportKind; label: string }[];

const examples: Readonly<Record<ReportKind, string>> = {
  quarter: '2026Q3',
  year: '2026',
  month: '2026-09',
  day: '2026-09-30',
};

const reads = (key: { kind: ReportKind; period: string }): boolean => {
  try {
    return periodOf(key).from !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

/** The report somebody asks for; the period must be of the form of its kind. */
export const reportFields = z
  .object({
    reportKind: z.enum(reportKinds, 'Choose a kind of report.'),
    period: z
      .string()
      .trim()
      .transform((text) => text.toUpperCase())
      .pipe(z.string().min(1, 'Enter a period.')),
  })
  .transform(({ reportKind, period }) => ({ kind: reportKind, period }))
  .refine(reads, {
    path: ['period'],
    error: ({ input }) =>
      `Enter a ${(input as { kind: ReportKind }).kind} like ${examples[(input as { kind: ReportKind }).kind]}.`,
  });
