import {
  AdminDeleteUserCommand,
  AdminDisableProviderForUserCommand,
  AdminGetUserCommand,
  AdminLinkProviderForUserCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import * as z from 'zod';
import type { AccountLinks, OutsideAccount } from '../../services/ports/sign-in.ts';
import { cognito, isRefusal, type PoolConfig } from './pool-client.ts';

const identities = z.array(z.object({ userId: z.string(), providerName: z.string() }));

/** Links of the user pool itself: the tokens of a linked account speak of the user it stands for. */
export function cognitoLinks({ userPoolId: UserPoolId }: PoolConfig): AccountLinks {
  return {
    async accountsOf(userName): Promise<OutsideAccount[]> {
      const { UserAttributes } = await cognito.send(
        new AdminGetUserCommand({ UserPoolId, Username: userName }),
      );
      const text = UserAttributes?.find(({ Name }) => Name === 'identities')?.Value ?? '[]';
      return identities
        .parse(JSON.parse(text))
        .map(({ providerName, userId }) => ({ provider: providerName, userId }));
    },
    async link(userName, { provider, userId }, profileUserName) {
      await forget(UserPoolId, profileUserName);
      await cognito.send(
        new AdminLinkProviderForUserCommand({
          UserPoolId,
          DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue: userName },
          SourceUser: {
            ProviderName: provider,
            ProviderAttributeName: 'Cognito_Subject',
            ProviderAttributeValue: userId,
          },
        }),
      );
    },
    async unlink({ provider, userId }) {
      const User = {
        ProviderName: provider,
        ProviderAttributeName: 'Cognito_Subject',
        ProviderAttributeValue: userId,
      };
      await cognito.send(new AdminDisableProviderForUserCommand({ UserPoolId, User }));
    },
  };
}

/** Cognito links no account that has a profile of its own. An attempt that died here before has removed it already. */
async function forget(UserPoolId: string, Username: string): Promise<void> {
  try {
    await cognito.send(new AdminDeleteUserCommand({ UserPoolId, Username }));
  } catch (error) {
    if (!isRefusal(error, 'UserNotFoundException')) throw error;
  }
}
