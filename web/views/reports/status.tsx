import type { ReactElement } from 'react';
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

export function isUnderWay({ status }: Pick<ReportView, 'status'>): boolean {
  return status === 'queued' || status === 'running' || status === 'retrying';
}

const stepNames = {
  'trial-balance': 'adding up the trial balance',
  'balance-sheet': 'making the balance sheet',
  'income-statement': 'making the income statement',
  schedules: 'printing schedules and checking the rules',
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

export function reportTitle({ kind, period }: Pick<ReportView, 'kind' | 'period'>): string {
  const titles = { day: 'Day', month: 'Month', quarter: 'Quarter', year: 'Year' } as const;
  return `${titles[kind]} ${period}`;
}
