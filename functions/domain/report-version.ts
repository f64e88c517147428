import type { ReportKey } from './report.ts';
import type { KeptFile } from './reports/files/kept-file.ts';

/** A draft follows the books; from its review on a version never changes, unless it is sent back. A filed one is amended by the next version. */
export const reportStates = ['DRAFT', 'REVIEWED', 'FILED', 'AMENDED'] as const;
export type ReportState = (typeof reportStates)[number];

/** `return`: sent back to whoever prepares it. */
export const reportActions = ['review', 'return', 'file'] as const;
export type ReportAction = (typeof reportActions)[number];

/** Who did what with a version. */
export interface ReportEvent {
  readonly action: ReportAction;
  /** User name, for whoever reads; the books compare people by their subjects. */
  readonly by: string;
  /** Business date. */
  readonly on: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly note: string;
  /** Texts by validity rule, where a rule asked for one. */
  readonly explanations: Readonly<Record<string, string>>;
  /** Of the content as it was seen. */
  readonly sha256: string;
}

export interface ReportVersion extends ReportKey {
  /** From 1. */
  readonly version: number;
  /** The filed version that this one corrects, and why; null and empty for the first. */
  readonly amends: number | null;
  readonly reason: string;
  readonly state: ReportState;
  /** Null until it is made, as is the last journal it has seen. */
  readonly sha256: string | null;
  readonly asOfSequence: string | null;
  readonly createdBy: string;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  /** In their order. */
  readonly history: readonly ReportEvent[];
  /** By format; none before it is filed, and then one after the other within minutes. */
  readonly files: readonly KeptFile[];
}
