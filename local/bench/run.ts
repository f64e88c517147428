import { benchOn, type Measure } from './bench.ts';
import type { Figure, Group } from './figures.ts';
import { measureAsOf } from './measure-as-of.ts';
import { measureBackdate } from './measure-backdate.ts';
import { measureBatch } from './measure-batch.ts';
import { measureHot } from './measure-hot.ts';
import { measureLatency } from './measure-latency.ts';
import { measureSingle } from './measure-single.ts';
import { measureStatements } from './measure-statements.ts';
import type { BenchOptions } from './options.ts';
import type { Report } from './report.ts';
import type { BenchServer } from './server.ts';
import { rounded } from './statistics.ts';

/** In the order they are measured: latency follows the capacity it is a half of, back-dating changes what was read. */
const groups: readonly (readonly [Group, Measure])[] = [
  ['single', measureSingle],
  ['latency', measureLatency],
  ['hot', measureHot],
  ['batch', measureBatch],
  ['as-of', measureAsOf],
  ['statements', measureStatements],
  ['backdate', measureBackdate],
];

/**
 * Measures the figures asked for and answers them in the order of the table.
 * @throws BrokenBooks when the books don't hold what they must
 */
export async function runBench(
  server: BenchServer,
  report: Report,
  { figures: kinds, plan }: BenchOptions,
): Promise<readonly Figure[]> {
  const bench = benchOn(server, report, plan);
  const measured = new Map<string, Figure>();
  for (const [group, measure] of groups) {
    const wanted = kinds.filter((kind) => kind.group === group);
    if (wanted.length === 0) continue;
    for (const figure of await measure(bench, wanted)) measured.set(figure.name, figure);
  }
  return kinds.flatMap(({ name }) => {
    const figure = measured.get(name);
    return figure ? [{ ...figure, value: rounded(figure.value) }] : [];
  });
}
