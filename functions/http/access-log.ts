import type { Clock, EventLog } from '../services/ports.ts';
import { describeFault } from '../domain/fault.ts';
import { toBankError } from './problem-errors.ts';
import { statusOf } from './problem.ts';
import type { BankEvent, Check } from './state.ts';

export interface AccessLogPorts {
  readonly clock: Clock;
  readonly log: EventLog;
  readonly print: (line: string) => void;
}

/** What a caller made up as a method is not ours to print: JSON does not escape every line break. */
function methodOf({ requestContext: { http } }: BankEvent): string {
  return /^[A-Z]{3,7}$/.test(http.method) ? http.method : 'other';
}

/** An allow-list: what is not named here is never logged. */
function lineOf(event: BankEvent, status: number, milliseconds: number): Record<string, unknown> {
  const { traceId, operationId, credential, principal } = event.bank;
  return {
    traceId,
    operationId,
    method: methodOf(event),
    status,
    milliseconds,
    credential,
    subject: principal?.subject ?? null,
  };
}

/**
 * One line per request, and for every denial and failure an item of the security log. A log that can't be
 * written is said on the line; the answer is given all the same.
 */
export function accessLog({ clock, log, print }: AccessLogPorts): Check {
  return {
    after: async ({ event, response }) => {
      const status = response?.statusCode ?? 200;
      const line = lineOf(event, status, clock.now() - event.bank.startedAt);
      const logged = isDenial(event, status)
        ? await append(log, event, { status, code: 'answered' })
        : 'not-needed';
      print(JSON.stringify({ ...line, ...(logged === 'failed' ? { securityLog: 'failed' } : {}) }));
    },
    onError: async ({ event, error }) => {
      const known = toBankError(error);
      const status = statusOf[known.code];
      const line = lineOf(event, status, clock.now() - event.bank.startedAt);
      const extra = { code: known.code, ...(status >= 500 ? { fault: describeFault(known) } : {}) };
      const logged = isDenial(event, status)
        ? await append(log, event, { status, code: known.code })
        : 'not-needed';
      print(JSON.stringify({ ...line, ...extra, ...(logged === 'failed' ? { securityLog: 'failed' } : {}) }));
    },
  };
}

/** Every page asks who is signed in; that nobody is, is an answer and denies nothing. */
function isDenial({ bank }: BankEvent, status: number): boolean {
  if (status === 401 && bank.operationId === 'getSession') return false;
  return status >= 500 || [401, 403, 429].includes(status);
}

async function append(
  log: EventLog,
  event: BankEvent,
  what: { status: number; code: string },
): Promise<'done' | 'failed'> {
  const { traceId, operationId, principal } = event.bank;
  const kind = what.status >= 500 ? 'failure' : 'denial';
  try {
    await log.append({ kind, traceId, operation: operationId, subject: principal?.subject ?? null, ...what });
    return 'done';
  } catch {
    return 'failed';
  }
}
