import { join } from 'node:path';
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  KMSClient,
} from '@aws-sdk/client-kms';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { startFront } from '../front.ts';
import type { CallRecord } from '../front.ts';
import { useFront } from '../testing/use-front.ts';
import { useTemporaryDirectory } from '../testing/temporary-directory.ts';
import { startKms } from './service.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);

describe('KMS', () => {
  const stateFile = join(useTemporaryDirectory(), 'kms.json');
  const records: CallRecord[] = [];
  const front = useFront(() => [startKms({ stateFile })], { onCall: (record) => records.push(record) });
  let KeyId = '';
  let keyArn = '';
  const client = (): KMSClient => new KMSClient(front.config());

  beforeAll(async () => {
    const { KeyMetadata } = await client().send(new CreateKeyCommand({ Description: 'session tokens' }));
    KeyId = KeyMetadata?.KeyId ?? '';
    keyArn = KeyMetadata?.Arn ?? '';
    await client().send(new CreateAliasCommand({ AliasName: 'alias/sessions', TargetKeyId: KeyId }));
  });

  it('decrypts what it encrypted, under the same context only', async () => {
    const EncryptionContext = { session: '42', stage: 'local' };
    const { CiphertextBlob } = await client().send(
      new EncryptCommand({ KeyId: 'alias/sessions', Plaintext: bytes('token'), EncryptionContext }),
    );
    const decrypt = (context: Record<string, string>): Promise<Uint8Array | undefined> =>
      client()
        .send(new DecryptCommand({ CiphertextBlob, EncryptionContext: context }))
        .then(({ Plaintext }) => Plaintext);
    expect(await decrypt({ stage: 'local', session: '42' })).toEqual(new Uint8Array(bytes('token')));
    await expect(decrypt({ session: '43', stage: 'local' })).rejects.toMatchObject({
      name: 'InvalidCiphertextException',
    });
    await expect(decrypt({})).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
  });

  it('refuses ciphertext that was changed, cut or made elsewhere', async () => {
    const { CiphertextBlob = new Uint8Array() } = await client().send(
      new EncryptCommand({ KeyId, Plaintext: bytes('token') }),
    );
    const changed = CiphertextBlob.map((byte, index) =>
      index === CiphertextBlob.length - 1 ? byte ^ 1 : byte,
    );
    for (const blob of [changed, CiphertextBlob.subarray(0, 50), bytes('not ours')]) {
      const decrypt = client().send(new DecryptCommand({ CiphertextBlob: blob }));
      await expect(decrypt).rejects.toMatchObject({
        name: expect.stringMatching(/InvalidCiphertext|NotFound/),
      });
    }
  });

  it('refuses a ciphertext of another key than the one named', async () => {
    const other = await client().send(new CreateKeyCommand({}));
    const { CiphertextBlob } = await client().send(new EncryptCommand({ KeyId, Plaintext: bytes('token') }));
    const decrypt = client().send(new DecryptCommand({ CiphertextBlob, KeyId: other.KeyMetadata?.KeyId }));
    await expect(decrypt).rejects.toMatchObject({ name: 'IncorrectKeyException' });
  });

  it('gives data keys, plain and encrypted', async () => {
    const generated = await client().send(new GenerateDataKeyCommand({ KeyId: keyArn, KeySpec: 'AES_256' }));
    expect(generated.Plaintext).toHaveLength(32);
    const { Plaintext } = await client().send(
      new DecryptCommand({ CiphertextBlob: generated.CiphertextBlob }),
    );
    expect(Plaintext).toEqual(generated.Plaintext);
    const short = await client().send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_128' }));
    expect(short.Plaintext).toHaveLength(16);
  });

  it('asks for the permission on the key itself, however it is named', async () => {
    const { CiphertextBlob } = await client().send(
      new EncryptCommand({ KeyId: 'alias/sessions', Plaintext: bytes('token') }),
    );
    await client().send(new DecryptCommand({ CiphertextBlob }));
    const last = records.slice(-2).map(({ action, resource }) => [action, resource]);
    expect(last).toEqual([
      ['kms:Encrypt', keyArn],
      ['kms:Decrypt', keyArn],
    ]);
  });

  it('says what is missing, already there or too large', async () => {
    const describeKey = client().send(new DescribeKeyCommand({ KeyId: 'alias/none' }));
    await expect(describeKey).rejects.toMatchObject({ name: 'NotFoundException' });
    const alias = client().send(new CreateAliasCommand({ AliasName: 'alias/sessions', TargetKeyId: KeyId }));
    await expect(alias).rejects.toMatchObject({ name: 'AlreadyExistsException' });
    const large = client().send(new EncryptCommand({ KeyId, Plaintext: Buffer.alloc(4097) }));
    await expect(large).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('decrypts after a restart what it encrypted before', async () => {
    const { CiphertextBlob } = await client().send(new EncryptCommand({ KeyId, Plaintext: bytes('token') }));
    const restarted = await startFront({ services: [startKms({ stateFile })] });
    const later = new KMSClient({ ...front.config(), endpoint: restarted.endpoint });
    const { Plaintext } = await later.send(new DecryptCommand({ CiphertextBlob, KeyId: 'alias/sessions' }));
    expect(Plaintext).toEqual(new Uint8Array(bytes('token')));
    await restarted.close();
  });
});
