import { mkdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { AwsError } from '../service.ts';
import { openState, type State } from '../state-file.ts';

const mode = z.enum(['COMPLIANCE', 'GOVERNANCE']);

const versionSchema = z.object({
  key: z.string(),
  id: z.string(),
  /** It says that the object was deleted, and has no bytes. */
  isMarker: z.boolean(),
  size: z.number(),
  /** Base64, as the caller gave it and it was found right; none where they gave none. */
  sha256: z.string().optional(),
  md5: z.string(),
  mediaType: z.string(),
  metadata: z.record(z.string(), z.string()),
  /** Milliseconds since 1970 UTC. */
  modifiedAt: z.number(),
  lock: z.object({ mode, until: z.number() }).optional(),
});
export type ObjectVersion = z.output<typeof versionSchema>;

const bucketSchema = z.object({
  name: z.string(),
  versioned: z.boolean(),
  lockable: z.boolean(),
  /** What every new version gets. */
  retention: z.object({ mode, days: z.number() }).optional(),
  kmsKey: z.string().optional(),
  /** The earliest first. */
  versions: z.array(versionSchema),
});
export type Bucket = z.output<typeof bucketSchema>;

/** Buckets in a file, and the bytes of each version in one of its own. */
export interface S3Store {
  readonly state: State<Bucket[]>;
  read(bucket: string, id: string): Promise<Buffer>;
  write(bucket: string, id: string, bytes: Buffer): Promise<void>;
  remove(bucket: string, id: string): Promise<void>;
}

export function openStore(directory: string): S3Store {
  const state = openState<Bucket[]>(join(directory, 'buckets.json'), z.array(bucketSchema), () => []);
  return {
    state,
    read: (bucket, id) => readFile(join(directory, bucket, id)),
    async write(bucket, id, bytes) {
      mkdirSync(join(directory, bucket), { recursive: true, mode: 0o700 });
      await writeFile(join(directory, bucket, id), bytes, { mode: 0o600 });
    },
    remove: (bucket, id) => rm(join(directory, bucket, id), { force: true }),
  };
}

/** @throws AwsError NoSuchBucket */
export function bucketNamed({ state }: S3Store, name: string): Bucket {
  const bucket = state.current.find((each) => each.name === name);
  if (!bucket) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', { status: 404 });
  return bucket;
}

/** The last one written under the key, be it a delete marker. */
export const latestOf = ({ versions }: Bucket, key: string): ObjectVersion | undefined =>
  versions.findLast((each) => each.key === key);
