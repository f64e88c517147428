import { Badge } from '@aws-amplify/ui-react';
import type { ReactElement } from 'react';

export type ChipTone = 'good' | 'waiting' | 'failed';

interface ChipProps {
  readonly label: string;
  readonly tone?: ChipTone;
}

/** The state of a thing, the same wherever the thing is shown. */
export function Chip({ label, tone = 'good' }: ChipProps): ReactElement {
  return <Badge className={`lb-chip lb-chip--${tone}`}>{label}</Badge>;
}
