import { describe, expect, it } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { DataStack } from '../stacks/data.ts';
import { NetworkStack } from '../stacks/network.ts';
import { stageConfig, type StageName } from '../stages.ts';

interface Resource {
  readonly DeletionPolicy?: string;
  readonly Properties: Record<string, unknown>;
}

function stacksOf(stage: StageName): { readonly data: Template; readonly network: Template } {
  const app = new App();
  const config = stageConfig(stage);
  const network = new NetworkStack(app, config);
  const data = new DataStack(app, config, network);
  return { data: Template.fromStack(data), network: Template.fromStack(network) };
}

const [prod, local] = [stacksOf('prod'), stacksOf('local')];
const resources = (template: Template, type: string): Resource[] =>
  Object.values(template.findResources(type)) as Resource[];
const bucketOf = ({ data }: typeof prod): Resource | undefined =>
  resources(data, 'AWS::S3::Bucket').find(({ Properties }) =>
    String(Properties['BucketName']).includes('report-files'),
  );

describe('The files of filed reports', () => {
  const locked = (Mode: string, Days: number): object => ({
    VersioningConfiguration: { Status: 'Enabled' },
    ObjectLockEnabled: true,
    ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode, Days } } },
  });

  it('are locked for seven years where customers are, in a mode that nobody gets past, and for a day elsewhere', () => {
    expect(bucketOf(prod)?.Properties).toMatchObject(locked('COMPLIANCE', 2557));
    for (const stage of ['local', 'dev', 'staging'] as const)
      expect(bucketOf(stacksOf(stage))?.Properties).toMatchObject(locked('GOVERNANCE', 1));
    for (const stage of [local, prod])
      expect(bucketOf(stage)).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  it('are encrypted with a key of their own, private, logged, and reached by TLS alone', () => {
    const [key = ''] = Object.keys(prod.data.findResources('AWS::KMS::Key')).filter((id) =>
      /^fileskey[A-F0-9]{8}$/.test(id),
    );
    expect(bucketOf(prod)?.Properties).toMatchObject({
      BucketName: 'ledgerbank-prod-report-files-333333333333',
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: {
              SSEAlgorithm: 'aws:kms',
              KMSMasterKeyID: { 'Fn::GetAtt': [key, 'Arn'] },
            },
          },
        ],
      },
      PublicAccessBlockConfiguration: {
        ...{ BlockPublicAcls: true, BlockPublicPolicy: true },
        ...{ IgnorePublicAcls: true, RestrictPublicBuckets: true },
      },
      LoggingConfiguration: { DestinationBucketName: expect.anything() as unknown },
    });
    const policies = resources(prod.data, 'AWS::S3::BucketPolicy').map((policy) => JSON.stringify(policy));
    expect(policies).toHaveLength(2);
    for (const policy of policies) expect(policy).toContain('"aws:SecureTransport":"false"');
  });

  it('have a key that stays in every stage, and that nobody disables or lets be deleted while its policy stands', () => {
    for (const stage of [local, prod]) {
      const keys = Object.entries(stage.data.findResources('AWS::KMS::Key')) as [string, Resource][];
      const [, key] = keys.find(([id]) => id.startsWith('fileskey')) ?? [];
      expect(key).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
      expect(key?.Properties).toMatchObject({
        PendingWindowInDays: 30,
        KeyPolicy: {
          Statement: expect.arrayContaining([
            expect.objectContaining({
              Effect: 'Deny',
              Action: ['kms:ScheduleKeyDeletion', 'kms:DisableKey'],
              Principal: { AWS: '*' },
            }),
          ]) as unknown,
        },
      });
    }
    const [id = ''] = Object.keys(prod.data.findResources('AWS::KMS::Key')).filter((each) =>
      each.startsWith('fileskey'),
    );
    const users = Object.entries((prod.data.toJSON() as { Resources: Record<string, unknown> }).Resources)
      .filter(([each, resource]) => each !== id && JSON.stringify(resource).includes(`"${id}"`))
      .map(([each]) => each);
    expect(users).toEqual([expect.stringMatching(/^reportfiles/)]);
  });

  it('are put by the keeper alone, where nothing is, and nobody deletes or unlocks them', () => {
    const [policy] = resources(prod.data, 'AWS::S3::BucketPolicy').filter(({ Properties }) =>
      JSON.stringify(Properties['Bucket']).includes('reportfiles'),
    );
    const { Statement } = policy?.Properties['PolicyDocument'] as { Statement: object[] };
    const keeper = {
      'Fn::Join': [
        '',
        ['arn:', { Ref: 'AWS::Partition' }, ':iam::333333333333:role/ledgerbank-prod-file-keeper'],
      ],
    };
    expect(Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: [
          's3:PutObject',
          's3:PutObjectRetention',
          's3:PutObjectLegalHold',
          's3:BypassGovernanceRetention',
          's3:DeleteObjectVersion',
        ],
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': keeper } },
      }),
    );
    expect(Statement).toContainEqual(
      expect.objectContaining({
        ...{ Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:PutObject' },
        Condition: { Null: { 's3:if-none-match': 'true' } },
      }),
    );
  });

  it('are reached from the VPC without leaving it', () => {
    const services = resources(prod.network, 'AWS::EC2::VPCEndpoint').map(({ Properties }) =>
      JSON.stringify(Properties['ServiceName']),
    );
    expect(services.filter((service) => service.includes('.s3"'))).toHaveLength(1);
  });
});
