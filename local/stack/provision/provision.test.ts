import { describe, expect, it } from '@jest/globals';
import {
  DescribeIdentityProviderCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DescribeTableCommand, DescribeTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { Client } from 'pg';
import { anAssembly, usePlant } from '../testing/use-plant.ts';
import { provision, type Provisioned, type ProvisionedResource } from './provision.ts';

const plant = usePlant();

function provisioned(resources: Readonly<Record<string, unknown>>, template = {}): Promise<Provisioned> {
  return provision(anAssembly({ resources, template }), plant().backends);
}

function only({ ofType }: Provisioned, type: string): ProvisionedResource {
  const [resource] = ofType(type);
  if (!resource) throw new Error(`No ${type} was provisioned.`);
  return resource;
}

describe('provisioning a table', () => {
  const table = {
    Type: 'AWS::DynamoDB::GlobalTable',
    Properties: {
      AttributeDefinitions: [
        { AttributeName: 'day', AttributeType: 'S' },
        { AttributeName: 'at', AttributeType: 'S' },
        { AttributeName: 'owner', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'day', KeyType: 'HASH' },
        { AttributeName: 'at', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-owner',
          KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    },
  };

  it('makes its keys, indexes and expiry, and finds it again at the next start', async () => {
    await provisioned({ log: table });
    const { id } = only(await provisioned({ log: table }), 'AWS::DynamoDB::GlobalTable');
    const { Table } = await plant().backends.dynamodb.send(new DescribeTableCommand({ TableName: id }));
    const expiry = await plant().backends.dynamodb.send(new DescribeTimeToLiveCommand({ TableName: id }));
    expect(id).toBe('test-log');
    expect(Table?.KeySchema).toEqual(table.Properties.KeySchema);
    expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['by-owner']);
    expect(expiry.TimeToLiveDescription).toEqual({ AttributeName: 'expiresAt', TimeToLiveStatus: 'ENABLED' });
  });

  it('refuses one with a stream, which nothing here would fill', async () => {
    const streaming = {
      ...table,
      Properties: { ...table.Properties, StreamSpecification: { StreamViewType: 'NEW_IMAGE' } },
    };
    await expect(provisioned({ stream: streaming })).rejects.toThrow(
      'AWS::DynamoDB::GlobalTable test.stream cannot run in the local stack:\n✖ streams are not supported',
    );
  });
});

describe('provisioning a queue', () => {
  it('sets its attributes and redrive, and takes on changed ones', async () => {
    const queueWith = (VisibilityTimeout: number): object => ({
      dlq: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true, MessageRetentionPeriod: 1209600 } },
      queue: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          FifoQueue: true,
          VisibilityTimeout,
          RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['dlq', 'Arn'] }, maxReceiveCount: 3 },
        },
      },
    });
    await provisioned({ ...queueWith(60) });
    const { ofType } = await provisioned({ ...queueWith(90) });
    const queue = ofType('AWS::SQS::Queue').find(({ logicalId }) => logicalId === 'queue');
    const { Attributes } = await plant().backends.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queue?.id, AttributeNames: ['All'] }),
    );
    expect(queue?.id).toMatch(/\/test-queue\.fifo$/);
    expect(queue?.attribute('Arn')).toBe('arn:aws:sqs:us-east-1:000000000000:test-queue.fifo');
    expect(Attributes).toMatchObject({
      FifoQueue: 'true',
      VisibilityTimeout: '90',
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:test-dlq.fifo',
        maxReceiveCount: 3,
      }),
    });
  });
});

describe('provisioning secrets and what is made with them', () => {
  const resources = {
    login: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: {
        Name: 'bank/master',
        GenerateSecretString: {
          SecretStringTemplate: '{"username":"test_master"}',
          GenerateStringKey: 'password',
          PasswordLength: 40,
          ExcludePunctuation: true,
        },
      },
    },
    attachment: {
      Type: 'AWS::SecretsManager::SecretTargetAttachment',
      Properties: {
        SecretId: { Ref: 'login' },
        TargetId: { Ref: 'books' },
        TargetType: 'AWS::RDS::DBCluster',
      },
    },
    books: {
      Type: 'AWS::RDS::DBCluster',
      Properties: {
        Engine: 'aurora-postgresql',
        DatabaseName: 'test_provisioned',
        MasterUsername: 'test_master',
        MasterUserPassword: {
          'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'login' }, ':SecretString:password::}}']],
        },
        SubnetGroup: { Ref: 'subnets' },
      },
    },
    subnets: { Type: 'AWS::RDS::DBSubnetGroup' },
    proxy: { Type: 'AWS::RDS::DBProxy', Properties: { DBProxyName: 'proxy', EngineFamily: 'POSTGRESQL' } },
    cache: { Type: 'AWS::ElastiCache::ServerlessCache', Properties: { ServerlessCacheName: 'cache' } },
  };

  it('makes a secret up once, with the address of its database', async () => {
    const first = await provisioned(resources);
    const second = await provisioned(resources);
    const { id } = only(second, 'AWS::SecretsManager::Secret');
    const { SecretString = '' } = await plant().backends.secrets.send(
      new GetSecretValueCommand({ SecretId: id }),
    );
    expect(JSON.parse(SecretString)).toEqual({
      username: 'test_master',
      password: expect.stringMatching(/^[0-9A-Za-z]{40}$/),
      engine: 'postgres',
      host: plant().backends.postgres.host,
      port: plant().backends.postgres.port,
      dbClusterIdentifier: 'test-books',
    });
    expect(second.registry.secret('bank/master')).toBe(first.registry.secret(id));
  });

  it('lets the master of a cluster into its database', async () => {
    const { ofType, registry } = await provisioned(resources);
    const cluster = only({ ofType, registry }, 'AWS::RDS::DBCluster');
    const { username, password } = JSON.parse(registry.secret('bank/master')) as Record<string, string>;
    const client = new Client({
      host: cluster.attribute('Endpoint.Address'),
      port: Number(cluster.attribute('Endpoint.Port')),
      database: 'test_provisioned',
      user: username,
      password,
    });
    await client.connect();
    const { rows } = await client.query<{ name: string }>('SELECT current_user AS name');
    await client.end();
    expect(rows).toEqual([{ name: 'test_master' }]);
    expect(cluster.attribute('DBClusterArn')).toBe('arn:aws:rds:us-east-1:000000000000:cluster:test-books');
  });

  it('gives proxy and cache the addresses of Postgres and Redis', async () => {
    const all = await provisioned(resources);
    const { postgres, redis } = plant().backends;
    expect(only(all, 'AWS::RDS::DBProxy').attribute('Endpoint')).toBe(postgres.host);
    expect(only(all, 'AWS::ElastiCache::ServerlessCache').attribute('Endpoint.Port')).toBe(
      String(redis.port),
    );
  });
});

