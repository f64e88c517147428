import * as z from 'zod';
import { action } from '../../json-actions.ts';
import type { JsonActions } from '../../json-actions.ts';
import { poolOf, userOf } from '../directory.ts';
import { invalidParameter, notFound } from '../errors.ts';
import { identityProvider, type IdentityProvider, type Pool } from '../model.ts';
import type { Cognito } from '../options.ts';
import { userWith } from '../pages/federated-user.ts';

const inPool = { UserPoolId: z.string() };
const named = z.object({ ...inPool, ProviderName: z.string() });
const changes = z.looseObject({
  ...named.shape,
  ProviderDetails: z.record(z.string(), z.string()).optional(),
  AttributeMapping: z.record(z.string(), z.string()).optional(),
});

function providerOf({ identityProviders }: Pool, name: string): IdentityProvider {
  const found = identityProviders.find(({ ProviderName }) => ProviderName === name);
  if (!found) throw notFound(`Identity provider ${name}`);
  return found;
}

const account = z.object({
  ProviderName: z.string(),
  ProviderAttributeName: z.string().default('Cognito_Subject'),
  ProviderAttributeValue: z.string(),
});
const linkRequest = z.object({ ...inPool, SourceUser: account, DestinationUser: account });
const unlinkRequest = z.object({ ...inPool, User: account });

/** Identity providers, and which users their accounts stand for. */
export function federationActions(cognito: Cognito): JsonActions {
  const { state, now } = cognito;
  return {
    CreateIdentityProvider: action(identityProvider.extend(inPool), async ({ UserPoolId, ...settings }) => {
      const { identityProviders } = poolOf(cognito, UserPoolId);
      if (identityProviders.some(({ ProviderName }) => ProviderName === settings.ProviderName)) {
        throw invalidParameter(`Identity provider ${settings.ProviderName} already exists.`);
      }
      identityProviders.push(settings);
      await state.save();
      return { IdentityProvider: { UserPoolId, ...settings } };
    }),
    UpdateIdentityProvider: action(changes, async ({ UserPoolId, ProviderName, ...given }) => {
      const provider = providerOf(poolOf(cognito, UserPoolId), ProviderName);
      provider.ProviderDetails = given.ProviderDetails ?? provider.ProviderDetails;
      provider.AttributeMapping = given.AttributeMapping ?? provider.AttributeMapping;
      await state.save();
      return { IdentityProvider: { UserPoolId, ...provider } };
    }),
    DescribeIdentityProvider: action(named, ({ UserPoolId, ProviderName }) => ({
      IdentityProvider: { UserPoolId, ...providerOf(poolOf(cognito, UserPoolId), ProviderName) },
    })),
    AdminLinkProviderForUser: action(linkRequest, async ({ UserPoolId, SourceUser, DestinationUser }) => {
      const pool = poolOf(cognito, UserPoolId);
      const { ProviderName: providerName, ProviderAttributeValue: userId } = SourceUser;
      providerOf(pool, providerName);
      if (userWith(pool, providerName, userId))
        throw invalidParameter('SourceUser is already linked to DestinationUser');
      const user = userOf(pool, DestinationUser.ProviderAttributeValue);
      user.identities.push({ providerName, userId, linkedAt: now().getTime() });
      await state.save();
      return {};
    }),
    AdminDisableProviderForUser: action(unlinkRequest, async ({ UserPoolId, User }) => {
      const pool = poolOf(cognito, UserPoolId);
      const { ProviderName, ProviderAttributeValue } = User;
      const user = userWith(pool, ProviderName, ProviderAttributeValue);
      if (!user) throw notFound('The link');
      user.identities = user.identities.filter(
        (each) => each.providerName !== ProviderName || each.userId !== ProviderAttributeValue,
      );
      await state.save();
      return {};
    }),
  };
}
