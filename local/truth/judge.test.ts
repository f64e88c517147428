import { describe, expect, it } from '@jest/globals';
import type { Assembly } from '../assembly/assembly.ts';
import { templateSchema } from '../assembly/template.ts';
import { type Ground, judgeRemoval, judgeWhole } from './judge.ts';
import type { NamedProbe, Plan } from './plan.ts';
import type { Removal } from './removals.ts';
import type { World } from './world.ts';

const template = templateSchema.parse({
  Resources: { tick: { Type: 'AWS::Scheduler::Schedule' }, idle: { Type: 'AWS::Scheduler::Schedule' } },
});
const assembly: Assembly = {
  directory: '',
  stacks: [{ name: 'bank', template }],
  files: new Map(),
  images: new Map(),
};

/** A bank that does one thing: it ticks, as long as its templates say so. */
function aBank(): { readonly ground: Ground; readonly plan: Plan; readonly asked: string[] } {
  let ticks = false;
  const asked: string[] = [];
  const probe = (name: string, holds: () => boolean): NamedProbe => ({
    name,
    run: () => {
      asked.push(name);
      return holds() ? Promise.resolve() : Promise.reject(new Error(`no ${name}`));
    },
  });
  const probes = [probe('life', () => true), probe('tick', () => ticks)];
  return {
    asked,
    ground: {
      deploy: ({ stacks }) => {
        ticks = stacks.some((stack) => 'tick' in stack.template.Resources);
        return Promise.resolve();
      },
      world: () => ({}) as World,
    },
    plan: { probes, likeliest: ({ logicalId }) => probes.find(({ name }) => name === logicalId) },
  };
}

const removal = (logicalId: string): Removal => ({
  kind: 'schedule',
  stack: 'bank',
  logicalId,
  label: logicalId,
});

describe('judging the templates', () => {
  it('passes a removal that the likeliest probe notices, without asking others', async () => {
    const { ground, plan, asked } = aBank();
    const verdict = await judgeRemoval(ground, plan, { assembly, removal: removal('tick') });
    expect(verdict).toEqual({ passed: true, line: 'ok    schedule tick: “tick” fails: no tick' });
    expect(asked).toEqual(['tick']);
  });

  it('fails a removal that no probe notices', async () => {
    const { ground, plan, asked } = aBank();
    const verdict = await judgeRemoval(ground, plan, { assembly, removal: removal('idle') });
    expect(verdict).toEqual({ passed: false, line: 'FAIL  schedule idle: nothing noticed that it was gone' });
    expect(asked).toEqual(['life', 'tick']);
  });

  it('passes the whole when all probes do, and says which does not', async () => {
    const { ground, plan } = aBank();
    const whole = await judgeWhole(ground, plan, { assembly, when: 'at first' });
    const empty = { ...assembly, stacks: [] };
    const broken = await judgeWhole(ground, plan, { assembly: empty, when: 'at last' });
    expect(whole).toEqual({ passed: true, line: 'ok    at first: all 2 probes pass' });
    expect(broken).toEqual({ passed: false, line: 'FAIL  at last: “tick” fails: no tick' });
  });
});
