import {
  AdminDeleteUserCommand,
  AdminDisableProviderForUserCommand,
  AdminGetUserCommand,
  AdminLinkProviderForUserCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import * as z from 'zod';
import {
  outsideWays,
  type AccountLinks,
  type OutsideAccount,
  type PoolUser,
} from '../../services/ports/sign-in.ts';
import { providerNames } from './hosted.ts';
import { cognito, isRefusal, type PoolConfig } from './pool-client.ts';

const identities = z.array(z.object({ userId: z.string(), providerName: z.string() }));

interface ProviderUser {
  readonly ProviderName: string;
  readonly ProviderAttributeName: string;
  readonly ProviderAttributeValue: string;
}

const providerUser = ({ way, userId }: OutsideAccount): ProviderUser => ({
  ProviderName: providerNames[way],
  ProviderAttributeName: 'Cognito_Subject',
  ProviderAttributeValue: userId,
});

/** Links of the user pool itself: the tokens of a linked account speak of the user it stands for. */
export function cognitoLinks({ userPoolId: UserPoolId }: PoolConfig): AccountLinks {
  return {
    userOf: (userName) => userOf(UserPoolId, userName),
    async link(userName, account, profileUserName) {
      await forget(UserPoolId, profileUserName);
      await cognito.send(
        new AdminLinkProviderForUserCommand({
          UserPoolId,
          DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue: userName },
          SourceUser: providerUser(account),
        }),
      );
    },
    async unlink(account) {
      const User = providerUser(account);
      await cognito.send(new AdminDisableProviderForUserCommand({ UserPoolId, User }));
    },
  };
}

async function userOf(UserPoolId: string, Username: string): Promise<PoolUser> {
  const user = await cognito.send(new AdminGetUserCommand({ UserPoolId, Username }));
  const text = user.UserAttributes?.find(({ Name }) => Name === 'identities')?.Value ?? '[]';
  const accounts = identities.parse(JSON.parse(text)).flatMap(({ providerName, userId }) => {
    const way = outsideWays.find((each) => providerNames[each] === providerName);
    return way === undefined ? [] : [{ way, userId }];
  });
  return {
    accounts,
    hasPassword: user.UserStatus === 'CONFIRMED',
    hasTotp: user.UserMFASettingList?.includes('SOFTWARE_TOKEN_MFA') === true,
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
