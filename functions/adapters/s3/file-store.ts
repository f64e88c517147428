import {
  GetObjectRetentionCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { FileStore } from '../../services/ports/file-store.ts';
import { base64Of, hexOf, s3Client, unlessGone, unlessTaken } from './client.ts';

/** A bucket with versions and object lock, whose default retention every new object gets. */
export function s3FileStore(bucket: string, client: S3Client = s3Client()): FileStore {
  return {
    async put({ key, mediaType, bytes, sha256, reportSha256 }) {
      await unlessTaken(
        client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: key,
            Body: bytes,
            ContentType: mediaType,
            ChecksumSHA256: base64Of(sha256),
            Metadata: { 'report-sha256': reportSha256 },
            IfNoneMatch: '*',
          }),
        ),
      );
      // Looked at in any case: what counts is what lies there, whoever put it.
      const head = await unlessGone(
        client.send(new HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: 'ENABLED' })),
      );
      if (!head?.VersionId) throw new Error(`The bucket has no version of ${key}`);
      const retained = await unlessGone(
        client.send(new GetObjectRetentionCommand({ Bucket: bucket, Key: key, VersionId: head.VersionId })),
      );
      const until = retained?.Retention?.RetainUntilDate;
      if (!until) throw new Error(`Nothing locks ${key}: the bucket has no default retention`);
      // An object without this checksum was put by somebody else, and is none of ours.
      const known = head.ChecksumSHA256 === undefined ? '' : hexOf(head.ChecksumSHA256);
      return { bucket, key, objectVersion: head.VersionId, sha256: known, keptUntil: until.toISOString() };
    },
  };
}
