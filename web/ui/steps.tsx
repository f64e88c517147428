import type { ReactElement } from 'react';

interface StepsProps {
  readonly label: string;
  readonly steps: readonly string[];
  /** Index of the step this page is. */
  readonly current: number;
}

/** Where somebody is in something that takes several pages. */
export function Steps({ label, steps, current }: StepsProps): ReactElement {
  return (
    <ol className="lb-steps" aria-label={label}>
      {steps.map((step, index) => (
        <li key={step} {...(index === current ? { 'aria-current': 'step' as const } : {})}>
          {step}
        </li>
      ))}
    </ol>
  );
}
