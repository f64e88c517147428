import type { DayStepView, ReconciliationView } from '../../contract/days.ts';
import { BankError } from '../../domain/errors.ts';
import type { DayStep, Reconciliation } from '../../domain/business-day.ts';
import { requestDayEnd, type RequestDayPorts } from '../../services/request-day-end.ts';
import { principalOf, type Operations } from '../operation.ts';
import { moneyView } from './present.ts';

const millisecondsInSecond = 1000;

function stepView({ step, startedAt, finishedAt, result }: DayStep): DayStepView {
  return {
    step,
    finishedAt: finishedAt === null ? null : new Date(finishedAt).toISOString(),
    seconds:
      finishedAt === null || startedAt === null ? null : (finishedAt - startedAt) / millisecondsInSecond,
    result: { ...result },
  };
}

function reconciliationView(row: Reconciliation): ReconciliationView {
  const { kind, ledgerAccount, name, expectedMinor, actualMinor, openSince } = row;
  return {
    kind,
    ledgerAccount,
    name,
    expected: moneyView(expectedMinor, 'USD'),
    actual: moneyView(actualMinor, 'USD'),
    difference: moneyView(actualMinor - expectedMinor, 'USD'),
    openSince,
  };
}

/** The end of the bank's day: what was done, what was found, and asking for it. */
export function dayOperations(ports: RequestDayPorts): Operations<'listDays' | 'getDay' | 'endDay'> {
  const { days } = ports;
  return {
    async listDays() {
      const items = await days.days();
      return { body: { businessDate: await days.businessDate(), items: items.map((day) => ({ ...day })) } };
    },
    async getDay({ params: { date } }) {
      const day = await days.day(date);
      if (!day) throw new BankError('not-found', `The books had no business date ${date}.`);
      const [steps, reconciliation] = [await days.stepsOf(date), await days.reconciliationOf(date)];
      return {
        body: {
          day: { ...day },
          steps: steps.map(stepView),
          reconciliation: reconciliation.map(reconciliationView),
        },
      };
    },
    async endDay({ params: { date }, state }) {
      const requestedBy = principalOf(state).userName;
      const day = await requestDayEnd(ports, { through: date, requestedBy });
      return { body: { ...day }, headers: { location: `/api/v1/days/${date}` } };
    },
  };
}
