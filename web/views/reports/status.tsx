import type { ReactElement } from 'react';
import type { ReportVersionView } from '../../../functions/contract/report-versions.ts';
import type { ReportView } from '../../../functions/contract/reports.ts';
import { Chip } from '../../ui/chip.tsx';

const looks = {
  queued: { label: 'queued', tone: 'waiting' },
  running: { label: 'running', tone: 'waiting' },
  retrying: { label: 'trying again', tone: 'waiting' },
  ready: { label: 'ready', tone: 'good' },
  failed: { label: 'failed', tone: 'failed' },
} as const;

/** The state of a report, the same in lists and on its own page. */
export function ReportStatus({ status }: Pick<ReportView, 'status'>): ReactElement {
  return <Chip {...looks[status]} />;
}

const states = {
  DRAFT: { label: 'draft', tone: 'waiting' },
  REVIEWED: { label: 'reviewed', tone: 'waiting' },
  FILED: { label: 'filed', tone: 'good' },
  AMENDED: { label: 'amended', tone: 'waiting' },
} as const;

/** Where a version stands between draft and filing. */
export function ReportStateChip({ state }: Pick<ReportVersionView, 'state'>): ReactElement {
  return <Chip {...states[state]} />;
}

/** What was done with a version. */
export const stepWords = { review: 'Reviewed', return: 'Sent back', file: 'Filed' } as const;

/** What a page says of a version that it shows. */
export const stateLeads = {
  DRAFT: 'A draft: asked for again, it follows the books until it is reviewed.',
  REVIEWED: 'Reviewed: it does not change unless it is sent back, and awaits a second person who files it.',
  FILED: 'As filed. It never changes; what is found later goes into an amendment.',
  AMENDED: 'As filed, and amended by a later version since.',
} as const;

export function isUnderWay({ status }: Pick<ReportView, 'status'>): boolean {
  return status === 'queued' || status === 'running' || status === 'retrying';
}

const stepNames = {
  'trial-balance': 'adding up the trial balance',
  'balance-sheet': 'making the balance sheet',
  'income-statement': 'making the income statement',
  schedules: 'printing schedules and checking the rules',
  'closing-entries': 'reading the closing entries',
  payees: 'adding up what payees were credited',
  store: 'storing the result',
} as const;

/** What the worker is doing, in words. */
export function progressText({ status, progress, attempt, attemptsAllowed }: ReportView): string {
  const tries = attempt > 1 ? ` (attempt ${attempt} of ${attemptsAllowed})` : '';
  if (status === 'queued') return 'Waiting for its turn.';
  if (status === 'retrying') return `The last attempt failed; it is tried again${tries}.`;
  const step = progress.step === null ? '' : `, ${stepNames[progress.step]}`;
  return `${progress.done} of ${progress.of} steps done${step}${tries}.`;
}

/** What the period before a report is called in a column beside it. */
export function beforeTitle({ kind }: Pick<ReportView, 'kind'>): string {
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} before`;
}

/** Several reports of a kind. */
export const kindTitles = { day: 'Days', month: 'Months', quarter: 'Quarters', year: 'Years' } as const;

export function reportTitle({ kind, period }: Pick<ReportView, 'kind' | 'period'>): string {
  const titles = { day: 'Day', month: 'Month', quarter: 'Quarter', year: 'Year' } as const;
  return `${titles[kind]} ${period}`;
}
