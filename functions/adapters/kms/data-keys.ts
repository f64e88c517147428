import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';

/** The wrapped key is bound to what it is for: one wrapped for another purpose can't be unwrapped here. */
const contextOf = (purpose: string): Record<string, string> => ({ purpose: `personal-data/${purpose}` });

export interface FreshKey {
  readonly key: Uint8Array;
  /** Base64. */
  readonly wrapped: string;
}

/** Keys for data, wrapped by a key that never leaves the key service. */
export interface KeyService {
  fresh(purpose: string): Promise<FreshKey>;
  unwrap(purpose: string, wrapped: string): Promise<Uint8Array>;
}

export function kmsKeys(keyArn: string, client = new KMSClient({})): KeyService {
  return {
    async fresh(purpose) {
      const { Plaintext, CiphertextBlob } = await client.send(
        new GenerateDataKeyCommand({
          KeyId: keyArn,
          KeySpec: 'AES_256',
          EncryptionContext: contextOf(purpose),
        }),
      );
      if (!Plaintext || !CiphertextBlob) throw new Error('The key service answered no data key');
      return { key: Plaintext, wrapped: Buffer.from(CiphertextBlob).toString('base64') };
    },
    async unwrap(purpose, wrapped) {
      const { Plaintext } = await client.send(
        new DecryptCommand({
          KeyId: keyArn,
          CiphertextBlob: Buffer.from(wrapped, 'base64'),
          EncryptionContext: contextOf(purpose),
        }),
      );
      if (!Plaintext) throw new Error('The key service answered no key');
      return Plaintext;
    },
  };
}
