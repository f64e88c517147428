import { ProblemError } from '../../web/client/client.ts';
import type { Probe } from './probe.ts';

type ReportProbes = Record<
  | 'listReports'
  | 'requestReport'
  | 'getReport'
  | 'reviewReport'
  | 'returnReport'
  | 'fileReport'
  | 'amendReport'
  | 'getReportFile'
  | 'listTrends'
  | 'getReportLine'
  | 'listPayees'
  | 'getStatementCell'
  | 'getReportChanges',
  Probe
>;

const params = { kind: 'quarter', period: '2026Q3', version: '999' } as const;
const sha256 = '0'.repeat(64);

/** The steps of a version that does not exist; that answer comes from the books. */
async function orNoVersion(answer: Promise<unknown>): Promise<void> {
  await answer.catch((error: unknown) => {
    if (!(error instanceof ProblemError && error.code === 'report-not-found')) throw error;
  });
}

/** Routes of reports, and of what two people do with them. */
export const reportProbes: ReportProbes = {
  listReports: ({ cast }) => cast.accountant.call('listReports', { query: {} }),
  requestReport: ({ cast }) =>
    cast.accountant.call('requestReport', { body: { kind: 'quarter', period: '2026Q3' } }),
  getReport: ({ cast }) =>
    cast.accountant.call('getReport', { params: { kind: 'year', period: '2026' }, query: {} }),
  reviewReport: ({ cast }) => orNoVersion(cast.accountant.call('reviewReport', { params, body: { sha256 } })),
  returnReport: ({ cast }) =>
    orNoVersion(cast.accountant.call('returnReport', { params, body: { note: 'Look again' } })),
  fileReport: ({ cast }) => orNoVersion(cast.accountant.call('fileReport', { params, body: { sha256 } })),
  amendReport: ({ cast }) =>
    orNoVersion(cast.accountant.call('amendReport', { params, body: { reason: 'Found later' } })),
  getReportChanges: ({ cast }) => orNoVersion(cast.accountant.call('getReportChanges', { params })),
  getReportLine: ({ cast }) =>
    orNoVersion(cast.accountant.call('getReportLine', { params: { ...params, code: 'RCON2170' } })),
  getStatementCell: ({ cast }) =>
    orNoVersion(
      cast.accountant.call('getStatementCell', {
        params: { ...params, statement: 'balanceSheet', line: '0' },
        query: {},
      }),
    ),
  listPayees: ({ cast }) => orNoVersion(cast.accountant.call('listPayees', { params, query: {} })),
  listTrends: ({ cast }) => cast.accountant.call('listTrends', {}),
  getReportFile: ({ cast }) =>
    cast.accountant.call('getReportFile', {
      params: { kind: 'quarter', period: '2025Q4', version: '1', format: 'csv' },
    }),
};
