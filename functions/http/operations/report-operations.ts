import { trendCodes, trendsOf } from '../../domain/reports/trends.ts';
import { readReport, readReports, type ReadReportsPorts } from '../../services/read-reports.ts';
import type { BooksReader } from '../../services/ports.ts';
import { requestReportNow, type RequestReportPorts } from '../../services/request-report.ts';
import { principalOf, type Operations } from '../operation.ts';
import { reportContentView, reportVersionView, reportView } from './present-report.ts';

export interface ReportOperationPorts extends ReadReportsPorts, RequestReportPorts {
  readonly books: BooksReader;
}

export function reportOperations(
  ports: ReportOperationPorts,
): Operations<'listReports' | 'requestReport' | 'getReport' | 'listTrends'> {
  const { attempts } = ports.limits;
  return {
    async listReports({ query }) {
      const standings = await readReports(ports, query.kind);
      return { body: { items: standings.map((standing) => reportView(standing, attempts)) } };
    },
    async requestReport({ body, state }) {
      const job = await requestReportNow(ports, body, principalOf(state).userName);
      const stored = await ports.reports.read(body);
      return {
        body: reportView({ job, stored }, attempts),
        headers: { location: `/api/v1/reports/${job.kind}/${job.period}` },
      };
    },
    async listTrends() {
      const quarters = await ports.reports.printed(trendCodes);
      const trends = trendsOf(quarters).map((trend) => ({
        ...trend,
        parts: trend.parts.map(({ label, values }) => ({
          label,
          values: values.map((value) => value?.toString() ?? null),
        })),
      }));
      return { body: { quarters: quarters.map(({ period }) => period), trends } };
    },
    async getReport({ params, query }) {
      const { content, versions, laterJournal, ...standing } = await readReport(ports, params, query.version);
      return {
        body: {
          report: reportView(standing, attempts),
          content: content === undefined ? null : reportContentView(content),
          shown: standing.stored?.version ?? null,
          versions: versions.map(reportVersionView),
          laterJournal,
        },
      };
    },
  };
}
