import type { ReportVersionView } from '../../contract/report-versions.ts';
import type { ReportVersion } from '../../domain/report-version.ts';
import { amendReport, type AmendReportPorts } from '../../services/amend-report.ts';
import type { EventLog } from '../../services/ports.ts';
import { principalOf, type Operations } from '../operation.ts';
import type { RequestState } from '../state.ts';
import { reportVersionView } from './present-report.ts';

export interface FilingOperationPorts extends AmendReportPorts {
  readonly log: EventLog;
}

/** What two people do with a report: one reviews, another files; a filed one is amended by another version. */
export function filingOperations(
  ports: FilingOperationPorts,
): Operations<'reviewReport' | 'returnReport' | 'fileReport' | 'amendReport'> {
  const { versions } = ports;
  const taken = async (
    state: RequestState,
    step: (actor: string) => Promise<ReportVersion>,
  ): Promise<{ body: ReportVersionView }> => {
    const { userName, subject } = principalOf(state);
    const version = await step(userName);
    await ports.log.append({
      kind: 'report',
      traceId: state.traceId,
      operation: state.operationId,
      status: 200,
      code: version.state.toLowerCase(),
      subject,
      about: { report: `${version.kind} ${version.period}`, version: String(version.version) },
    });
    return { body: reportVersionView(version) };
  };
  return {
    reviewReport: ({ params, body, state }) =>
      taken(state, (actor) => {
        const explanations = Object.fromEntries(body.explanations.map(({ rule, text }) => [rule, text]));
        return versions.review({ ...params, ...body, explanations, actor });
      }),
    returnReport: ({ params, body, state }) =>
      taken(state, (actor) => versions.return({ ...params, ...body, actor })),
    fileReport: ({ params, body, state }) =>
      taken(state, (actor) => versions.file({ ...params, ...body, actor })),
    amendReport: ({ params, body, state }) =>
      taken(state, (actor) => amendReport(ports, { ...params, ...body, actor })),
  };
}
