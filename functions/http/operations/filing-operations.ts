import type { ReportVersionView } from '../../contract/report-versions.ts';
import type { ReportVersion } from '../../domain/report-version.ts';
import { amendReport, type AmendReportPorts } from '../../services/amend-report.ts';
import type { EventLog } from '../../services/ports.ts';
import type { ReportStepBy } from '../../services/ports/report-versions.ts';
import { principalOf, type Operations } from '../operation.ts';
import type { RequestState } from '../state.ts';
import { reportVersionView } from './present-report.ts';

export interface FilingOperationPorts extends AmendReportPorts {
  readonly log: EventLog;
}

/** Whose step it is; the books compare people by their subjects. */
type Person = Pick<ReportStepBy, 'actor' | 'actorName'>;

/** What two people do with a report: one reviews, another files; a filed one is amended by another version. */
export function filingOperations(
  ports: FilingOperationPorts,
): Operations<'reviewReport' | 'returnReport' | 'fileReport' | 'amendReport'> {
  const { versions } = ports;
  const taken = async (
    state: RequestState,
    step: (by: Person) => Promise<ReportVersion>,
  ): Promise<{ body: ReportVersionView }> => {
    const { userName, subject } = principalOf(state);
    const version = await step({ actor: subject, actorName: userName });
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
      taken(state, (by) => {
        const explanations = Object.fromEntries(body.explanations.map(({ rule, text }) => [rule, text]));
        return versions.review({ ...params, ...body, explanations, ...by });
      }),
    returnReport: ({ params, body, state }) =>
      taken(state, (by) => versions.return({ ...params, ...body, ...by })),
    fileReport: ({ params, body, state }) =>
      taken(state, (by) => versions.file({ ...params, ...body, ...by })),
    amendReport: ({ params, body, state }) =>
      taken(state, (by) => amendReport(ports, { ...params, ...body, ...by })),
  };
}
