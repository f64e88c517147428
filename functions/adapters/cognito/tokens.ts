import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { SimpleFetcher } from 'aws-jwt-verify/https';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { JwtBaseError } from 'aws-jwt-verify/error';
import * as z from 'zod';
import { BankError } from '../../domain/errors.ts';
import { isRole } from '../../domain/permissions.ts';
import type { Identity, TokenVerifier } from '../../services/ports.ts';

export interface PoolConfig {
  readonly userPoolId: string;
  readonly clientId: string;
  /** Where AWS is, when it is not AWS itself: keys are fetched there too. */
  readonly awsEndpoint: string | undefined;
}

const claims = z.object({
  iss: z.string(),
  sub: z.string(),
  username: z.string().optional(),
  'cognito:username': z.string().optional(),
  'cognito:groups': z.array(z.string()).default([]),
  name: z.string().optional(),
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

function identityOf(payload: unknown): Identity {
  const claim = claims.parse(payload);
  const userName = claim.username ?? claim['cognito:username'] ?? claim.sub;
  return {
    issuer: claim.iss,
    subject: claim.sub,
    userName,
    displayName: claim.name ?? userName,
    roles: claim['cognito:groups'].filter(isRole),
    authenticatedAt: (claim.auth_time ?? claim.iat) * 1000,
    grant: claim.origin_jti ?? null,
  };
}

/** Access tokens of our own client, as API consumers and the server-rendered site bring them. */
export function cognitoTokens(pool: PoolConfig): TokenVerifier {
  const { userPoolId, clientId } = pool;
  const verifier = CognitoJwtVerifier.create(
    { userPoolId, clientId, tokenUse: 'access' },
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

/** The person named by an ID token that Cognito has just given us. */
export async function identityOfIdToken(pool: PoolConfig, token: string): Promise<Identity> {
  const { userPoolId, clientId } = pool;
  const verifier = CognitoJwtVerifier.create(
    { userPoolId, clientId, tokenUse: 'id' },
    { jwksCache: keysOf(pool) },
  );
  return identityOf(await verifier.verify(token));
}
