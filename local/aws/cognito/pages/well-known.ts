import { jsonReply } from '../../json-actions.ts';
import type { AwsReply, AwsRequest } from '../../service.ts';
import type { Cognito } from '../options.ts';

const keySet = /^\/([\w-]+)\/\.well-known\/jwks\.json$/;

/** The public keys of a pool, at the path they have in the cloud; undefined for any other request. */
export function wellKnownPage({ state, key }: Cognito, { method, path }: AwsRequest): AwsReply | undefined {
  const poolId = keySet.exec(path)?.[1];
  if (method !== 'GET' || !state.current.pools.some(({ id }) => id === poolId)) return undefined;
  return jsonReply({ keys: [key.publicKey] }, 'application/json');
}
