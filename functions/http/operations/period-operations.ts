import type { PeriodChangeView, PeriodView, ReconciliationView } from '../../contract/periods.ts';
import type { AccountingPeriod, MonthReconciliation, PeriodChange } from '../../domain/accounting-period.ts';
import { BankError } from '../../domain/errors.ts';
import { publicId } from '../../domain/ids.ts';
import { decidePeriodChange, requestPeriodChange, type PeriodActor } from '../../services/change-period.ts';
import type { BooksReader, EventLog, Ids } from '../../services/ports.ts';
import type { PeriodBooks } from '../../services/ports/periods.ts';
import { principalOf, type Operations } from '../operation.ts';
import type { RequestState } from '../state.ts';
import { innerId } from './identify.ts';
import { moneyView } from './present.ts';

export interface PeriodOperationPorts {
  readonly periods: PeriodBooks;
  readonly books: BooksReader;
  readonly ids: Ids;
  readonly log: EventLog;
}

const periodView = ({ month, state, changedAt }: AccountingPeriod): PeriodView => ({
  month,
  state,
  changedAt: new Date(changedAt).toISOString(),
});

function changeView({ id, effect, checklist, journalId, ...change }: PeriodChange): PeriodChangeView {
  return {
    ...change,
    id: publicId('periodChange', id),
    checklist: checklist.map((each) => ({ ...each })),
    effect: effect.map(({ gl, name, minor, currency }) => ({
      ledgerAccount: gl,
      name,
      side: minor > 0n ? 'debit' : 'credit',
      amount: moneyView(minor > 0n ? minor : -minor, currency),
    })),
    journalId: journalId === null ? null : publicId('journal', journalId),
  };
}

/** Whoever is signed in, as the books and the security log name them. */
function actorOf(state: RequestState): PeriodActor {
  const { subject, userName } = principalOf(state);
  return { name: userName, subject, traceId: state.traceId };
}

function reconciliationView({ actor, differences, ...found }: MonthReconciliation): ReconciliationView {
  return {
    ...found,
    by: actor,
    differences: differences.map(({ kind, ledgerAccount, subledgerMinor, ledgerMinor }) => ({
      kind,
      ledgerAccount,
      expected: moneyView(subledgerMinor, 'USD'),
      ledger: moneyView(ledgerMinor, 'USD'),
    })),
  };
}

/** Closing and reopening months and years: one person asks, another decides. */
export function periodOperations(
  ports: PeriodOperationPorts,
): Operations<'listPeriods' | 'getPeriod' | 'requestPeriodChange' | 'decidePeriodChange' | 'reconcileMonth'> {
  const { periods, books, ids } = ports;
  return {
    async listPeriods() {
      const [businessDate, all, undecided] = await Promise.all([
        books.businessDate(),
        periods.periods(),
        periods.changes('undecided'),
      ]);
      return { body: { businessDate, items: all.map(periodView), undecided: undecided.map(changeView) } };
    },
    async getPeriod({ params: { month } }) {
      const period = await periods.period(month);
      if (!period) throw new BankError('not-found', `The books have not opened ${month}.`);
      const [changes, found] = await Promise.all([
        periods.changes({ month }),
        periods.reconciliations(month),
      ]);
      return {
        body: {
          period: periodView(period),
          changes: changes.map(changeView),
          reconciliations: found.map(reconciliationView),
        },
      };
    },
    async requestPeriodChange({ params: { month }, body, state }) {
      const change = await requestPeriodChange(ports, { id: ids.next(), month, ...body }, actorOf(state));
      return { body: changeView(change), headers: { location: `/api/v1/periods/${month}` } };
    },
    async reconcileMonth({ params: { month }, state }) {
      const actor = principalOf(state).userName;
      return { body: reconciliationView(await periods.reconcile({ id: ids.next(), month, actor })) };
    },
    async decidePeriodChange({ params, body, state }) {
      const change = innerId('periodChange', params.changeId);
      return { body: changeView(await decidePeriodChange(ports, { change, ...body }, actorOf(state))) };
    },
  };
}
