import type { ReactElement } from 'react';
import { isRouteErrorResponse, Link, useRouteError } from 'react-router';
import type { ProblemParts } from '../../client/client.ts';
import { Identifier } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { screens } from '../screens.ts';

interface Explanation {
  readonly title: string;
  /** What it means for the money, and what to do. */
  readonly text: string;
}

const outOfReach: Explanation = {
  title: 'The bank is out of reach',
  text: 'This page can’t be shown right now; try again in a minute. If you had just sent something, look at the transactions before you send it again: it may have been done.',
};
const explanations: Readonly<Record<number, Explanation>> = {
  400: {
    title: 'This address can’t be read',
    text: 'Something in it is not as it should be. Go back, or start from the first page.',
  },
  403: {
    title: 'This page is not for you',
    text: 'Your role does not include it. Choose another page from the navigation.',
  },
  404: {
    title: 'Page not found',
    text: 'Nothing is at this address, or it is not yours to see. Check the address, or start from the first page.',
  },
  429: { title: 'Too many requests', text: 'Wait a minute, then try again.' },
  503: outOfReach,
};
const unexpected: Explanation = {
  title: 'Something went wrong on our side',
  text: 'Try again in a minute. If you had just sent something, look at the transactions before you send it again: it may have been done.',
};

/** What stands in place of a page that could not be shown; the frame around it stays. */
export function ErrorPage(): ReactElement {
  const error = useRouteError();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const { detail = '', traceId = '' } = problemIn(error);
  const { title, text } = explanations[status] ?? unexpected;
  return (
    <Page title={title} status={status}>
      <Notice title="What this means" tone={status >= 500 ? 'error' : 'plain'}>
        <p>{text}</p>
        {detail === '' ? null : <p>{detail}</p>}
        {traceId === '' ? null : (
          <p>
            Trace id: <Identifier>{traceId}</Identifier>
          </p>
        )}
      </Notice>
      <p>
        <Link to={screens.home.path}>Go to the first page</Link>
      </p>
    </Page>
  );
}

function problemIn(error: unknown): Partial<ProblemParts> {
  return (isRouteErrorResponse(error) ? (error.data as Partial<ProblemParts> | null) : null) ?? {};
}
