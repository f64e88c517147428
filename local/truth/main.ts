import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Assembly, readAssembly } from '../assembly/assembly.ts';
import { synthesize } from '../assembly/synthesize.ts';
import { root } from '../config.ts';
import { openTrial, type Trial } from './trial.ts';
import { type NamedProbe, type Plan, planFor } from './plan.ts';
import { type Removal, removalsOf, without } from './removals.ts';

// Proves that the bank runs from its templates: takes each route, event source, schedule and variable out of
// them in turn and requires that something the bank does is missing then.

interface Verdict {
  readonly passed: boolean;
  readonly line: string;
}

/** The probe that failed, with its reason, or undefined when all passed. */
async function firstFailure(trial: Trial, probes: readonly NamedProbe[]): Promise<string | undefined> {
  for (const { name, run } of probes) {
    const reason = await run(trial.world()).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (reason !== undefined) return `${name}: ${reason.split('\n')[0]}`;
  }
  return undefined;
}

async function judge(
  trial: Trial,
  plan: Plan,
  { assembly, removal }: { assembly: Assembly; removal: Removal },
): Promise<Verdict> {
  const name = `${removal.kind} ${removal.label}`;
  await trial.deploy(without(assembly, removal));
  const likeliest = plan.likeliest(removal);
  const others = plan.probes.filter((probe) => probe !== likeliest);
  const noticed = await firstFailure(trial, likeliest ? [likeliest, ...others] : others);
  return noticed === undefined
    ? { passed: false, line: `FAIL  ${name}: nothing noticed that it was gone` }
    : { passed: true, line: `ok    ${name}: ${noticed}` };
}

async function judgeWhole(
  trial: Trial,
  plan: Plan,
  { assembly, when }: { assembly: Assembly; when: string },
): Promise<Verdict> {
  await trial.deploy(assembly);
  const failure = await firstFailure(trial, plan.probes);
  return failure === undefined
    ? { passed: true, line: `ok    ${when}: all ${plan.probes.length} probes pass` }
    : { passed: false, line: `FAIL  ${when}: ${failure}` };
}

async function run(trial: Trial, assembly: Assembly, only: string): Promise<Verdict[]> {
  const plan = planFor(assembly);
  const verdicts: Verdict[] = [];
  const add = (verdict: Verdict): boolean => {
    verdicts.push(verdict);
    console.log(verdict.line);
    return verdict.passed;
  };
  if (!add(await judgeWhole(trial, plan, { assembly, when: 'with everything in place' }))) return verdicts;
  const removals = removalsOf(assembly).filter(({ kind, label }) => `${kind} ${label}`.includes(only));
  for (const removal of removals) add(await judge(trial, plan, { assembly, removal }));
  add(await judgeWhole(trial, plan, { assembly, when: 'with everything back in place' }));
  return verdicts;
}

async function main(only = ''): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'ledgerbank-truth-'));
  const startedAt = performance.now();
  const trial = await openTrial(directory);
  try {
    const folder = await synthesize({ root, directory: join(directory, 'assembly'), port: trial.port });
    const verdicts = await run(trial, readAssembly(folder), only);
    const failed = verdicts.filter(({ passed }) => !passed).length;
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    console.log(`${verdicts.length - failed} passed, ${failed} failed (${seconds} s)`);
    process.exitCode = failed === 0 ? 0 : 1;
  } finally {
    await trial.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

await main(process.argv[2]);
