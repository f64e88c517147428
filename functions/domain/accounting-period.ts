/** A month of the books. OPEN takes every posting; SOFT_CLOSED adjusting journals alone; HARD_CLOSED none. */
export const periodStates = ['OPEN', 'SOFT_CLOSED', 'HARD_CLOSED'] as const;
export type PeriodState = (typeof periodStates)[number];

/** What two people can do to a period; the last two are about a whole year, named by its December. */
export const periodActions = ['soft-close', 'hard-close', 'reopen', 'close-year', 'reopen-year'] as const;
export type PeriodAction = (typeof periodActions)[number];

export interface AccountingPeriod {
  /** Such as `2026-09`. */
  readonly month: string;
  readonly state: PeriodState;
  /** Milliseconds since 1970 UTC. */
  readonly changedAt: number;
}

/** One thing that has to be so before a period changes. */
export interface PeriodCheck {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** A line of the journal that a change posts; debits positive. */
export interface PeriodEffect {
  readonly gl: string;
  readonly name: string;
  readonly minor: bigint;
  readonly currency: string;
}

/** Somebody's wish to change a period, with what it was decided on and by whom. */
export interface PeriodChange {
  readonly id: string;
  readonly action: PeriodAction;
  readonly month: string;
  readonly reason: string;
  readonly checklist: readonly PeriodCheck[];
  readonly effect: readonly PeriodEffect[];
  /** Of the trial balance at the end of the month, byte for byte. */
  readonly sha256: string;
  readonly asOfSequence: string;
  readonly requestedBy: string;
  readonly requestedOn: string;
  readonly decision: 'approved' | 'rejected' | null;
  readonly decidedBy: string | null;
  readonly decidedOn: string | null;
  readonly note: string | null;
  readonly journalId: string | null;
}

/** A control account beside its accounts, or interest beside what is owed. */
export const reconciliationKinds = ['control', 'interest'] as const;

/** What was found when the books were looked at after a month: by its last day's end, or by somebody later. */
export interface MonthReconciliation {
  readonly businessDate: string;
  /** Null for the day's end. */
  readonly actor: string | null;
  readonly recordedAt: string;
  /** Empty where all agreed; debits positive, in US cents. */
  readonly differences: readonly {
    readonly kind: (typeof reconciliationKinds)[number];
    readonly ledgerAccount: string;
    readonly subledgerMinor: bigint;
    readonly ledgerMinor: bigint;
  }[];
}

/** What could be asked for next, by the state of the month; a December can also close or reopen its year. */
export function actionsOf({ month, state }: AccountingPeriod): readonly PeriodAction[] {
  const ofYear: readonly PeriodAction[] = month.endsWith('-12') ? ['close-year', 'reopen-year'] : [];
  if (state === 'OPEN') return ['soft-close'];
  if (state === 'SOFT_CLOSED') return ['hard-close', 'reopen', ...ofYear];
  return ['reopen', ...ofYear.filter((action) => action === 'reopen-year')];
}

export const isReopening = (action: PeriodAction): boolean => action.startsWith('reopen');
