import type { Clock } from '../../services/ports.ts';
import type { AuditReader } from '../../services/ports/audit.ts';
import type { UserDirectory } from '../../services/ports/users.ts';
import type { Operations } from '../operation.ts';

/** The security log for those who look after it. */
export function auditOperations(ports: {
  readonly audit: AuditReader;
  readonly users: UserDirectory;
  readonly clock: Clock;
}): Operations<'listAuditEvents'> {
  return {
    async listAuditEvents({ query: { userName, ...query } }) {
      const day = query.day ?? new Date(ports.clock.now()).toISOString().slice(0, 10);
      const named = userName === undefined ? {} : { subject: await subjectOf(ports.users, userName) };
      const { items, older } = await ports.audit.events({ ...query, ...named, day });
      const subjects = new Set(items.flatMap(({ subject }) => (subject === null ? [] : [subject])));
      const names = await ports.users.userNames(subjects);
      const withName = (subject: string | null): string | null => names.get(subject ?? '') ?? null;
      return {
        body: { day, items: items.map((item) => ({ ...item, userName: withName(item.subject) })), older },
      };
    },
  };
}

/** The log knows subjects, which never change hands. Nobody of the name has done nothing. */
async function subjectOf(users: UserDirectory, userName: string): Promise<string> {
  return (await users.user(userName))?.subject ?? `nobody:${userName}`;
}
