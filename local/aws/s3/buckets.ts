import { AwsError, type AwsReply } from '../service.ts';
import type { S3Call } from './operation.ts';
import { bucketNamed, type Bucket, type S3Store } from './store.ts';
import { textOf } from './xml.ts';

type BucketAction = (call: S3Call) => Promise<AwsReply>;

const done: AwsReply = { status: 200, headers: {}, body: '' };

/** What makes and sets up a bucket. */
export function bucketActions(store: S3Store): Readonly<Record<string, BucketAction>> {
  const { state } = store;
  const changed =
    (change: (bucket: Bucket, call: S3Call) => void): BucketAction =>
    async (call) => {
      change(bucketNamed(store, call.place.bucket), call);
      await state.save();
      return done;
    };
  return {
    async CreateBucket({ place: { bucket: name }, headers }) {
      if (state.current.some((each) => each.name === name))
        throw new AwsError('BucketAlreadyOwnedByYou', 'You made it before.', { status: 409 });
      const lockable = headers['x-amz-bucket-object-lock-enabled'] === 'true';
      state.current.push({ name, lockable, versioned: lockable, versions: [] });
      await state.save();
      return done;
    },
    PutBucketVersioning: changed((bucket, { body }) => {
      const versioned = textOf(body, 'Status') === 'Enabled';
      if (bucket.lockable && !versioned)
        throw new AwsError('InvalidBucketState', 'What is locked is versioned.', { status: 409 });
      bucket.versioned = versioned;
    }),
    PutObjectLockConfiguration: changed((bucket, { body }) => {
      if (!bucket.lockable)
        throw new AwsError('InvalidBucketState', 'A bucket is made with object lock, or has none.', {
          status: 409,
        });
      const mode = textOf(body, 'Mode');
      const days = Number(textOf(body, 'Days') ?? Number(textOf(body, 'Years')) * 365);
      if ((mode !== 'COMPLIANCE' && mode !== 'GOVERNANCE') || !(days > 0))
        throw new AwsError('MalformedXML', 'A default retention has a mode, and days or years.');
      bucket.retention = { mode, days };
    }),
    PutBucketEncryption: changed((bucket, { body }) => {
      bucket.kmsKey = textOf(body, 'KMSMasterKeyID');
    }),
  };
}