describe('provisioning a user pool', () => {
  const pool = { Ref: 'pool' };
  const resources = (minimum: number): Record<string, unknown> => ({
    pool: {
      Type: 'AWS::Cognito::UserPool',
      Properties: { UserPoolName: 'people', Policies: { PasswordPolicy: { MinimumLength: minimum } } },
    },
    group: { Type: 'AWS::Cognito::UserPoolGroup', Properties: { GroupName: 'teller', UserPoolId: pool } },
    scopes: {
      Type: 'AWS::Cognito::UserPoolResourceServer',
      Properties: {
        Identifier: 'bank',
        Name: 'bank',
        UserPoolId: pool,
        Scopes: [{ ScopeName: 'read', ScopeDescription: 'Read' }],
      },
    },
    directory: {
      Type: 'AWS::Cognito::UserPoolIdentityProvider',
      Properties: {
        ProviderName: 'Directory',
        ProviderType: 'OIDC',
        UserPoolId: pool,
        ProviderDetails: { client_id: 'bank' },
      },
    },
    domain: { Type: 'AWS::Cognito::UserPoolDomain', Properties: { Domain: 'people', UserPoolId: pool } },
    client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: {
        UserPoolId: pool,
        GenerateSecret: true,
        ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'],
        CallbackURLs: [`http://bank.localhost:${minimum}/callback`],
      },
    },
  });

  it('makes pool, groups, clients and providers once, and takes on what changed', async () => {
    const { cognito } = plant().backends;
    const before = only(await provisioned(resources(12)), 'AWS::Cognito::UserPoolClient');
    const after = await provisioned(resources(14));
    const client = only(after, 'AWS::Cognito::UserPoolClient');
    const { id } = only(after, 'AWS::Cognito::UserPool');
    const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: id }));
    const { UserPoolClient } = await cognito.send(
      new DescribeUserPoolClientCommand({ UserPoolId: id, ClientId: client.id }),
    );
    const { IdentityProvider } = await cognito.send(
      new DescribeIdentityProviderCommand({ UserPoolId: id, ProviderName: 'Directory' }),
    );
    expect(UserPool?.Policies?.PasswordPolicy?.MinimumLength).toBe(14);
    expect(client.id).toBe(before.id);
    expect(client.attribute('ClientSecret')).toBe(before.attribute('ClientSecret'));
    expect(UserPoolClient?.CallbackURLs).toEqual(['http://bank.localhost:14/callback']);
    expect(IdentityProvider?.ProviderType).toBe('OIDC');
  });
});

describe('provisioning resources of other kinds', () => {
  it('leaves out what exists only in the cloud, whatever refers to it', async () => {
    const { ofType } = await provisioned(
      {
        vpc: { Type: 'AWS::EC2::VPC' },
        alarm: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: { Vpc: { 'Fn::GetAtt': ['vpc', 'CidrBlock'] } },
        },
        role: { Type: 'AWS::IAM::Role', Properties: { RoleName: { Ref: 'vpc' } } },
      },
      { Outputs: { vpc: { Value: { Ref: 'vpc' }, Export: { Name: 'vpc' } } } },
    );
    expect(ofType('AWS::EC2::VPC')).toEqual([]);
    expect(only({ ofType } as Provisioned, 'AWS::IAM::Role').id).toBe('only-in-the-cloud:test.vpc');
  });

  it('leaves out what its condition excludes', async () => {
    const { ofType } = await provisioned(
      { role: { Type: 'AWS::IAM::Role', Condition: 'inCloud' } },
      { Conditions: { inCloud: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, '1'] } } },
    );
    expect(ofType('AWS::IAM::Role')).toEqual([]);
  });

  it('refuses a type it does not know, by name', async () => {
    await expect(provisioned({ stream: { Type: 'AWS::Kinesis::Stream' } })).rejects.toThrow(
      'test.stream: the local stack does not know resources of type AWS::Kinesis::Stream.',
    );
  });
});
