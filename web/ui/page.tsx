import { Heading } from '@aws-amplify/ui-react';
import type { ReactElement, ReactNode } from 'react';
import { placeOfTitle } from './contents.tsx';

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** What a server answers with this page; where no server did, tools read it from the page. */
  readonly status?: number;
  /** Lists and ledgers take the whole width, a question of two fields little of it. */
  readonly width?: 'narrow' | 'column' | 'wide';
  readonly children?: ReactNode;
}

/** One page: its title in the window and as its one main heading. */
export function Page({ title, lead, status = 200, width = 'column', children }: PageProps): ReactElement {
  const said = status === 422 ? `Error: ${title}` : title;
  return (
    <div className={`lb-page lb-page--${width}`}>
      <title>{`${said} – Ledgerbank`}</title>
      <meta name="status" content={String(status)} />
      <div>
        <Heading level={1} className="lb-page__title">
          {title}
        </Heading>
        {lead === undefined ? null : <p className="lb-page__lead">{lead}</p>}
      </div>
      {children}
    </div>
  );
}

interface SectionProps {
  readonly title: string;
  /** Whether the contents of the page lead here. */
  readonly isListed?: boolean;
  readonly children: ReactNode;
}

/** A part of a page under a heading of its own. */
export function Section({ title, isListed = false, children }: SectionProps): ReactElement {
  return (
    <section {...(isListed ? { id: placeOfTitle(title), tabIndex: -1 } : {})}>
      <Heading level={2}>{title}</Heading>
      {children}
    </section>
  );
}
