import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { SimpleFetcher } from 'aws-jwt-verify/https';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { JwtBaseError } from 'aws-jwt-verify/error';
import * as z from 'zod';
import { BankError } from '../../domain/errors.ts';
import { isApiScope, isRole } from '../../domain/permissions.ts';
import type { Identity, TokenVerifier } from '../../services/ports.ts';
import type { PoolConfig } from './pool-client.ts';

const claims = z.object({
  iss: z.string(),
  sub: z.string(),
  username: z.string().optional(),
  'cognito:username': z.string().optional(),
  'cognito:groups': z.array(z.string()).default([]),
  name: z.string().optional(),
  scope: z.string().default(''),
  /** Seconds since 1970 UTC. */
  auth_time: z.number().optional(),
  iat: z.number(),
  origin_jti: z.string().optional(),
});

/** The verifier is the cloud's own; only the address its keys come from follows the endpoint. */
function keysOf(pool: PoolConfig): SimpleJwksCache {
  if (pool.awsEndpoint === undefined) return new SimpleJwksCache({ fetcher: new SimpleFetcher() });
  const { awsEndpoint } = pool;
  return new SimpleJwksCache({
    fetcher: {
      fetch: async (uri) => {
        const { pathname } = new URL(uri);
        const response = await fetch(new URL(pathname, awsEndpoint));
        if (!response.ok) throw new Error(`Signing keys could not be fetched: ${response.status}`);
        return response.arrayBuffer();
      },
    },
  });
}

/** The person, or the program, that a token of the pool speaks of. */
export function identityOf(payload: unknown): Identity {
  const claim = claims.parse(payload);
  const person = claim.username ?? claim['cognito:username'];
  return {
    issuer: claim.iss,
    subject: claim.sub,
    userName: person ?? claim.sub,
    displayName: claim.name ?? person ?? claim.sub,
    roles: claim['cognito:groups'].filter(isRole),
    authenticatedAt: (claim.auth_time ?? claim.iat) * 1000,
    grant: claim.origin_jti ?? null,
    // A program is nobody with roles: it may what its scopes say.
    ...(person === undefined ? { scopes: claim.scope.split(' ').filter(isApiScope) } : {}),
  };
}

/** Access tokens of our own clients, as API consumers bring them. */
export function cognitoTokens(pool: PoolConfig): TokenVerifier {
  const { userPoolId, clientId, apiClientId } = pool;
  const verifier = CognitoJwtVerifier.create(
    { userPoolId, clientId: [clientId, apiClientId], tokenUse: 'access' },
    { jwksCache: keysOf(pool) },
  );
  return {
    async verify(token) {
      try {
        return identityOf(await verifier.verify(token));
      } catch (error) {
        if (!(error instanceof JwtBaseError)) throw error;
        throw new BankError('token-invalid', 'The bearer token is not one of ours, or it has ended.', {
          cause: error,
        });
      }
    },
  };
}

/** The checked claims of an ID token that Cognito has just given us. */
export async function claimsOfIdToken(pool: PoolConfig, token: string): Promise<unknown> {
  const { userPoolId, clientId } = pool;
  const verifier = CognitoJwtVerifier.create(
    { userPoolId, clientId, tokenUse: 'id' },
    { jwksCache: keysOf(pool) },
  );
  return verifier.verify(token);
}

export async function identityOfIdToken(pool: PoolConfig, token: string): Promise<Identity> {
  return identityOf(await claimsOfIdToken(pool, token));
}
