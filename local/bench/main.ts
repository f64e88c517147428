import { cpus } from 'node:os';
import { commitTime } from './commit-time.ts';
import { figureTable, type Figure } from './figures.ts';
import { readOptions, usage, type BenchOptions } from './options.ts';
import { reportTo, type Report } from './report.ts';
import { runBench } from './run.ts';
import { openServer, type BenchServer } from './server.ts';

// Measures what the books can do on this machine; docs/performance.md says how and what it means.

function optionsOrUsage(): BenchOptions | undefined {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return undefined;
  }
}

async function describe(server: BenchServer, { plan }: BenchOptions, report: Report): Promise<void> {
  const settings = Object.entries(server.settings).map(([name, value]) => `${name}=${value}`);
  report.line(`Postgres 17 in ${server.directory}, on ${cpus().length} cores shared with the generator`);
  report.line(`Settings: ${settings.join(' ')}`);
  const admin = await server.admin('postgres');
  report.line(`A commit of one row by one client: ${(await commitTime(admin)).toFixed(2)} ms`);
  await admin.end();
  if (plan.name !== 'full') report.line(`Plan "${plan.name}": its figures are not those of the full run.`);
}

/** Ctrl+C leaves neither server nor directory behind. */
function closeOnSignals(server: BenchServer): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void server.close().finally(() => process.exit(130));
    });
  }
}

async function measure(options: BenchOptions, report: Report): Promise<readonly Figure[]> {
  const startedAt = performance.now();
  const server = await openServer();
  closeOnSignals(server);
  try {
    await describe(server, options, report);
    const figures = await runBench(server, report, options);
    report.line(`\n${figureTable(figures)}\n`);
    report.line(
      `Books verified after every run; ${Math.round((performance.now() - startedAt) / 1000)} s in all.`,
    );
    return figures;
  } finally {
    await server.close();
  }
}

async function main(): Promise<number> {
  const options = optionsOrUsage();
  if (!options) return 2;
  const report = reportTo(options.json ? process.stderr : process.stdout);
  try {
    const figures = await measure(options, report);
    if (options.json) console.log(JSON.stringify({ figures }));
    return 0;
  } catch (error) {
    report.line(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 1;
  }
}

process.exitCode = await main();
