import type { AuditEvent } from '../../domain/audit-event.ts';
import { describeFault } from '../../domain/fault.ts';
import type { Clock } from '../../services/ports.ts';
import type { AuditReader } from '../../services/ports/audit.ts';
import type { UserDirectory } from '../../services/ports/users.ts';
import type { Operations } from '../operation.ts';

export interface AuditPorts {
  readonly audit: AuditReader;
  readonly users: UserDirectory;
  readonly clock: Clock;
  readonly print: (line: string) => void;
}

/** The security log for those who look after it. */
export function auditOperations(ports: AuditPorts): Operations<'listAuditEvents'> {
  return {
    async listAuditEvents({ query: { userName, ...query } }) {
      const day = query.day ?? new Date(ports.clock.now()).toISOString().slice(0, 10);
      const named = userName === undefined ? {} : { subject: await subjectOf(ports.users, userName) };
      const { items, older } = await ports.audit.events({ ...query, ...named, day });
      const names = await namesOf(ports, items);
      const withName = (subject: string | null): string | null => names.get(subject ?? '') ?? null;
      return {
        body: { day, items: items.map((item) => ({ ...item, userName: withName(item.subject) })), older },
      };
    },
  };
}

/** The log is read above all when something is wrong: where the user pool is away, it has subjects without names. */
async function namesOf(
  { users, print }: AuditPorts,
  items: readonly AuditEvent[],
): Promise<ReadonlyMap<string, string>> {
  const subjects = new Set(items.flatMap(({ subject }) => (subject === null ? [] : [subject])));
  try {
    return await users.userNames(subjects);
  } catch (error) {
    print(JSON.stringify({ operation: 'userNames', fault: describeFault(error) }));
    return new Map();
  }
}

/** The log knows subjects, which never change hands. Nobody of the name has done nothing. */
async function subjectOf(users: UserDirectory, userName: string): Promise<string> {
  return (await users.user(userName))?.subject ?? `nobody:${userName}`;
}
