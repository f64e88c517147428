import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Assembly, readAssembly } from '../assembly/assembly.ts';
import { synthesize } from '../assembly/synthesize.ts';
import { root } from '../config.ts';
import { judgeRemoval, judgeWhole, type Verdict } from './judge.ts';
import { planFor } from './plan.ts';
import { removalsOf } from './removals.ts';
import { openTrial, type Trial } from './trial.ts';

// Proves that the bank runs from its templates: takes each route, event source, schedule and variable out of
// them in turn and requires that something the bank does is missing then.

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
  for (const removal of removals) add(await judgeRemoval(trial, plan, { assembly, removal }));
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
