import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { sha256OfBytes } from '../adapters/digest.ts';
import { documentPdf } from '../adapters/pdf/document-pdf.ts';
import { postgresReportVersions } from '../adapters/postgres/report-versions.ts';
import { storedReports } from '../adapters/postgres/stored-reports.ts';
import { s3FileStore } from '../adapters/s3/file-store.ts';
import { readEnvironment } from '../config/environment.ts';
import { isReportKey, reportKinds } from '../domain/report.ts';
import { functionManifest } from '../manifest.ts';
import { keepReportFiles } from '../services/keep-report-files.ts';
import { hasten } from './hasten.ts';
import { print } from './print.ts';
import { eachRecord } from './records.ts';
import { poolDatabaseOf } from './shared.ts';

const env = readEnvironment(functionManifest['file-keeper'].environment);
const database = poolDatabaseOf(env);
const ports = {
  reports: storedReports(database),
  versions: postgresReportVersions(database),
  printer: documentPdf,
  store: s3FileStore(env.FILES_BUCKET),
  hash: sha256OfBytes,
};
const filed = z.object({
  kind: z.enum(reportKinds),
  period: z.string(),
  version: z.int().positive(),
  sha256: z.string(),
});
const announced = z.object({ payload: filed.refine(isReportKey) });

async function keep(body: unknown): Promise<void> {
  const { payload } = announced.parse(body);
  const kept = await keepReportFiles(ports, payload);
  print(JSON.stringify({ report: `${payload.kind} ${payload.period}`, version: payload.version, kept }));
}

export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  eachRecord(event, keep, hasten(env.FILES_QUEUE_URL));
