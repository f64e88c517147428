import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** What a server shows, and its key; the certificate is its own authority. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
}

// Node makes keys and no certificates, and keys of the tests are not to lie in the repository: so this writes one, in DER.
const element = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
const sequence = (...parts: readonly Buffer[]): Buffer => element(0x30, ...parts);
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

const ecdsaWithSha256 = sequence(hex('06082a8648ce3d040302'));
const commonName = hex('0603550403');
const basicConstraints = hex('0603551d13');
const alternativeNames = hex('0603551d11');
const isTrue = hex('0101ff');

/** A certificate of that host, valid for the tests of a century. */
export function certificateOf(host: string): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const body = bodyOf(host, publicKey);
  const signature = element(0x03, hex('00'), sign('sha256', body, privateKey));
  const der = sequence(body, ecdsaWithSha256, signature);
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function bodyOf(host: string, publicKey: KeyObject): Buffer {
  const name = sequence(element(0x31, sequence(commonName, element(0x0c, Buffer.from(host)))));
  const time = (text: string): Buffer => element(0x18, Buffer.from(text));
  const extensions = sequence(
    sequence(basicConstraints, isTrue, element(0x04, sequence(isTrue))),
    sequence(alternativeNames, element(0x04, sequence(element(0x82, Buffer.from(host))))),
  );
  return sequence(
    element(0xa0, hex('020102')),
    hex('020101'),
    ecdsaWithSha256,
    name,
    sequence(time('20200101000000Z'), time('21200101000000Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    element(0xa3, extensions),
  );
}
