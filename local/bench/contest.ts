import { costLine, type Cost } from './observe.ts';
import type { Report } from './report.ts';
import { median, percentile } from './statistics.ts';
import type { Closed } from './closed-loop.ts';

export interface Run {
  readonly closed: Closed;
  readonly cost: Cost;
}

/** What takes part in a comparison. The first of a contest is the yardstick of the others. */
export interface Contender {
  readonly name: string;
  run(): Promise<Run>;
}

/**
 * Lets the contenders run in turn, round after round, so that whatever the machine does meanwhile hits all of them.
 * Answers the median rate of each, units a second, in their order.
 */
export async function contest(
  report: Report,
  rounds: number,
  contenders: readonly Contender[],
): Promise<readonly number[]> {
  const rates: number[][] = contenders.map(() => []);
  for (let round = 1; round <= rounds; round += 1) {
    const runs: Run[] = [];
    for (const contender of contenders) runs.push(await contender.run());
    runs.forEach(({ closed }, index) => rates[index]?.push(closed.perSecond));
    report.line(`  round ${round}: ${runs.map((run, index) => rateText(contenders[index], run)).join('; ')}`);
    if (round === rounds)
      runs.forEach((run, index) => {
        report.line(costText(contenders[index], run));
      });
  }
  const medians = rates.map(median);
  const [yardstick = 1] = medians;
  const ratios = medians.map(
    (rate, index) => `${nameOf(contenders[index])} ${(rate / yardstick).toFixed(2)}×`,
  );
  report.line(`  medians: ${ratios.slice(1).join(', ')} of the yardstick`);
  return medians;
}

/** Ratio of the medians of a contest: the contender at this place to the first one. */
export function ratioOf(medians: readonly number[], place: number): number {
  return (medians[place] ?? Number.NaN) / (medians[0] ?? Number.NaN);
}

function nameOf(contender: Contender | undefined): string {
  return contender?.name ?? '';
}

function rateText(contender: Contender | undefined, { closed }: Run): string {
  return `${nameOf(contender)} ${Math.round(closed.perSecond)}/s`;
}

function costText(contender: Contender | undefined, { closed, cost }: Run): string {
  const at = (share: number): string => percentile(closed.latencies, share).toFixed(1);
  return `    ${nameOf(contender)}: p50 ${at(0.5)}, p99 ${at(0.99)} ms a call; ${costLine(cost, closed.units)}`;
}
