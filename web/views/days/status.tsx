import type { ReactElement } from 'react';
import type { DayView } from '../../../functions/contract/days.ts';
import { Chip } from '../../ui/chip.tsx';

const words = { over: 'Ended', ending: 'Being ended', 'under-way': 'Under way' } as const;

/** How far a business date is, and whether something was found at its end. */
export function DayStatus({ day }: { readonly day: DayView }): ReactElement {
  if (day.differences > 0) return <Chip label="Accounts differ" tone="failed" />;
  return <Chip label={words[day.status]} tone={day.status === 'over' ? 'good' : 'waiting'} />;
}

/** What a step of the end of a day is called. */
export const stepNames: Readonly<Record<string, string>> = {
  transfers: 'Scheduled journals, checks, standing orders',
  loans: 'Loans',
  maturities: 'Certificates that mature',
  fees: 'Fees',
  accrual: 'Interest of the day',
  capitalisation: 'Interest credited',
  reconciliation: 'Reconciliation',
  roll: 'Next business date',
};
