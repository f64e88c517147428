import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { s3Client } from '../../functions/adapters/s3/client.ts';
import { s3FileReader } from '../../functions/adapters/s3/file-reader.ts';
import type { OpenFiles, StageTarget } from '../../functions/console/context.ts';
import { localRegion } from '../aws/arns.ts';
import { startFront } from '../aws/front.ts';
import { startS3 } from '../aws/s3/service.ts';
import type { LocalConfig } from '../config.ts';
import { connectionTo, type Connection } from './connection.ts';

/** The kept files of a stage in an account, or of this machine; undefined where no bank has kept any yet. */
export async function openFiles(
  config: LocalConfig,
  target: StageTarget | undefined,
): Promise<OpenFiles | undefined> {
  const connection = connectionTo(config, target);
  return connection ? filesThrough(connection, () => Promise.resolve()) : openOwn(config);
}

/** What a stack has left behind, as long as none runs. */
async function openOwn({ dataDirectory }: LocalConfig): Promise<OpenFiles | undefined> {
  const directory = join(dataDirectory, 'aws', 's3');
  if (!existsSync(directory)) return undefined;
  const front = await startFront({ services: [startS3({ directory, secretOf: () => undefined })] });
  const credentials = { accessKeyId: 'console', secretAccessKey: 'unverified' };
  return filesThrough({ region: localRegion, endpoint: front.endpoint, credentials }, () => front.close());
}

function filesThrough(connection: Connection, closeServer: () => Promise<void>): OpenFiles {
  const client = s3Client(connection);
  return {
    files: s3FileReader({ client }),
    close: () => {
      client.destroy();
      return closeServer();
    },
  };
}
