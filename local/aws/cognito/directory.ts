import { AwsError } from '../service.ts';
import type { State } from '../state-file.ts';
import { notFound } from './errors.ts';
import type { Client, CognitoState, Pool, User } from './model.ts';

/** Everything the operations share. */
export interface Directory {
  readonly state: State<CognitoState>;
  readonly now: () => Date;
}

/** Throws ResourceNotFoundException. */
export function poolOf({ state }: Directory, id: string): Pool {
  const pool = state.current.pools.find((each) => each.id === id);
  if (!pool) throw notFound(`User pool ${id}`);
  return pool;
}

/** Throws ResourceNotFoundException. */
export function clientOf(pool: Pool, id: string): Client {
  const client = pool.clients.find((each) => each.id === id);
  if (!client) throw notFound(`User pool client ${id}`);
  return client;
}

export interface PoolClient {
  readonly pool: Pool;
  readonly client: Client;
}

/** The client of whichever pool has it: callers without AWS credentials name the client alone. */
export function poolClientOf({ state }: Directory, clientId: string): PoolClient {
  for (const pool of state.current.pools) {
    const client = pool.clients.find((each) => each.id === clientId);
    if (client) return { pool, client };
  }
  throw notFound(`User pool client ${clientId}`);
}

/** Finds a user by name, `sub`, or an attribute that may stand for the name. Names don't depend on case. */
export function findUser(pool: Pool, name: string): User | undefined {
  const wanted = name.toLowerCase();
  const { UsernameAttributes = [], AliasAttributes = [] } = pool.settings;
  const attributes = ['sub', ...UsernameAttributes, ...AliasAttributes];
  return pool.users.find(
    (user) =>
      user.username.toLowerCase() === wanted ||
      attributes.some((attribute) => user.attributes[attribute]?.toLowerCase() === wanted),
  );
}

/** Throws UserNotFoundException. For calls with AWS credentials only: anyone else must not learn who exists. */
export function userOf(pool: Pool, name: string): User {
  const user = findUser(pool, name);
  if (!user) throw new AwsError('UserNotFoundException', 'User does not exist.');
  return user;
}

/** Epoch seconds, as the API writes times. */
export function seconds(epochMilliseconds: number): number {
  return epochMilliseconds / 1000;
}
