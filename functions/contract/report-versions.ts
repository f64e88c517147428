import * as z from 'zod';
import { isReportKey, reportKinds } from '../domain/report.ts';
import { reportActions, reportStates } from '../domain/report-version.ts';
import { mediaTypes, reportFormats } from '../domain/reports/files/report-format.ts';
import { route } from './route.ts';
import { businessDate, instant, plainText } from './schemas.ts';

export const reportPeriod = z
  .string()
  .regex(/^(\d{4}|\d{4}Q[1-4]|\d{4}-\d{2}|\d{4}-\d{2}-\d{2})$/, 'Give a period such as 2026Q3.');

export const ofReport = { kind: z.enum(reportKinds), period: reportPeriod };
export const notOfItsKind = {
  path: ['period'],
  message: 'Give a period of this kind, such as the quarter 2026Q3.',
};

/** As paths and queries carry it. */
export const versionNumber = z
  .string()
  .regex(/^[1-9]\d{0,4}$/, 'Give the number of a version.')
  .transform(Number);

export const reportVersionView = z.strictObject({
  version: z.number().int(),
  /** The filed version that this one corrects, and why; null and empty for the first. */
  amends: z.number().int().nullable(),
  reason: z.string(),
  state: z.enum(reportStates),
  /** Null until it is made. */
  sha256: z.string().nullable(),
  asOfSequence: z.string().nullable(),
  createdBy: z.string(),
  createdAt: instant,
  /** Who did what with it, in order. */
  history: z.array(
    z.strictObject({
      action: z.enum(reportActions),
      by: z.string(),
      on: businessDate,
      at: instant,
      note: z.string(),
      explanations: z.array(z.strictObject({ rule: z.string(), text: z.string() })),
      sha256: z.string(),
    }),
  ),
  /** Its files that are kept; none before it is filed, and all of them within minutes. */
  files: z.array(
    z.strictObject({
      format: z.enum(reportFormats),
      sha256: z.string(),
      bytes: z.number().int(),
      keptAt: instant,
      /** Nobody deletes it before. */
      keptUntil: instant,
    }),
  ),
});
export type ReportVersionView = z.output<typeof reportVersionView>;

const step = {
  method: 'POST',
  service: 'api',
  idempotent: false,
  params: z.strictObject({ ...ofReport, version: versionNumber }).refine(isReportKey, notOfItsKind),
  status: 200,
  response: reportVersionView,
} as const;
const note = plainText(500).default('');
/** Of the content that was looked at: nobody signs what changed meanwhile. */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'Give the SHA-256 of the version that was looked at.');

export const reviewReport = route({
  ...step,
  operationId: 'reviewReport',
  summary: 'Review a draft: it stays as it is unless it is sent back, and another person may file it',
  path: '/api/v1/reports/{kind}/{period}/versions/{version}/review',
  permission: 'report:review',
  body: z.strictObject({
    sha256,
    note,
    /** For each rule that asks for one. */
    explanations: z
      .array(z.strictObject({ rule: z.string().regex(/^[A-Z]\d{2,3}$/), text: plainText(2000) }))
      .max(100)
      .default([]),
  }),
  errors: [
    'report-not-found',
    'report-step-refused',
    'report-refused',
    'explanation-missing',
    'change-outdated',
    'amendment-unchanged',
    'invalid-batch',
  ],
});

export const returnReport = route({
  ...step,
  operationId: 'returnReport',
  summary: 'Send a reviewed report back to whoever prepares it',
  path: '/api/v1/reports/{kind}/{period}/versions/{version}/return',
  permission: 'report:file',
  body: z.strictObject({ note: plainText(500).pipe(z.string().min(1, 'Say what has to be different.')) }),
  errors: ['report-not-found', 'report-step-refused', 'invalid-batch'],
});

export const fileReport = route({
  ...step,
  operationId: 'fileReport',
  summary: 'File a report that another person has reviewed',
  path: '/api/v1/reports/{kind}/{period}/versions/{version}/filing',
  permission: 'report:file',
  body: z.strictObject({ sha256, note }),
  errors: [
    'report-not-found',
    'report-step-refused',
    'report-refused',
    'explanation-missing',
    'change-outdated',
    'amendment-unchanged',
    'second-person-required',
    'invalid-batch',
  ],
});

export const amendReport = route({
  ...step,
  operationId: 'amendReport',
  summary: 'Begin a version that amends a filed one; it is reviewed once its figures are others',
  path: '/api/v1/reports/{kind}/{period}/versions/{version}/amendment',
  permission: 'report:review',
  body: z.strictObject({
    reason: plainText(500).pipe(z.string().min(1, 'Say why the report is amended.')),
  }),
  status: 201,
  errors: ['report-not-found', 'report-step-refused', 'invalid-batch'],
});

export const getReportFile = route({
  operationId: 'getReportFile',
  summary: 'A version of a report as a file; of what was filed, the very file that is kept',
  method: 'GET',
  path: '/api/v1/reports/{kind}/{period}/versions/{version}/files/{format}',
  service: 'api',
  permission: 'report:read',
  idempotent: false,
  params: z
    .strictObject({ ...ofReport, version: versionNumber, format: z.enum(reportFormats) })
    .refine(isReportKey, notOfItsKind),
  status: 200,
  files: Object.values(mediaTypes),
  filesElsewhere: true,
  errors: ['report-not-found', 'not-acceptable', 'kept-file-damaged', 'files-unavailable'],
});
