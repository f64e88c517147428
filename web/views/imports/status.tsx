import type { ReactElement } from 'react';
import type { ImportLineView, ImportView } from '../../../functions/contract/imports.ts';
import { Chip } from '../../ui/chip.tsx';

const looks = {
  queued: { label: 'queued', tone: 'waiting' },
  running: { label: 'running', tone: 'waiting' },
  retrying: { label: 'trying again', tone: 'waiting' },
  ready: { label: 'done', tone: 'good' },
  failed: { label: 'failed', tone: 'failed' },
} as const;

/** The state of an import, the same in lists and on its own page. */
export function ImportStatus({ status }: Pick<ImportView, 'status'>): ReactElement {
  return <Chip {...looks[status]} />;
}

const outcomes = {
  posted: { label: 'posted', tone: 'good' },
  refused: { label: 'refused', tone: 'failed' },
  skipped: { label: 'skipped', tone: 'waiting' },
} as const;

export function LineOutcome({ outcome }: Pick<ImportLineView, 'outcome'>): ReactElement {
  return <Chip {...outcomes[outcome]} />;
}

export function isUnderWay({ status }: Pick<ImportView, 'status'>): boolean {
  return status === 'queued' || status === 'running' || status === 'retrying';
}

/** What an import is called where there is no name of a file. */
export function importTitle({ fileName, kind, sha256 }: ImportView): string {
  return fileName === '' ? `${kind.toUpperCase()} ${sha256.slice(0, 8)}` : fileName;
}

export const kinds = [
  { value: 'csv', label: 'CSV' },
  { value: 'nacha', label: 'ACH (Nacha)' },
] as const;
