import {
  aws_iam as iam,
  aws_kms as kms,
  type aws_lambda as lambda,
  aws_s3 as s3,
  Duration,
  RemovalPolicy,
} from 'aws-cdk-lib';
import { filesBucket, keeperRole } from '../../functions/manifest.ts';
import type { BankStack } from './bank-stack.ts';

const ownAlone = { blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL, enforceSSL: true } as const;

/** Who asked for which object. S3 delivers these only to a bucket under keys of its own. */
function accessLogs(stack: BankStack): s3.Bucket {
  return new s3.Bucket(stack, 'file-access-logs', {
    ...ownAlone,
    encryption: s3.BucketEncryption.S3_MANAGED,
    lifecycleRules: [{ expiration: Duration.days(400) }],
    removalPolicy: stack.config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
}

/** Files of filed reports: each version of an object is locked for the time of the stage from when it is written. */
export function fileBucket(stack: BankStack, encryptionKey: kms.IKey): s3.Bucket {
  const bucket = lockedBucket(stack, encryptionKey);
  for (const statement of refusals(stack, bucket)) bucket.addToResourcePolicy(statement);
  return bucket;
}

/**
 * The key of the files alone, which outlives every stack: without it what is locked is as good as gone. To schedule its deletion
 * somebody has to change its policy first.
 */
export function fileKey(stack: BankStack): kms.Key {
  const key = new kms.Key(stack, 'files-key', {
    enableKeyRotation: true,
    pendingWindow: Duration.days(30),
    removalPolicy: RemovalPolicy.RETAIN,
    description: `Files of filed reports of ${stack.config.name}`,
  });
  key.addToResourcePolicy(
    new iam.PolicyStatement({
      effect: iam.Effect.DENY,
      principals: [new iam.AnyPrincipal()],
      actions: ['kms:ScheduleKeyDeletion', 'kms:DisableKey'],
      resources: ['*'],
    }),
  );
  return key;
}

/** What no grant of the account gets past: nobody but the keeper puts, and it puts only where nothing is. */
function refusals({ config, partition, account }: BankStack, bucket: s3.Bucket): iam.PolicyStatement[] {
  const keeper = `arn:${partition}:iam::${account}:role/${keeperRole(config.name)}`;
  const refusal = (names: readonly string[], conditions: Record<string, unknown>): iam.PolicyStatement =>
    new iam.PolicyStatement({
      effect: iam.Effect.DENY,
      principals: [new iam.AnyPrincipal()],
      actions: names.map((name) => `s3:${name}`),
      resources: [bucket.arnForObjects('*')],
      conditions,
    });
  const changes = [
    'PutObject',
    'PutObjectRetention',
    'PutObjectLegalHold',
    'BypassGovernanceRetention',
    'DeleteObjectVersion',
  ];
  return [
    refusal(changes, { ArnNotEquals: { 'aws:PrincipalArn': keeper } }),
    refusal(['PutObject'], { Null: { 's3:if-none-match': 'true' } }),
  ];
}

function lockedBucket(stack: BankStack, encryptionKey: kms.IKey): s3.Bucket {
  const { name, account, fileRetention } = stack.config;
  const days = Duration.days(fileRetention.days);
  return new s3.Bucket(stack, 'report-files', {
    ...ownAlone,
    bucketName: filesBucket(name, account),
    versioned: true,
    objectLockEnabled: true,
    objectLockDefaultRetention:
      fileRetention.mode === 'COMPLIANCE'
        ? s3.ObjectLockRetention.compliance(days)
        : s3.ObjectLockRetention.governance(days),
    encryption: s3.BucketEncryption.KMS,
    encryptionKey,
    bucketKeyEnabled: true,
    serverAccessLogsBucket: accessLogs(stack),
    // What is locked can't be deleted with the stack.
    removalPolicy: RemovalPolicy.RETAIN,
  });
}

export interface FileAccess {
  readonly bucket: s3.IBucket;
  readonly key: kms.IKey;
  /** Of S3, each on objects of the bucket. */
  readonly actions: readonly string[];
  readonly keyActions: readonly string[];
}

/**
 * Exactly these actions, and the key only by way of S3. With leave to list, because to anybody else S3 says of an object that is
 * gone what it says of one that is out of reach; under no prefix, since reading an object asks for none.
 */
export function grantFiles(stack: BankStack, grantee: lambda.Function, access: FileAccess): void {
  const named = (service: string, names: readonly string[]): string[] =>
    names.map((each) => `${service}:${each}`);
  grantee.addToRolePolicy(
    new iam.PolicyStatement({
      actions: named('s3', access.actions),
      resources: [access.bucket.arnForObjects('*')],
    }),
  );
  grantee.addToRolePolicy(
    new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: [access.bucket.bucketArn] }),
  );
  grantee.addToRolePolicy(
    new iam.PolicyStatement({
      actions: named('kms', access.keyActions),
      resources: [access.key.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `s3.${stack.region}.amazonaws.com` } },
    }),
  );
}
