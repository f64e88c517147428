import type { Clock } from '../../services/ports.ts';
import type { AuditReader } from '../../services/ports/audit.ts';
import type { Operations } from '../operation.ts';

/** The security log for those who look after it. */
export function auditOperations(ports: {
  readonly audit: AuditReader;
  readonly clock: Clock;
}): Operations<'listAuditEvents'> {
  return {
    async listAuditEvents({ query }) {
      const day = query.day ?? new Date(ports.clock.now()).toISOString().slice(0, 10);
      const { items, older } = await ports.audit.events({ ...query, day });
      return { body: { day, items: items.map((item) => ({ ...item })), older } };
    },
  };
}
