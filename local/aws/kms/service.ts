import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { action, checked, parseJson, runJsonAction } from '../json-actions.ts';
import type { JsonActions } from '../json-actions.ts';
import { AwsError } from '../service.ts';
import type { AwsCall, AwsService, Demand } from '../service.ts';
import { openState } from '../state-file.ts';
import type { State } from '../state-file.ts';
import { createKey, decrypt, encrypt, findKey, keyArn, keyIdOf, keyRing } from './keys.ts';
import type { Key, KeyRing } from './keys.ts';

export interface KmsOptions {
  /** Where the keys are kept; in memory unless given, and then lost with the process. */
  readonly stateFile?: string;
  readonly now?: () => Date;
}

const largestPlaintext = 4096;
const base64 = z.base64().transform((text) => Buffer.from(text, 'base64'));
const context = { EncryptionContext: z.record(z.string(), z.string()).default({}) };
const keyed = z.object({ KeyId: z.string() });
const encryptRequest = keyed.extend({ Plaintext: base64, ...context });
const decryptRequest = z.object({ KeyId: z.string().optional(), CiphertextBlob: base64, ...context });
const dataKeyRequest = keyed.extend({
  KeySpec: z.enum(['AES_128', 'AES_256']).optional(),
  NumberOfBytes: z.number().int().min(1).max(1024).optional(),
  ...context,
});

/** Starts KMS with symmetric keys. */
export function startKms(options: KmsOptions = {}): AwsService {
  const state = openState<KeyRing>(options.stateFile, keyRing, () => ({ keys: [], aliases: {} }));
  const now = options.now ?? ((): Date => new Date());
  const actions = { ...keyActions(state, now), ...cryptographicActions(state.current) };
  return {
    signingName: 'kms',
    demands: (call) => demands(state.current, call),
    handle: (call) => runJsonAction(actions, call),
    close: () => Promise.resolve(),
  };
}

function keyActions(state: State<KeyRing>, now: () => Date): JsonActions {
  const aliasRequest = z.object({ AliasName: z.string().startsWith('alias/'), TargetKeyId: z.string() });
  return {
    CreateKey: action(z.object({ Description: z.string().default('') }), async ({ Description }) => {
      const key = createKey(Description, now().getTime() / 1000);
      state.current.keys.push(key);
      await state.save();
      return { KeyMetadata: metadataOf(key) };
    }),
    CreateAlias: action(aliasRequest, async ({ AliasName, TargetKeyId }) => {
      if (state.current.aliases[AliasName] !== undefined) {
        throw new AwsError('AlreadyExistsException', `An alias with the name ${AliasName} already exists.`);
      }
      state.current.aliases[AliasName] = findKey(state.current, TargetKeyId).KeyId;
      await state.save();
      return {};
    }),
    DescribeKey: action(keyed, ({ KeyId }) => ({ KeyMetadata: metadataOf(findKey(state.current, KeyId)) })),
  };
}

function cryptographicActions(ring: KeyRing): JsonActions {
  return {
    Encrypt: action(encryptRequest, ({ KeyId, Plaintext, EncryptionContext }) => {
      if (Plaintext.length > largestPlaintext) {
        throw new AwsError('ValidationException', `Plaintext must be ${largestPlaintext} bytes or less.`);
      }
      const key = findKey(ring, KeyId);
      return {
        ...sealed(key, encrypt(key, Plaintext, EncryptionContext)),
        EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      };
    }),
    Decrypt: action(decryptRequest, ({ KeyId, CiphertextBlob, EncryptionContext }) => {
      const key = keyOfCiphertext(ring, CiphertextBlob);
      if (KeyId !== undefined && findKey(ring, KeyId) !== key) {
        throw new AwsError('IncorrectKeyException', 'The ciphertext was made with another key.');
      }
      const Plaintext = decrypt(key, CiphertextBlob, EncryptionContext).toString('base64');
      return { KeyId: keyArn(key.KeyId), Plaintext, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
    }),
    GenerateDataKey: action(dataKeyRequest, ({ KeyId, KeySpec, NumberOfBytes, EncryptionContext }) => {
      const key = findKey(ring, KeyId);
      const dataKey = randomBytes(NumberOfBytes ?? (KeySpec === 'AES_128' ? 16 : 32));
      return {
        ...sealed(key, encrypt(key, dataKey, EncryptionContext)),
        Plaintext: dataKey.toString('base64'),
      };
    }),
  };
}

function keyOfCiphertext(ring: KeyRing, ciphertext: Buffer): Key {
  const key = ring.keys.find(({ KeyId }) => KeyId === keyIdOf(ciphertext));
  if (!key) throw new AwsError('InvalidCiphertextException', 'No key here made this ciphertext.');
  return key;
}

function sealed({ KeyId }: Key, ciphertext: Buffer): object {
  return { KeyId: keyArn(KeyId), CiphertextBlob: ciphertext.toString('base64') };
}

function metadataOf({ KeyId, Description, CreationDate }: Key): object {
  const usage = { KeyUsage: 'ENCRYPT_DECRYPT', KeySpec: 'SYMMETRIC_DEFAULT', KeyManager: 'CUSTOMER' };
  return {
    KeyId,
    Arn: keyArn(KeyId),
    Description,
    CreationDate,
    Enabled: true,
    KeyState: 'Enabled',
    ...usage,
  };
}

const reference = z.object({
  KeyId: z.string().optional(),
  TargetKeyId: z.string().optional(),
  CiphertextBlob: z.string().optional(),
});

/** Policies name keys by id, so an alias stands for the key behind it and a ciphertext for the key it was made with. */
function demands(ring: KeyRing, call: AwsCall): Demand[] {
  const { KeyId, TargetKeyId, CiphertextBlob } = checked(reference, parseJson(call.body));
  const fromCiphertext =
    CiphertextBlob === undefined ? undefined : keyIdOf(Buffer.from(CiphertextBlob, 'base64'));
  const named = KeyId ?? TargetKeyId ?? fromCiphertext;
  const resource = named === undefined ? '*' : keyArn(findKey(ring, named).KeyId);
  return [{ action: `kms:${call.action}`, resources: [resource] }];
}
