import * as z from 'zod';
import { isReportKey, reportKinds } from '../domain/report.ts';

const key = { kind: z.enum(reportKinds), period: z.string() };
const count = z.int().positive();

/**
 * A message of the report queue. With the report alone it is one from before runs were counted, or what an
 * operator sends by hand.
 */
export const reportMessage = z
  .union([
    z.strictObject(key),
    z.strictObject({ ...key, run: count, requestedBy: z.string(), requestedAt: count }),
  ])
  .refine(isReportKey);
