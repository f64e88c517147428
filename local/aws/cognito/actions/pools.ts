import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { arn, localRegion } from '../../arns.ts';
import { action } from '../../json-actions.ts';
import type { JsonActions } from '../../json-actions.ts';
import { poolOf, seconds } from '../directory.ts';
import { invalidParameter, notFound } from '../errors.ts';
import { poolSettings } from '../model.ts';
import type { Pool } from '../model.ts';
import type { Cognito } from '../options.ts';

const inPool = z.object({ UserPoolId: z.string() });
const createRequest = poolSettings.extend({ PoolName: z.string() });
const updateRequest = poolSettings.extend({ UserPoolId: z.string() });
const domainRequest = z.looseObject({ UserPoolId: z.string(), Domain: z.string() });

/** User pools and their domains. */
export function poolActions(cognito: Cognito): JsonActions {
  const { state, now } = cognito;
  const { pools } = state.current;
  return {
    CreateUserPool: action(createRequest, async ({ PoolName, ...settings }) => {
      const pool = newPool(PoolName, settings, now().getTime());
      pool.id = cognito.options.poolId?.(PoolName) ?? pool.id;
      if (!/^[\w-]+_[0-9A-Za-z]+$/.test(pool.id)) throw invalidParameter(`${pool.id} is no user pool id.`);
      if (pools.some(({ id }) => id === pool.id))
        throw invalidParameter(`User pool ${pool.id} already exists.`);
      pools.push(pool);
      await state.save();
      return { UserPool: describe(pool) };
    }),
    UpdateUserPool: action(updateRequest, async ({ UserPoolId, ...settings }) => {
      const pool = poolOf(cognito, UserPoolId);
      pool.settings = { ...pool.settings, ...settings };
      pool.changedAt = now().getTime();
      await state.save();
      return {};
    }),
    ListUserPools: action(z.object({ MaxResults: z.number() }), ({ MaxResults }) => ({
      UserPools: pools.slice(0, MaxResults).map(({ id, name }) => ({ Id: id, Name: name })),
    })),
    DescribeUserPool: action(inPool, ({ UserPoolId }) => ({
      UserPool: describe(poolOf(cognito, UserPoolId)),
    })),
    CreateUserPoolDomain: action(domainRequest, async ({ UserPoolId, ...domain }) => {
      if (pools.some((pool) => pool.domain?.Domain === domain.Domain)) {
        throw invalidParameter(`Domain ${domain.Domain} already exists.`);
      }
      poolOf(cognito, UserPoolId).domain = domain;
      await state.save();
      return {};
    }),
    DescribeUserPoolDomain: action(z.object({ Domain: z.string() }), ({ Domain }) => {
      const pool = pools.find((each) => each.domain?.Domain === Domain);
      if (!pool) throw notFound(`Domain ${Domain}`);
      return { DomainDescription: { ...pool.domain, UserPoolId: pool.id, Status: 'ACTIVE' } };
    }),
  };
}

function newPool(name: string, settings: Pool['settings'], at: number): Pool {
  const letters = randomBytes(32)
    .toString('base64')
    .replace(/[^0-9A-Za-z]/g, '');
  return {
    id: `${localRegion}_${letters.slice(0, 9)}`,
    name,
    settings,
    clients: [],
    groups: [],
    users: [],
    identityProviders: [],
    resourceServers: [],
    createdAt: at,
    changedAt: at,
  };
}

export function poolArn(poolId: string): string {
  return arn('cognito-idp', `userpool/${poolId}`);
}

function describe(pool: Pool): object {
  return {
    ...pool.settings,
    Id: pool.id,
    Name: pool.name,
    Arn: poolArn(pool.id),
    CreationDate: seconds(pool.createdAt),
    LastModifiedDate: seconds(pool.changedAt),
    EstimatedNumberOfUsers: pool.users.length,
    ...(pool.domain && { Domain: pool.domain.Domain }),
  };
}
