import { AwsError } from './service.ts';

/** What a SigV4 Authorization header says about a call. */
export interface Credential {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

const signed = /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\/([^/,\s]+)\/aws4_request[,\s]/;

/**
 * Reads the credential scope. The signature is not verified: keys on one machine say who calls, not that it may be
 * believed. Returns undefined for an unsigned request, throws IncompleteSignatureException for any other header.
 */
export function readCredential(authorization: string | undefined): Credential | undefined {
  // A client of the user pool shows its secret like this, at a page that takes no signature.
  if (authorization === undefined || /^Basic /i.test(authorization)) return undefined;
  const [, accessKeyId, region, service] = signed.exec(authorization) ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) {
    throw new AwsError('IncompleteSignatureException', 'The Authorization header is not a SigV4 signature.');
  }
  return { accessKeyId, region, service };
}

const scoped = /^([^/\s]+)\/\d{8}\/([^/\s]+)\/([^/\s]+)\/aws4_request$/;

/** The same of an address that was signed for whoever knows it; undefined for any other. */
export function readPresigned(path: string): Credential | undefined {
  const scope = new URL(path, 'http://aws').searchParams.get('X-Amz-Credential') ?? '';
  const [, accessKeyId, region, service] = scoped.exec(scope) ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  return { accessKeyId, region, service };
}
