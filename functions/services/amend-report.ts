import type { ReportVersion } from '../domain/report-version.ts';
import type { ReportVersions } from './ports/report-versions.ts';
import { requestReport, type RequestReportPorts } from './request-report.ts';

export interface AmendReportPorts extends RequestReportPorts {
  readonly versions: ReportVersions;
}

/**
 * Begins a version that amends a filed one and asks for it to be made. If we stop between the two, asking again does the rest.
 * Whether it changes anything is known once it is made, so its review refuses one that does not.
 * @throws BankError report-not-found, report-step-refused
 */
export async function amendReport(
  ports: AmendReportPorts,
  step: Parameters<ReportVersions['amend']>[0],
): Promise<ReportVersion> {
  const amendment = await ports.versions.amend(step);
  const { kind, period } = step;
  await requestReport(ports, { kind, period }, step.actorName);
  return amendment;
}
