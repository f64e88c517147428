import { Heading } from '@aws-amplify/ui-react';
import type { ReactElement, ReactNode } from 'react';

interface NoticeProps {
  readonly title: string;
  /** `waiting`: somebody or something has to act first. */
  readonly tone?: 'plain' | 'waiting' | 'error';
  readonly children?: ReactNode;
}

/** Says something about the page as a whole. Errors interrupt, everything else waits for a pause. */
export function Notice({ title, tone = 'plain', children }: NoticeProps): ReactElement {
  return (
    <div className={`lb-notice lb-notice--${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      <Heading level={2}>{title}</Heading>
      {children}
    </div>
  );
}

/** What stands where a list would be: why it is empty and what to do next. */
export function Empty({ title, children }: Pick<NoticeProps, 'title' | 'children'>): ReactElement {
  return (
    <div className="lb-empty">
      <Heading level={2}>{title}</Heading>
      {children}
    </div>
  );
}
