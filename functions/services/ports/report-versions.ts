import type { ReportKey } from '../../domain/report.ts';
import type { ReportVersion } from '../../domain/report-version.ts';
import type { KeptFile } from '../../domain/reports/files/kept-file.ts';

/** A step of a version, by a person. */
export interface ReportStepBy extends ReportKey {
  readonly version: number;
  /** Subject: people are compared by it. */
  readonly actor: string;
  /** For whoever reads. */
  readonly actorName: string;
  readonly note: string;
}

/** A step that is about exactly what was looked at. */
export interface SeenReportStep extends ReportStepBy {
  readonly sha256: string;
}

/** A version that was filed, and the hash it was filed under. */
export interface FiledReport extends ReportKey {
  readonly version: number;
  readonly sha256: string;
}

/**
 * The versions of reports, as two people take them from draft to filed. The same step by the same person in the same words again
 * changes nothing.
 * All throw BankError report-not-found, and report-step-refused where the version is not at that step.
 */
export interface ReportVersions {
  /** The latest first. */
  of(key: ReportKey): Promise<readonly ReportVersion[]>;
  /** Sequence of the first journal that counts in the period of a version and came after the last one it saw; null while there is none. */
  laterJournal(of: ReportKey & { readonly version: number }): Promise<string | null>;
  /** @throws BankError change-outdated, report-refused, explanation-missing, amendment-unchanged when it says what it amends */
  review(
    step: SeenReportStep & { readonly explanations: Readonly<Record<string, string>> },
  ): Promise<ReportVersion>;
  /** It is a draft again. */
  return(step: ReportStepBy): Promise<ReportVersion>;
  /** @throws BankError second-person-required, and as a review */
  file(step: SeenReportStep): Promise<ReportVersion>;
  /** Begins a version that amends a filed one; it is empty until the report is made. */
  amend(step: Omit<ReportStepBy, 'note'> & { readonly reason: string }): Promise<ReportVersion>;
  /**
   * Writes down that a file of a filed version is kept; the same again changes nothing.
   * @throws BankError report-file-differs when it was kept with other bytes
   */
  keep(file: ReportKey & { readonly version: number } & Omit<KeptFile, 'keptAt'>): Promise<void>;
  /** Versions of all reports that were filed at least so many minutes ago and lack a kept file; the earliest filing first. */
  unkept(minutes: number): Promise<readonly FiledReport[]>;
}
