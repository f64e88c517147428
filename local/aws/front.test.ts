import {
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from '@jest/globals';
import type { CallRecord } from './front.ts';
import { evaluate } from './policy.ts';
import { secretArn } from './secrets/store.ts';
import { startSecrets } from './secrets/service.ts';
import type { AwsService } from './service.ts';
import { useFront } from './testing/use-front.ts';

const mayRead = [
  { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: secretArn('signing') },
] as const;
const failing: AwsService = {
  signingName: 'cognito-idp',
  demands: () => [],
  handle: () => Promise.reject(new Error('the disk is full')),
  close: () => Promise.resolve(),
};

describe('the front', () => {
  const records: CallRecord[] = [];
  const front = useFront(() => [startSecrets(), failing], {
    authorize({ caller, action, resources }) {
      if (caller === 'deployer') return undefined;
      const allowed = caller === 'api' && resources.every((resource) => evaluate(mayRead, action, resource));
      return allowed ? undefined : `${caller} is not authorized to perform: ${action}`;
    },
    onCall: (record) => records.push(record),
  });
  const secretsOf = (caller: string): SecretsManagerClient => new SecretsManagerClient(front.config(caller));

  it('lets a caller do what its policy allows, and records who called what', async () => {
    const created = await createSecret('signing');
    records.length = 0;
    const { SecretString } = await secretsOf('api').send(new GetSecretValueCommand({ SecretId: 'signing' }));
    expect(SecretString).toBe('s3cret');
    expect(records).toEqual([
      {
        caller: 'api',
        service: 'secretsmanager',
        action: 'secretsmanager:GetSecretValue',
        resource: created,
        at: expect.any(Date),
      },
    ]);
  });

  it('refuses everything else, without a record of it', async () => {
    await createSecret('other');
    records.length = 0;
    const refused = {
      name: 'AccessDeniedException',
      message: expect.stringContaining('secretsmanager:GetSecretValue'),
    };
    await expect(
      secretsOf('api').send(new GetSecretValueCommand({ SecretId: 'other' })),
    ).rejects.toMatchObject(refused);
    await expect(
      secretsOf('ssr').send(new GetSecretValueCommand({ SecretId: 'signing' })),
    ).rejects.toMatchObject(refused);
    expect(records).toEqual([]);
  });

  it('refuses a call without a signature', async () => {
    const headers = { 'x-amz-target': 'secretsmanager.GetSecretValue' };
    const response = await fetch(front.endpoint(), {
      method: 'POST',
      headers,
      body: '{"SecretId":"signing"}',
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' });
  });

  it('refuses a signature it can’t read', async () => {
    const response = await fetch(front.endpoint(), { headers: { authorization: 'Digest Zm9vOmJhcg==' } });
    expect(await response.json()).toMatchObject({ __type: 'IncompleteSignatureException' });
  });

  it('refuses a call signed for another region', async () => {
    const elsewhere = new SecretsManagerClient({ ...front.config('api'), region: 'eu-west-1' });
    await expect(elsewhere.send(new GetSecretValueCommand({ SecretId: 'signing' }))).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    });
  });

  it('names the operation it does not know', async () => {
    const authorization =
      'AWS4-HMAC-SHA256 Credential=deployer/20260101/us-east-1/s3/aws4_request, Signature=0';
    const response = await fetch(front.endpoint(), { headers: { authorization } });
    expect(await response.json()).toMatchObject({ __type: 'UnknownOperationException' });
  });

  it('answers a fault of its own as InternalFailure', async () => {
    const quiet = console.error;
    console.error = () => undefined;
    const cognito = new CognitoIdentityProviderClient(front.config('deployer'));
    await expect(
      cognito.send(new DescribeUserPoolCommand({ UserPoolId: 'us-east-1_x' })),
    ).rejects.toMatchObject({
      name: 'InternalFailure',
      message: 'Error: the disk is full',
    });
    console.error = quiet;
  });

  async function createSecret(name: string): Promise<string | undefined> {
    const { ARN } = await secretsOf('deployer').send(
      new CreateSecretCommand({ Name: name, SecretString: 's3cret' }),
    );
    return ARN;
  }
});
