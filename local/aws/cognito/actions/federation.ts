import * as z from 'zod';
import { action } from '../../json-actions.ts';
import type { JsonActions } from '../../json-actions.ts';
import { poolOf } from '../directory.ts';
import { invalidParameter, notFound } from '../errors.ts';
import type { Cognito } from '../options.ts';

const pool = { UserPoolId: z.string() };
const provider = z.looseObject({ ...pool, ProviderName: z.string(), ProviderType: z.string() });
const server = z.looseObject({ ...pool, Identifier: z.string(), Name: z.string() });

/** Identity providers and resource servers: kept and described, for the hosted pages to use. */
export function federationActions(cognito: Cognito): JsonActions {
  const { state } = cognito;
  return {
    CreateIdentityProvider: action(provider, async ({ UserPoolId, ...settings }) => {
      const { identityProviders } = poolOf(cognito, UserPoolId);
      if (identityProviders.some(({ ProviderName }) => ProviderName === settings.ProviderName)) {
        throw invalidParameter(`Identity provider ${settings.ProviderName} already exists.`);
      }
      identityProviders.push(settings);
      await state.save();
      return { IdentityProvider: { UserPoolId, ...settings } };
    }),
    DescribeIdentityProvider: action(
      z.object({ ...pool, ProviderName: z.string() }),
      ({ UserPoolId, ProviderName }) => {
        const found = poolOf(cognito, UserPoolId).identityProviders.find(
          (each) => each.ProviderName === ProviderName,
        );
        if (!found) throw notFound(`Identity provider ${ProviderName}`);
        return { IdentityProvider: { UserPoolId, ...found } };
      },
    ),
    CreateResourceServer: action(server, async ({ UserPoolId, ...settings }) => {
      const { resourceServers } = poolOf(cognito, UserPoolId);
      if (resourceServers.some(({ Identifier }) => Identifier === settings.Identifier)) {
        throw invalidParameter(`Resource server ${settings.Identifier} already exists.`);
      }
      resourceServers.push(settings);
      await state.save();
      return { ResourceServer: { UserPoolId, ...settings } };
    }),
    DescribeResourceServer: action(
      z.object({ ...pool, Identifier: z.string() }),
      ({ UserPoolId, Identifier }) => {
        const found = poolOf(cognito, UserPoolId).resourceServers.find(
          (each) => each.Identifier === Identifier,
        );
        if (!found) throw notFound(`Resource server ${Identifier}`);
        return { ResourceServer: { UserPoolId, ...found } };
      },
    ),
  };
}
