import type { AuditEvent, AuditSearch } from '../../domain/audit-event.ts';

/** The security log, read by those who look after it. */
export interface AuditReader {
  /** Fifty at most, the latest first; `older` is the key to go on from, null at the end of the day. */
  events(
    search: AuditSearch,
  ): Promise<{ readonly items: readonly AuditEvent[]; readonly older: string | null }>;
}
