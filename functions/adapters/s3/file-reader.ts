import { GetObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { FilePlace } from '../../domain/reports/files/kept-file.ts';
import type { FileReader } from '../../services/ports/file-store.ts';
import { hexOf, s3Client, unlessGone } from './client.ts';

/** Long enough to begin a download, too short to be passed on. */
const linkSeconds = 300;

const inputOf = ({ bucket, key, objectVersion }: FilePlace) => ({
  Bucket: bucket,
  Key: key,
  VersionId: objectVersion,
});

export interface FileReaderOptions {
  /** Where browsers find S3, when functions reach it under another name. */
  readonly linkEndpoint?: string | undefined;
  readonly client?: S3Client;
}

/** Reads the very versions that the books name. */
export function s3FileReader({ linkEndpoint, client = s3Client() }: FileReaderOptions = {}): FileReader {
  const links = linkEndpoint === undefined ? client : s3Client({ endpoint: linkEndpoint });
  return {
    async read(place) {
      const found = await unlessGone(client.send(new GetObjectCommand(inputOf(place))));
      return found?.Body?.transformToByteArray();
    },
    async sha256Of(place) {
      const head = await unlessGone(
        client.send(new HeadObjectCommand({ ...inputOf(place), ChecksumMode: 'ENABLED' })),
      );
      return head?.ChecksumSHA256 === undefined ? undefined : hexOf(head.ChecksumSHA256);
    },
    linkTo(place, name) {
      const command = new GetObjectCommand({
        ...inputOf(place),
        ResponseContentDisposition: `attachment; filename="${name}"`,
      });
      return getSignedUrl(links, command, { expiresIn: linkSeconds });
    },
  };
}
