import { Badge } from '@aws-amplify/ui-react';
import type { ReactElement } from 'react';

interface ChipProps {
  readonly label: string;
  readonly tone?: 'good' | 'waiting' | 'failed';
}

/** The state of a thing, the same wherever the thing is shown. */
export function Chip({ label, tone = 'good' }: ChipProps): ReactElement {
  return <Badge className={`lb-chip lb-chip--${tone}`}>{label}</Badge>;
}
