import type { OperationId } from '../../functions/contract/routes.ts';
import { ProblemError } from '../../web/client/client.ts';
import type { Probe } from './probe.ts';
import type { World } from './world.ts';

type DayOperation = Extract<
  OperationId,
  | 'listPeriods'
  | 'getPeriod'
  | 'requestPeriodChange'
  | 'decidePeriodChange'
  | 'reconcileMonth'
  | 'listDays'
  | 'getDay'
  | 'endDay'
>;

async function today({ cast }: World): Promise<string> {
  return (await cast.accountant.call('listDays', {})).data.businessDate;
}

async function month(world: World): Promise<string> {
  return (await today(world)).slice(0, 7);
}

const body = { action: 'soft-close', reason: 'Truth' } as const;

/** Calls about days and periods; a change is asked for and left to a second person. */
export const dayProbes: Readonly<Record<DayOperation, Probe>> = {
  listPeriods: ({ cast }) => cast.accountant.call('listPeriods', {}),
  getPeriod: async (world) =>
    world.cast.accountant.call('getPeriod', { params: { month: await month(world) } }),
  requestPeriodChange: async (world) =>
    world.cast.accountant.call('requestPeriodChange', { params: { month: await month(world) }, body }),
  decidePeriodChange: async (world) => {
    const { accountant } = world.cast;
    const params = { month: await month(world) };
    const { data } = await accountant.call('requestPeriodChange', { params, body });
    const decision = { params: { changeId: data.id }, body: { decision: 'rejected' } } as const;
    await accountant.call('decidePeriodChange', decision).catch((error: unknown) => {
      // Whoever asked may not decide; that answer comes from the function too.
      if (!(error instanceof ProblemError && error.code === 'second-person-required')) throw error;
    });
  },
  reconcileMonth: async (world) => {
    const params = { month: await month(world) };
    await world.cast.accountant.call('reconcileMonth', { params }).catch((error: unknown) => {
      // The month is under way; that answer comes from the books.
      if (!(error instanceof ProblemError && error.code === 'business-date-refused')) throw error;
    });
  },
  listDays: today,
  getDay: async (world) => world.cast.accountant.call('getDay', { params: { date: await today(world) } }),
  endDay: async (world) => world.cast.accountant.call('endDay', { params: { date: await today(world) } }),
};
