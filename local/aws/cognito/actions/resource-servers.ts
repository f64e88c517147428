import * as z from 'zod';
import { action } from '../../json-actions.ts';
import type { JsonActions } from '../../json-actions.ts';
import { poolOf } from '../directory.ts';
import { invalidParameter, notFound } from '../errors.ts';
import type { Cognito } from '../options.ts';

const named = z.object({ UserPoolId: z.string(), Identifier: z.string() });
const server = z.looseObject({ ...named.shape, Name: z.string() });

/** Resource servers: the names of the scopes that clients may be given. */
export function resourceServerActions(cognito: Cognito): JsonActions {
  const { state } = cognito;
  return {
    CreateResourceServer: action(server, async ({ UserPoolId, ...settings }) => {
      const { resourceServers } = poolOf(cognito, UserPoolId);
      if (resourceServers.some(({ Identifier }) => Identifier === settings.Identifier)) {
        throw invalidParameter(`Resource server ${settings.Identifier} already exists.`);
      }
      resourceServers.push(settings);
      await state.save();
      return { ResourceServer: { UserPoolId, ...settings } };
    }),
    UpdateResourceServer: action(server, async ({ UserPoolId, ...settings }) => {
      const { resourceServers } = poolOf(cognito, UserPoolId);
      const place = resourceServers.findIndex(({ Identifier }) => Identifier === settings.Identifier);
      if (place < 0) throw notFound(`Resource server ${settings.Identifier}`);
      resourceServers[place] = settings;
      await state.save();
      return { ResourceServer: { UserPoolId, ...settings } };
    }),
    DescribeResourceServer: action(named, ({ UserPoolId, Identifier }) => {
      const found = poolOf(cognito, UserPoolId).resourceServers.find(
        (each) => each.Identifier === Identifier,
      );
      if (!found) throw notFound(`Resource server ${Identifier}`);
      return { ResourceServer: { UserPoolId, ...found } };
    }),
  };
}
