import { parseArgs } from 'node:util';
import { chooseFigures, type FigureKind } from './figures.ts';
import { plans, type Plan } from './plans.ts';

export interface BenchOptions {
  /** The last line on standard output is the figures as JSON, and nothing else goes there. */
  readonly json: boolean;
  readonly figures: readonly FigureKind[];
  readonly plan: Plan;
}

export const usage = `npm run bench:ledger [-- options]
  --only <figures>   names or groups, with commas: single-4,batch
  --json             figures as JSON in the last line; everything else on standard error
  --quick            about three minutes instead of twenty, on a tenth of the history
  --trial            everything once, in the small: shows that it runs; the figures mean nothing`;

/** @throws Error in words for the person at the keyboard */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      quick: { type: 'boolean', default: false },
      trial: { type: 'boolean', default: false },
    },
  });
  const only = values.only.split(',').map((name) => name.trim());
  return {
    json: values.json,
    figures: chooseFigures(only.filter((name) => name !== '')),
    plan: values.trial ? plans.trial : values.quick ? plans.quick : plans.full,
  };
}
