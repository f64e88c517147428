import type { ReactElement } from 'react';
import { Form, Link } from 'react-router';
import type { ReportView } from '../../../functions/contract/reports.ts';
import type { SessionView } from '../../../functions/contract/session.ts';
import { ButtonLink, Submit } from '../../ui/buttons.tsx';
import { Notice } from '../../ui/notice.tsx';
import { screens } from '../screens.ts';
import { Proof } from '../shared/hidden.tsx';
import { reportAddress } from './addresses.ts';
import { isUnderWay, progressText } from './status.tsx';

interface ProgressProps {
  readonly report: ReportView;
  readonly session: SessionView;
}

/** How far a report is while it is being made, or why it could not be; nothing once it is there. */
export function Progress({ report, session }: ProgressProps): ReactElement | null {
  if (isUnderWay(report)) return <UnderWay report={report} />;
  return report.status === 'failed' ? <Failed report={report} session={session} /> : null;
}

function UnderWay({ report }: Pick<ProgressProps, 'report'>): ReactElement {
  const { done, of } = report.progress;
  return (
    <div data-live>
      <Notice title="Under way" tone="waiting">
        <p>{progressText(report)}</p>
        {report.sha256 === null ? null : <p>Until then you see the figures of the run before.</p>}
        <progress className="lb-progress" aria-label="Steps done" value={done} max={of} />
        <div className="lb-actions">
          <ButtonLink to={reportAddress(report)}>Look again</ButtonLink>
        </div>
      </Notice>
    </div>
  );
}

function Failed({ report, session }: ProgressProps): ReactElement {
  const { problem, attempt, attemptsAllowed, sha256 } = report;
  const isDead = attempt >= attemptsAllowed;
  return (
    <Notice title="This report could not be made" tone="error">
      <p>{problem?.detail ?? 'The worker fell silent at every attempt.'}</p>
      {isDead ? (
        <p>
          {`Its request lies among the dead letters after ${attempt} of ${attemptsAllowed} attempts. `}
          {session.permissions.includes(screens.queues.permission) ? (
            <Link to="/queues/report">Dead letters of reports</Link>
          ) : null}
        </p>
      ) : null}
      <p>Ask for it again once the cause is gone.</p>
      {sha256 === null ? null : <p>Below are the figures of the last run that was finished.</p>}
      <AskAgain report={report} session={session}>
        Ask for it again
      </AskAgain>
    </Notice>
  );
}

/** Asks for the same report once more, as the form of the list would; only for those who may ask. */
export function AskAgain({
  report: { kind, period },
  session,
  children,
}: Pick<ProgressProps, 'session'> & {
  readonly report: Pick<ReportView, 'kind' | 'period'>;
  readonly children: string;
}): ReactElement | null {
  if (!session.permissions.includes('report:request')) return null;
  return (
    <Form method="post" action={screens.reports.path} noValidate>
      <Proof session={session} />
      <input type="hidden" name="reportKind" value={kind} />
      <input type="hidden" name="period" value={period} />
      <div className="lb-actions">
        <Submit tone="plain">{children}</Submit>
      </div>
    </Form>
  );
}
