import { parseArgs } from 'node:util';
import { benchOn } from '../bench.ts';
import { plans } from '../plans.ts';
import { reportTo, type Report } from '../report.ts';
import { openServer } from '../server.ts';
import { makePack, type Lap } from './measure.ts';

// Measures a quarter pack over a long history; docs/performance.md says what comes out.

const usage = `npm run bench:reports [-- options]
  --quick   a tenth of the ten million entries
  --json    figures as JSON in the last line; everything else on standard error`;

async function measure(plan: (typeof plans)['full'], report: Report): Promise<readonly Lap[]> {
  const server = await openServer();
  try {
    const history = await benchOn(server, report, plan).history();
    return await report.step('Making the quarter pack', () => makePack(server, history));
  } finally {
    await server.close();
  }
}

function print(laps: readonly Lap[], entries: number, report: Report): number {
  const all = laps.reduce((sum, { seconds }) => sum + seconds, 0);
  for (const { step, seconds } of laps) {
    const share = `${Math.round((seconds / all) * 100)} %`.padStart(5);
    report.line(`  ${seconds.toFixed(2).padStart(7)} s ${share}  ${step}`);
  }
  report.line(
    `\npack-10m-s   ${all.toFixed(2)} s   goal ≤ 20, over ten million entries; these were ${entries}`,
  );
  return all;
}

function optionsOrUsage(): { readonly quick: boolean; readonly json: boolean } | undefined {
  try {
    const flag = { type: 'boolean', default: false } as const;
    return parseArgs({ options: { quick: flag, json: flag } }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return undefined;
  }
}

async function main(): Promise<number> {
  const options = optionsOrUsage();
  if (!options) return 2;
  const report = reportTo(options.json ? process.stderr : process.stdout);
  const plan = options.quick ? plans.quick : plans.full;
  const seconds = print(await measure(plan, report), plan.entries, report);
  const figure = { name: 'pack-10m-s', value: Number(seconds.toFixed(2)), unit: 's' };
  if (options.json) console.log(JSON.stringify({ figures: [figure] }));
  return 0;
}

process.exitCode = await main();
