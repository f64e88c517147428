import type { LogItem } from '../../services/ports.ts';
import { principalOf } from '../operation.ts';
import type { RequestState } from '../state.ts';

/** A line of the security log that tells of a reading in clear, before anything is read: what was read without one must not be. */
export function unmaskingOf(state: RequestState): LogItem {
  const { traceId, operationId } = state;
  const { subject } = principalOf(state);
  return { kind: 'unmasking', traceId, operation: operationId, status: 200, code: 'ok', subject };
}
