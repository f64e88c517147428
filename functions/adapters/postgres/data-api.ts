import { RDSDataClient } from '@aws-sdk/client-rds-data';
import { drizzle } from 'drizzle-orm/aws-data-api/pg';
import * as z from 'zod';
import type { BooksDatabase } from './database.ts';

export interface DataApiConfig {
  /** How long to wait for an answer; a posting may have to wait for others on the same account. */
  readonly timeoutMs: number;
  readonly clusterArn: string;
  readonly secretArn: string;
  readonly database: string;
}

const resultRows = z.object({ rows: z.array(z.record(z.string(), z.unknown())) });

/** The short request path: no connection to keep, one HTTPS call per statement. */
export function booksByDataApi(config: DataApiConfig): BooksDatabase {
  const client = new RDSDataClient({
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: 5000,
      requestTimeout: config.timeoutMs,
      throwOnRequestTimeout: true,
    },
  });
  const db = drizzle(client, {
    database: config.database,
    resourceArn: config.clusterArn,
    secretArn: config.secretArn,
  });
  return {
    drizzle: db,
    rows: async (statement) => resultRows.parse(await db.execute(statement)).rows,
  };
}
