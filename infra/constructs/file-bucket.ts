import {
  aws_iam as iam,
  type aws_kms as kms,
  type aws_lambda as lambda,
  aws_s3 as s3,
  Duration,
  RemovalPolicy,
} from 'aws-cdk-lib';
import { filesBucket } from '../../functions/manifest.ts';
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

/** Exactly these actions, and the key only by way of S3. */
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
    new iam.PolicyStatement({
      actions: named('kms', access.keyActions),
      resources: [access.key.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `s3.${stack.region}.amazonaws.com` } },
    }),
  );
}
