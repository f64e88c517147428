import type { PeriodChange } from '../domain/accounting-period.ts';
import { publicId } from '../domain/ids.ts';
import type { EventLog } from './ports.ts';
import type { PeriodBooks, PeriodDecision, PeriodRequest } from './ports/periods.ts';

export interface PeriodChangePorts {
  readonly periods: Pick<PeriodBooks, 'request' | 'decide'>;
  readonly log: EventLog;
}

/** Who asks or decides. */
export interface PeriodActor {
  /** The name the books keep; they refuse a decision under the name of whoever asked. */
  readonly name: string;
  readonly subject: string;
  readonly traceId: string;
}

/** Asks for a change of a period; the security log has who did. */
export async function requestPeriodChange(
  { periods, log }: PeriodChangePorts,
  request: Omit<PeriodRequest, 'actor'>,
  by: PeriodActor,
): Promise<PeriodChange> {
  const change = await periods.request({ ...request, actor: by.name });
  await note(log, { operation: 'requestPeriodChange', change, by });
  return change;
}

/**
 * Decides on a change that somebody else asked for; the security log has who did.
 * @throws BankError second-person-required for whoever asked, checklist-not-met, change-outdated
 */
export async function decidePeriodChange(
  { periods, log }: PeriodChangePorts,
  decision: Omit<PeriodDecision, 'actor'>,
  by: PeriodActor,
): Promise<PeriodChange> {
  const change = await periods.decide({ ...decision, actor: by.name });
  await note(log, { operation: 'decidePeriodChange', change, by });
  return change;
}

interface Noted {
  readonly operation: 'requestPeriodChange' | 'decidePeriodChange';
  readonly change: PeriodChange;
  readonly by: PeriodActor;
}

function note(log: EventLog, { operation, change, by: { subject, traceId } }: Noted): Promise<void> {
  const { id, action, month, decision } = change;
  return log.append({
    ...{ kind: 'period', traceId, operation, status: 200, code: decision ?? 'requested', subject },
    about: { change: publicId('periodChange', id), action, month },
  });
}
