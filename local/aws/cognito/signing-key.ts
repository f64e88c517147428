import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { SignJWT, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import type { CognitoState } from './model.ts';

type StoredKey = CognitoState['signingKey'];

/** Signs and checks the tokens of all pools. */
export interface SigningKey {
  /** What `jwks.json` shows. */
  readonly publicKey: JsonWebKey;
  sign(claims: JWTPayload): Promise<string>;
  /** The claims of a token of ours that has not expired. Throws errors of `jose`. */
  verify(token: string, now: Date): Promise<JWTPayload>;
}

/** Makes the key of a new installation. */
export function generateSigningKey(): StoredKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = createPublicKey(privateKey).export({ format: 'jwk' }).n?.slice(0, 16) ?? '';
  return { ...privateKey.export({ format: 'jwk' }), kty: 'RSA', kid };
}

export function openSigningKey(stored: StoredKey): SigningKey {
  const { kid, ...jwk } = stored;
  const privateKey: KeyObject = createPrivateKey({ key: jwk, format: 'jwk' });
  const publicKey = createPublicKey(privateKey);
  return {
    publicKey: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' },
    sign: (claims) => new SignJWT(claims).setProtectedHeader({ kid, alg: 'RS256' }).sign(privateKey),
    async verify(token, now) {
      const { payload } = await jwtVerify(token, publicKey, { algorithms: ['RS256'], currentDate: now });
      return payload;
    },
  };
}
