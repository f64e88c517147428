import type { UserView } from '../../contract/users.ts';
import { userOf } from '../../services/approvals.ts';
import type { BankUser, UserDirectory } from '../../services/ports/users.ts';
import type { Operations } from '../operation.ts';

const userView = ({ userName, displayName, roles, isOfDirectory, ...user }: BankUser): UserView => ({
  userName,
  displayName,
  roles: [...roles],
  ofDirectory: isOfDirectory,
  enabled: user.enabled,
  createdAt: new Date(user.createdAt).toISOString(),
});

/** Who may sign in. Their rights change by an approval alone. */
export function userOperations({
  users,
}: {
  readonly users: UserDirectory;
}): Operations<'listUsers' | 'getUser'> {
  return {
    async listUsers({ query }) {
      return { body: { items: (await users.users(query.beginsWith)).map(userView) } };
    },
    async getUser({ params }) {
      return { body: userView(await userOf(users, params.userName)) };
    },
  };
}
