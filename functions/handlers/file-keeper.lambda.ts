import type { ScheduledEvent, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { sha256OfBytes } from '../adapters/digest.ts';
import { documentPdf } from '../adapters/pdf/document-pdf.ts';
import { postgresReportVersions } from '../adapters/postgres/report-versions.ts';
import { storedReports } from '../adapters/postgres/stored-reports.ts';
import { s3FileStore } from '../adapters/s3/file-store.ts';
import { readEnvironment } from '../config/environment.ts';
import { describeFault } from '../domain/fault.ts';
import { isReportKey, reportKinds } from '../domain/report.ts';
import { functionManifest } from '../manifest.ts';
import { keepReportFiles } from '../services/keep-report-files.ts';
import { keepUnkeptReports, type KeptLate } from '../services/keep-unkept-reports.ts';
import type { FiledReport } from '../services/ports/report-versions.ts';
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

const named = ({ kind, period, version }: FiledReport) => ({ report: `${kind} ${period}`, version });

async function keep(body: unknown): Promise<void> {
  const { payload } = announced.parse(body);
  const kept = await keepReportFiles(ports, payload);
  print(JSON.stringify({ ...named(payload), kept }));
}

/** @throws when a version could not be kept, after all were tried: nothing else tells of it, for there is no message that could die */
async function keepMissing(): Promise<void> {
  const results = await keepUnkeptReports(ports);
  for (const result of results) print(JSON.stringify(told(result)));
  const failed = results.filter((result) => 'error' in result);
  if (failed.length > 0)
    throw new Error(`Files of ${failed.length} filed versions are missing and could not be kept`);
}

const told = (result: KeptLate): object =>
  'error' in result
    ? { notKept: named(result.filed), fault: describeFault(result.error) }
    : { ...named(result.filed), keptLate: result.kept };

/** Messages of the queue, and the calls of a schedule, which come without any. */
export async function handler(event: SQSEvent | ScheduledEvent): Promise<SQSBatchResponse> {
  if ('Records' in event) return eachRecord(event, keep, hasten(env.FILES_QUEUE_URL));
  await keepMissing();
  return { batchItemFailures: [] };
}
