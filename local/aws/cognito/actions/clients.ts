import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { action } from '../../json-actions.ts';
import type { JsonActions } from '../../json-actions.ts';
import { clientOf, poolOf, seconds } from '../directory.ts';
import { invalidParameter } from '../errors.ts';
import { clientSettings } from '../model.ts';
import type { Client, Pool } from '../model.ts';
import type { Cognito } from '../options.ts';

const named = z.object({ UserPoolId: z.string(), ClientId: z.string() });
const createRequest = clientSettings.extend({ UserPoolId: z.string() });
const updateRequest = clientSettings.partial().extend({ UserPoolId: z.string(), ClientId: z.string() });

/** App clients of a pool. */
export function clientActions(cognito: Cognito): JsonActions {
  const { state, now, options } = cognito;
  return {
    CreateUserPoolClient: action(createRequest, async ({ UserPoolId, ...settings }) => {
      const pool = poolOf(cognito, UserPoolId);
      const id = options.clientId?.(UserPoolId, settings.ClientName) ?? randomId(26);
      if (pool.clients.some((each) => each.id === id)) throw invalidParameter(`Client ${id} already exists.`);
      const secret = settings.GenerateSecret === true ? randomId(51) : undefined;
      const client: Client = { id, secret, settings, createdAt: now().getTime() };
      pool.clients.push(client);
      await state.save();
      return { UserPoolClient: describe(pool, client) };
    }),
    UpdateUserPoolClient: action(updateRequest, async ({ UserPoolId, ClientId, ...settings }) => {
      const pool = poolOf(cognito, UserPoolId);
      const client = clientOf(pool, ClientId);
      const { ClientName, GenerateSecret } = client.settings;
      client.settings = { ClientName, GenerateSecret, ...settings };
      await state.save();
      return { UserPoolClient: describe(pool, client) };
    }),
    DescribeUserPoolClient: action(named, ({ UserPoolId, ClientId }) => {
      const pool = poolOf(cognito, UserPoolId);
      return { UserPoolClient: describe(pool, clientOf(pool, ClientId)) };
    }),
  };
}

function randomId(length: number): string {
  return randomBytes(length * 2)
    .toString('base64')
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .slice(0, length);
}

function describe(pool: Pool, { id, secret, settings, createdAt }: Client): object {
  return {
    ...settings,
    GenerateSecret: undefined,
    UserPoolId: pool.id,
    ClientId: id,
    ClientSecret: secret,
    CreationDate: seconds(createdAt),
    LastModifiedDate: seconds(createdAt),
  };
}
