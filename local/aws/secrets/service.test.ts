import { statSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from '@jest/globals';
import { useFront } from '../testing/use-front.ts';
import { useTemporaryDirectory } from '../testing/temporary-directory.ts';
import { startSecrets } from './service.ts';
import { secretArn } from './store.ts';

describe('Secrets Manager', () => {
  const stateFile = join(useTemporaryDirectory(), 'secrets.json');
  const front = useFront(() => [startSecrets({ stateFile })]);
  const client = (): SecretsManagerClient => new SecretsManagerClient(front.config());

  it('finds a secret by name, by ARN and by ARN without its suffix', async () => {
    const { ARN = '' } = await client().send(
      new CreateSecretCommand({ Name: 'books/app', SecretString: 'one' }),
    );
    expect(ARN).toBe(secretArn('books/app'));
    expect(ARN).toMatch(/^arn:aws:secretsmanager:us-east-1:000000000000:secret:books\/app-[A-Za-z]{6}$/);
    for (const SecretId of ['books/app', ARN, ARN.slice(0, -7)]) {
      const found = await client().send(new GetSecretValueCommand({ SecretId }));
      expect(found).toMatchObject({
        ARN,
        Name: 'books/app',
        SecretString: 'one',
        VersionStages: ['AWSCURRENT'],
      });
    }
  });

  it('keeps the previous value when a new one is put', async () => {
    await client().send(new CreateSecretCommand({ Name: 'rotated', SecretString: 'old' }));
    const { VersionId } = await client().send(
      new PutSecretValueCommand({
        SecretId: 'rotated',
        SecretString: 'new',
        ClientRequestToken: 'a'.repeat(32),
      }),
    );
    expect(VersionId).toBe('a'.repeat(32));
    expect(await valueOf({ SecretId: 'rotated' })).toBe('new');
    expect(await valueOf({ SecretId: 'rotated', VersionStage: 'AWSPREVIOUS' })).toBe('old');
    expect(await valueOf({ SecretId: 'rotated', VersionId })).toBe('new');
    const { VersionIdsToStages } = await client().send(new DescribeSecretCommand({ SecretId: 'rotated' }));
    expect(VersionIdsToStages).toMatchObject({ [VersionId ?? '']: ['AWSCURRENT'] });
  });

  it('takes a repeated request for the same one, and refuses its token for another value', async () => {
    await client().send(new CreateSecretCommand({ Name: 'repeated', SecretString: 'old' }));
    const put = (SecretString: string): Promise<unknown> =>
      client().send(
        new PutSecretValueCommand({ SecretId: 'repeated', SecretString, ClientRequestToken: 'b'.repeat(32) }),
      );
    await put('new');
    await put('new');
    expect(await valueOf({ SecretId: 'repeated', VersionStage: 'AWSPREVIOUS' })).toBe('old');
    await expect(put('third')).rejects.toMatchObject({ name: 'ResourceExistsException' });
  });

  it('keeps binary secrets', async () => {
    const SecretBinary = new Uint8Array([0, 255, 10]);
    await client().send(new CreateSecretCommand({ Name: 'binary', SecretBinary }));
    const found = await client().send(new GetSecretValueCommand({ SecretId: 'binary' }));
    expect(found.SecretBinary).toEqual(SecretBinary);
  });

  it('says what is missing or already there', async () => {
    await client().send(new CreateSecretCommand({ Name: 'empty' }));
    const create = client().send(new CreateSecretCommand({ Name: 'empty' }));
    await expect(create).rejects.toMatchObject({ name: 'ResourceExistsException' });
    await expect(valueOf({ SecretId: 'empty' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(valueOf({ SecretId: 'none' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const put = client().send(new PutSecretValueCommand({ SecretId: 'empty' }));
    await expect(put).rejects.toMatchObject({ name: 'InvalidRequestException' });
  });

  it('survives a restart in a file that only its owner may read', async () => {
    await client().send(new CreateSecretCommand({ Name: 'lasting', SecretString: 'kept' }));
    expect(statSync(stateFile).mode & 0o777).toBe(0o600);
    expect(startSecrets({ stateFile }).read('lasting')).toBe('kept');
  });

  async function valueOf(choice: {
    SecretId: string;
    VersionStage?: string;
    VersionId?: string | undefined;
  }): Promise<string | undefined> {
    return (await client().send(new GetSecretValueCommand(choice))).SecretString;
  }
});
