import {
  BucketAlreadyOwnedByYou,
  CreateBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import * as z from 'zod';
import { localRegion } from '../../aws/arns.ts';
import type { Provisioner } from './provisioner.ts';

const bucketSchema = z.object({
  BucketName: z.string().optional(),
  VersioningConfiguration: z.object({ Status: z.literal('Enabled') }).optional(),
  ObjectLockEnabled: z.boolean().default(false),
  ObjectLockConfiguration: z
    .object({
      Rule: z.object({
        DefaultRetention: z.object({ Mode: z.enum(['COMPLIANCE', 'GOVERNANCE']), Days: z.number() }),
      }),
    })
    .optional(),
  BucketEncryption: z
    .object({
      ServerSideEncryptionConfiguration: z.array(
        z.object({
          ServerSideEncryptionByDefault: z.object({
            SSEAlgorithm: z.string(),
            KMSMasterKeyID: z.string().optional(),
          }),
        }),
      ),
    })
    .optional(),
});
type BucketProperties = z.output<typeof bucketSchema>;

async function create(s3: S3Client, bucket: BucketProperties, Bucket: string): Promise<void> {
  try {
    await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: bucket.ObjectLockEnabled }));
  } catch (error) {
    if (!(error instanceof BucketAlreadyOwnedByYou)) throw error;
  }
}

async function setUp(s3: S3Client, bucket: BucketProperties, Bucket: string): Promise<void> {
  if (bucket.VersioningConfiguration) {
    const VersioningConfiguration = bucket.VersioningConfiguration;
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  }
  if (bucket.ObjectLockConfiguration) {
    const ObjectLockConfiguration = {
      ObjectLockEnabled: 'Enabled' as const,
      ...bucket.ObjectLockConfiguration,
    };
    await s3.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }));
  }
  const [rule] = bucket.BucketEncryption?.ServerSideEncryptionConfiguration ?? [];
  const { SSEAlgorithm, KMSMasterKeyID } = rule?.ServerSideEncryptionByDefault ?? {};
  if (SSEAlgorithm === 'aws:kms') {
    const Rules = [
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID } },
    ];
    await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }));
  }
}

/** `AWS::S3::Bucket`: versions, default retention, and the key that its readers need. */
export const provisionBucket: Provisioner = async (resource, { s3 }) => {
  const bucket = resource.read(bucketSchema);
  const id = bucket.BucketName ?? resource.defaultName.toLowerCase();
  await create(s3, bucket, id);
  await setUp(s3, bucket, id);
  return {
    id,
    attributes: {
      Arn: `arn:aws:s3:::${id}`,
      DomainName: `${id}.s3.amazonaws.com`,
      RegionalDomainName: `${id}.s3.${localRegion}.amazonaws.com`,
    },
  };
};
