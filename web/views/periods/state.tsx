import type { ReactElement } from 'react';
import type { PeriodState } from '../../../functions/domain/accounting-period.ts';
import { Chip } from '../../ui/chip.tsx';
import { stateWords } from './words.ts';

/** The state of a month. */
export function PeriodStateChip({ state }: { readonly state: PeriodState }): ReactElement {
  return <Chip label={stateWords[state]} tone={state === 'HARD_CLOSED' ? 'good' : 'waiting'} />;
}
