import { createHmac, timingSafeEqual } from 'node:crypto';
import { notAuthorized } from './errors.ts';
import type { Client } from './model.ts';

/** Base64 of HMAC-SHA256 over user name and client id, keyed by the client's secret. */
export function secretHash(secret: string, username: string, clientId: string): string {
  return createHmac('sha256', secret).update(`${username}${clientId}`).digest('base64');
}

/** Throws NotAuthorizedException where the client has a secret and the caller does not show that it knows it. */
export function checkSecretHash({ id, secret }: Client, username: string, given: string | undefined): void {
  if (secret === undefined) return;
  if (given === undefined) {
    throw notAuthorized(`Client ${id} is configured with secret but SECRET_HASH was not received`);
  }
  const [expected, received] = [Buffer.from(secretHash(secret, username, id)), Buffer.from(given)];
  if (expected.length !== received.length || !timingSafeEqual(expected, received)) {
    throw notAuthorized(`Unable to verify secret hash for client ${id}`);
  }
}
