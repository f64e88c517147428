import * as z from 'zod';
import { action } from '../../json-actions.ts';
import type { JsonActions } from '../../json-actions.ts';
import { poolOf } from '../directory.ts';
import { invalidParameter } from '../errors.ts';
import type { User } from '../model.ts';
import type { Cognito } from '../options.ts';
import { describeUser } from '../users.ts';

const request = z.object({
  UserPoolId: z.string(),
  Filter: z.string().default(''),
  Limit: z.number().int().min(1).max(60).default(60),
  PaginationToken: z.coerce.number().int().default(0),
});
const filter = /^\s*"?([\w:]+)"?\s*(\^?=)\s*"([^"]*)"\s*$/;

/** ListUsers, page by page, with a filter on one attribute. */
export function listUsersActions(cognito: Cognito): JsonActions {
  return {
    ListUsers: action(request, ({ UserPoolId, Filter, Limit, PaginationToken: from }) => {
      const users = poolOf(cognito, UserPoolId).users.filter(parseFilter(Filter));
      const end = from + Limit;
      return {
        Users: users.slice(from, end).map((user) => describeUser(user, 'Attributes')),
        ...(end < users.length && { PaginationToken: String(end) }),
      };
    }),
  };
}

function parseFilter(text: string): (user: User) => boolean {
  if (text === '') return () => true;
  const [, name = '', operator, wanted] = filter.exec(text) ?? [];
  if (wanted === undefined) throw invalidParameter('Error while parsing filter.');
  return (user) => {
    const value = searchable(user)[name];
    return operator === '=' ? value === wanted : value?.startsWith(wanted) === true;
  };
}

function searchable({ username, attributes, status, enabled }: User): Readonly<Record<string, string>> {
  return {
    ...attributes,
    username,
    'cognito:user_status': status,
    status: enabled ? 'Enabled' : 'Disabled',
  };
}
