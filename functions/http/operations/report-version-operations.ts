import { readPayees } from '../../services/read-payees.ts';
import { readReportChanges, type ReportChangesPorts } from '../../services/read-report-changes.ts';
import { readReportFile, type ReportFilePorts } from '../../services/read-report-file.ts';
import { readReportLine } from '../../services/read-report-line.ts';
import { readStatementCell } from '../../services/read-statement-cell.ts';
import type { Operations } from '../operation.ts';
import { pageRequest, pageView } from './paging.ts';
import { reportChangesView, reportLineView } from './present-report-parts.ts';
import { statementCellView } from './present-statement-cell.ts';
import { payeeFormView } from './present-year-end.ts';

export interface ReportVersionOperationPorts extends ReportFilePorts, ReportChangesPorts {
  readonly signingKey: () => Promise<string>;
}

/** What can be looked at of one version of a report, beside its statements. */
export function reportVersionOperations(
  ports: ReportVersionOperationPorts,
): Operations<'getReportFile' | 'getReportChanges' | 'getReportLine' | 'getStatementCell' | 'listPayees'> {
  return {
    async getReportLine({ params }) {
      return { body: reportLineView(await readReportLine(ports, params)) };
    },
    async getStatementCell({ params, query }) {
      return { body: statementCellView(await readStatementCell(ports, { ...params, ...query })) };
    },
    async getReportChanges({ params }) {
      return { body: reportChangesView(await readReportChanges(ports, params)) };
    },
    async getReportFile({ params: { format, ...wanted } }) {
      const found = await readReportFile(ports, wanted, format);
      if ('file' in found) return { body: undefined, file: found.file };
      return { body: undefined, status: 303, headers: { location: found.link } };
    },
    async listPayees({ params, query }) {
      const { kind, period, version } = params;
      const list = `payees:${kind}:${period}:${version}:${query.q}`;
      const scope = { list, key: await ports.signingKey() };
      const page = await readPayees(ports, params, { q: query.q, page: pageRequest(query, scope) });
      return { body: pageView(page, { view: payeeFormView, keyOf: ({ number }) => number, scope }) };
    },
  };
}
