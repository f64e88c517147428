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

/** Asks for a change of a period. The security log has who began to before it is done, and what came of it. */
export async function requestPeriodChange(
  { periods, log }: PeriodChangePorts,
  request: Omit<PeriodRequest, 'actor'>,
  by: PeriodActor,
): Promise<PeriodChange> {
  const noted = { operation: 'requestPeriodChange', by } as const;
  await note(log, { ...noted, code: 'begun', about: aboutOf(request) });
  const change = await periods.request({ ...request, actor: by.name });
  await note(log, { ...noted, code: 'requested', about: aboutOf(change) });
  return change;
}

/**
 * Decides on a change that somebody else asked for. The security log has who began to before it is done, and what came of it.
 * @throws BankError second-person-required for whoever asked, checklist-not-met, change-outdated
 */
export async function decidePeriodChange(
  { periods, log }: PeriodChangePorts,
  decision: Omit<PeriodDecision, 'actor'>,
  by: PeriodActor,
): Promise<PeriodChange> {
  const noted = { operation: 'decidePeriodChange', by } as const;
  await note(log, { ...noted, code: 'begun', about: { change: publicId('periodChange', decision.change) } });
  const change = await periods.decide({ ...decision, actor: by.name });
  await note(log, { ...noted, code: decision.decision, about: aboutOf(change) });
  return change;
}

interface Noted {
  readonly operation: 'requestPeriodChange' | 'decidePeriodChange';
  /** `begun` is kept first: what can't be told of is not done. */
  readonly code: 'begun' | 'requested' | PeriodDecision['decision'];
  readonly by: PeriodActor;
  readonly about: Readonly<Record<string, string>>;
}

function note(log: EventLog, { by: { subject, traceId }, ...noted }: Noted): Promise<void> {
  const status = noted.code === 'begun' ? 202 : 200;
  return log.append({ kind: 'period', traceId, status, subject, ...noted });
}

const aboutOf = ({
  id,
  action,
  month,
}: Pick<PeriodChange, 'id' | 'action' | 'month'>): Readonly<Record<string, string>> => ({
  change: publicId('periodChange', id),
  action,
  month,
});
