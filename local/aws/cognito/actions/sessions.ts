import * as z from 'zod';
import { action } from '../../json-actions.ts';
import type { JsonActions } from '../../json-actions.ts';
import { AwsError } from '../../service.ts';
import { poolClientOf } from '../directory.ts';
import { notAuthorized } from '../errors.ts';
import { endGrants, endGrantsOf, grantOfRefreshToken } from '../grants.ts';
import type { Cognito } from '../options.ts';
import { holderOf } from '../tokens.ts';
import { listed } from '../users.ts';

const withToken = z.object({ AccessToken: z.string() });
const revokeRequest = z.object({
  Token: z.string(),
  ClientId: z.string(),
  ClientSecret: z.string().optional(),
});

/** What a signed-in user does with tokens of their own. */
export function sessionActions(cognito: Cognito): JsonActions {
  const { state, key } = cognito;
  return {
    GetUser: action(withToken, async ({ AccessToken }) => {
      const { user } = await holderOf(cognito, key, AccessToken);
      return { Username: user.username, UserAttributes: listed(user.attributes) };
    }),
    GlobalSignOut: action(withToken, async ({ AccessToken }) => {
      const { pool, user } = await holderOf(cognito, key, AccessToken);
      endGrantsOf(cognito, pool.id, user);
      await state.save();
      return {};
    }),
    RevokeToken: action(revokeRequest, async ({ Token, ClientId, ClientSecret }) => {
      const { client } = poolClientOf(cognito, ClientId);
      if (client.secret !== ClientSecret) throw notAuthorized('Client authentication failed');
      if (client.settings.EnableTokenRevocation === false) {
        throw new AwsError(
          'UnsupportedOperationException',
          'Token revocation is not enabled for this client.',
        );
      }
      const { id } = grantOfRefreshToken(cognito, client, Token);
      endGrants(cognito, (grant) => grant.id === id);
      await state.save();
      return {};
    }),
  };
}
