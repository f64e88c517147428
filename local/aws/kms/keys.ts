import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { arn } from '../arns.ts';
import { AwsError } from '../service.ts';

const key = z.object({
  KeyId: z.string(),
  Description: z.string(),
  CreationDate: z.number(),
  /** 32 bytes, base64. They never leave this store. */
  material: z.string(),
});
export const keyRing = z.object({ keys: z.array(key), aliases: z.record(z.string(), z.string()) });
export type KeyRing = z.infer<typeof keyRing>;
export type Key = z.infer<typeof key>;

/** Pairs that must be given again, all of them, to decrypt. */
export type EncryptionContext = Readonly<Record<string, string>>;

export function createKey(description: string, at: number): Key {
  return {
    KeyId: randomUUID(),
    Description: description,
    CreationDate: at,
    material: randomBytes(32).toString('base64'),
  };
}

export function keyArn(keyId: string): string {
  return arn('kms', `key/${keyId}`);
}

/** Finds a key by id, ARN, alias or alias ARN. Throws NotFoundException. */
export function findKey({ keys, aliases }: KeyRing, reference: string): Key {
  const name = reference.replace(/^arn:aws:kms:[^:]*:\d*:(key\/)?/, '');
  const found = keys.find(({ KeyId }) => KeyId === (aliases[name] ?? name));
  if (!found) throw new AwsError('NotFoundException', `Key '${reference}' does not exist`);
  return found;
}

const idBytes = 36;
const ivBytes = 12;
const tagBytes = 16;

/** Ciphertext names its key: id, initialisation vector, authentication tag, then the encrypted bytes. */
export function encrypt({ KeyId, material }: Key, plaintext: Buffer, context: EncryptionContext): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(material, 'base64'), iv).setAAD(
    bound(KeyId, context),
  );
  const encrypted = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.from(KeyId, 'ascii'), iv, cipher.getAuthTag(), encrypted]);
}

/** Throws InvalidCiphertextException unless the bytes and the context are those of the encryption. */
export function decrypt({ KeyId, material }: Key, ciphertext: Buffer, context: EncryptionContext): Buffer {
  const iv = ciphertext.subarray(idBytes, idBytes + ivBytes);
  const tag = ciphertext.subarray(idBytes + ivBytes, idBytes + ivBytes + tagBytes);
  try {
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(material, 'base64'), iv, {
      authTagLength: tagBytes,
    });
    decipher.setAAD(bound(KeyId, context)).setAuthTag(tag);
    const encrypted = ciphertext.subarray(idBytes + ivBytes + tagBytes);
    return Buffer.concat([decipher.update(encrypted), decipher.final()]);
  } catch (cause) {
    throw new AwsError('InvalidCiphertextException', 'The ciphertext does not fit the key and context.', {
      cause,
    });
  }
}

/** The id of the key a ciphertext was made with. */
export function keyIdOf(ciphertext: Buffer): string {
  return ciphertext.subarray(0, idBytes).toString('ascii');
}

function bound(keyId: string, context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).sort(([one], [other]) => (one < other ? -1 : 1));
  return Buffer.from(JSON.stringify([keyId, pairs]));
}
