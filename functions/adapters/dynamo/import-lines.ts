import * as z from 'zod';
import { lineOutcomes, type LineOutcome, type LineResult } from '../../domain/import-job.ts';
import type { PageRequest, PageResult } from '../../services/ports.ts';

/** A result as it is kept: short names, since a thousand of them share an item. */
const stored = z
  .object({
    l: z.number(),
    o: z.enum(lineOutcomes),
    a: z.string(),
    d: z.enum(['credit', 'debit']).nullable(),
    m: z.string().nullable(),
    j: z.string().nullable(),
    p: z.object({ code: z.string(), detail: z.string() }).nullable(),
  })
  .transform(({ l, o, a, d, m, j, p }): LineResult => ({
    line: l,
    outcome: o,
    account: a,
    direction: d,
    minor: m === null ? null : BigInt(m),
    journalId: j,
    problem: p,
  }));
const chunk = z.object({ lines: z.array(stored) });

export function storedLine(result: LineResult): z.input<typeof stored> {
  const { line, outcome, account, direction, minor, journalId, problem } = result;
  return {
    l: line,
    o: outcome,
    a: account.slice(0, 40),
    d: direction,
    m: minor === null ? null : minor.toString(),
    j: journalId,
    p: problem && { ...problem, detail: problem.detail.slice(0, 200) },
  };
}

export function readLineChunks(items: readonly unknown[]): LineResult[] {
  return items.flatMap((item) => chunk.parse(item).lines);
}

/** A page of the results, in the order of the file: "older" is further on. */
export function pageOfLines(
  all: readonly LineResult[],
  outcome: LineOutcome | undefined,
  { limit, position }: PageRequest,
): PageResult<LineResult> {
  const lines = outcome === undefined ? all : all.filter((each) => each.outcome === outcome);
  const key = Number(position?.key ?? 0);
  const back = position?.towards === 'newer';
  const end = back ? lines.findLastIndex(({ line }) => line < key) + 1 : lines.length;
  const start = back ? Math.max(0, end - limit) : lines.findIndex(({ line }) => line > key);
  if (start < 0) return { items: [], hasOlder: false, hasNewer: lines.length > 0 };
  const items = lines.slice(start, back ? end : start + limit);
  return { items, hasNewer: start > 0, hasOlder: start + items.length < lines.length };
}
