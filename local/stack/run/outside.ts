import * as z from 'zod';
import { bankHost, type LocalConfig } from '../../config.ts';
import type { ProviderClient } from '../../identity/options.ts';
import { startIdentityProviders, type IdentityProviders } from '../../identity/providers.ts';
import type { Provisioned } from '../provision/provision.ts';

const providerSchema = z.object({
  ProviderType: z.enum(['OIDC', 'LoginWithAmazon']),
  ProviderDetails: z.object({ client_id: z.string(), client_secret: z.string() }),
});

export const outsideOrigin = ({ port }: Pick<LocalConfig, 'port'>): string => `http://idp.localhost:${port}`;
export const authOrigin = ({ port }: Pick<LocalConfig, 'port'>): string => `http://auth.${bankHost}:${port}`;
/** Buckets are hosts below it, as they are in the cloud. */
export const s3Origin = ({ port }: Pick<LocalConfig, 'port'>): string => `http://s3.${bankHost}:${port}`;

/** Starts the providers that the templates name, knowing the user pool by the id and secret it has there. */
export async function startOutside(
  config: LocalConfig,
  provisioned: Provisioned,
  password: string,
): Promise<IdentityProviders> {
  const redirectUri = `${authOrigin(config)}/oauth2/idpresponse`;
  const known = provisioned
    .ofType('AWS::Cognito::UserPoolIdentityProvider')
    .map((resource) => resource.read(providerSchema));
  const clientOf = (type: string): ProviderClient => {
    const found = known.find(({ ProviderType }) => ProviderType === type)?.ProviderDetails;
    if (!found) throw new Error(`The templates have no identity provider of type ${type}.`);
    return { id: found.client_id, secret: found.client_secret, redirectUri };
  };
  return startIdentityProviders({
    origin: outsideOrigin(config),
    directoryClient: clientOf('OIDC'),
    amazonClient: clientOf('LoginWithAmazon'),
    password,
  });
}

/** Id and secret of the client that programs use. */
export function programOf(provisioned: Provisioned): { readonly id: string; readonly secret: string } {
  const clients = provisioned.ofType('AWS::Cognito::UserPoolClient');
  const client = clients.find(({ logicalId }) => logicalId.startsWith('poolprograms'));
  if (!client) throw new Error('The templates have no client for programs.');
  return { id: client.id, secret: client.attribute('ClientSecret') };
}
