import type { Assembly } from '../assembly/assembly.ts';
import type { NamedProbe, Plan } from './plan.ts';
import { type Removal, without } from './removals.ts';
import type { Trial } from './trial.ts';

/** What judging needs of a trial. */
export type Ground = Pick<Trial, 'deploy' | 'world'>;

export interface Verdict {
  readonly passed: boolean;
  readonly line: string;
}

/** The probe that failed, with its reason, or undefined when all passed. */
async function firstFailure(trial: Ground, probes: readonly NamedProbe[]): Promise<string | undefined> {
  for (const { name, run } of probes) {
    const reason = await run(trial.world()).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (reason !== undefined) return `“${name}” fails: ${reason.split('\n')[0]}`;
  }
  return undefined;
}

/** Takes one thing away; passes when some probe notices, the likeliest being asked first. */
export async function judgeRemoval(
  trial: Ground,
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

/** Passes when all probes do. */
export async function judgeWhole(
  trial: Ground,
  plan: Plan,
  { assembly, when }: { assembly: Assembly; when: string },
): Promise<Verdict> {
  await trial.deploy(assembly);
  const failure = await firstFailure(trial, plan.probes);
  return failure === undefined
    ? { passed: true, line: `ok    ${when}: all ${plan.probes.length} probes pass` }
    : { passed: false, line: `FAIL  ${when}: ${failure}` };
}
