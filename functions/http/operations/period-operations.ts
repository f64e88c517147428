import type { PeriodChangeView, PeriodView, ReconciliationView } from '../../contract/periods.ts';
import type { AccountingPeriod, MonthReconciliation, PeriodChange } from '../../domain/accounting-period.ts';
import { BankError } from '../../domain/errors.ts';
import { publicId } from '../../domain/ids.ts';
import type { BooksReader, EventLog, Ids, LogItem } from '../../services/ports.ts';
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

/** In the security log: who asked to close or reopen what, and who decided. */
function eventOf({ traceId, operationId, principal }: RequestState, change: PeriodChange): LogItem {
  const about = {
    change: publicId('periodChange', change.id),
    ...{ action: change.action, month: change.month },
  };
  return {
    ...{ kind: 'period', traceId, operation: operationId, status: 200, code: change.decision ?? 'requested' },
    ...{ subject: principal?.subject ?? null, about },
  };
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
      const actor = principalOf(state).userName;
      const change = await periods.request({ id: ids.next(), month, ...body, actor });
      await ports.log.append(eventOf(state, change));
      return { body: changeView(change), headers: { location: `/api/v1/periods/${month}` } };
    },
    async reconcileMonth({ params: { month }, state }) {
      const actor = principalOf(state).userName;
      return { body: reconciliationView(await periods.reconcile({ id: ids.next(), month, actor })) };
    },
    async decidePeriodChange({ params, body, state }) {
      const change = innerId('periodChange', params.changeId);
      const decided = await periods.decide({ change, ...body, actor: principalOf(state).userName });
      await ports.log.append(eventOf(state, decided));
      return { body: changeView(decided) };
    },
  };
}
