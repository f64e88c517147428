import { createHash } from 'node:crypto';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { fileKeyOf } from '../../functions/domain/reports/files/report-file.ts';
import type { ReportFormat } from '../../functions/domain/reports/files/report-format.ts';
import type { TestBank } from './bank.ts';

/** Larger than a function may answer. */
const bytes = Buffer.alloc(5_000_000, 'a large pack ');

/** Keeps a file of a filed quarter that is larger than packs of tests are; answers its bytes. */
export async function keepLargeFile(
  { parts, database }: Pick<TestBank, 'parts' | 'database'>,
  period: string,
  format: ReportFormat,
): Promise<Buffer> {
  const report = { kind: 'quarter', period, version: 1 } as const;
  const place = { bucket: parts.environment['FILES_BUCKET'] ?? '', key: fileKeyOf(report, format) };
  const sum = createHash('sha256').update(bytes);
  const s3 = new S3Client({});
  const { VersionId } = await s3.send(
    new PutObjectCommand({
      ...{ Bucket: place.bucket, Key: place.key, Body: bytes },
      ChecksumSHA256: sum.copy().digest('base64'),
    }),
  );
  s3.destroy();
  const kept = { objectVersion: VersionId, sha256: sum.digest('hex'), bytes: bytes.length };
  await database.app.query('SELECT bank.keep_report_file($1)', [
    { ...report, format, ...place, ...kept, keptUntil: '2027-01-01T00:00:00.000Z' },
  ]);
  return bytes;
}
