import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { ReportVersionView } from '../../../functions/contract/report-versions.ts';
import { reportFormats } from '../../../functions/domain/reports/files/report-format.ts';
import { ButtonLink } from '../../ui/buttons.tsx';
import { Facts, Identifier } from '../../ui/facts.tsx';
import { formatInstant } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';

interface KeptFilesProps {
  readonly version: ReportVersionView;
  /** Where this version is shown. */
  readonly place: string;
  readonly mayReadQueues: boolean;
}

/** What is kept of a version that was filed, so that a file at hand can be told from another; and what is on its way there. */
export function KeptFiles({ version, place, mayReadQueues }: KeptFilesProps): ReactElement | null {
  const { state, files } = version;
  if (state !== 'FILED' && state !== 'AMENDED') return null;
  const facts = reportFormats.map((format) => {
    const kept = files.find((file) => file.format === format);
    return [format.toUpperCase(), kept ? <KeptFile {...kept} /> : 'not kept yet'] as const;
  });
  return (
    <>
      {files.length < reportFormats.length ? <BeingKept {...{ version, place, mayReadQueues }} /> : null}
      {files.length === 0 ? null : <Facts facts={facts} />}
    </>
  );
}

/** The keeper comes by way of a queue, and looks for what is missing every hour. */
function BeingKept({ version: { history }, place, mayReadQueues }: KeptFilesProps): ReactElement {
  const filed = history.findLast(({ action }) => action === 'file');
  return (
    <div data-live>
      <Notice title="Its files are being kept" tone="waiting">
        <p>
          {filed === undefined ? null : `It was filed on ${formatInstant(filed.at)}. `}
          Keeping its files takes up to a minute from the filing; this page shows each once it is kept. Until
          then a file is made when you ask for it, with the same bytes.
        </p>
        <p>
          Every hour the bank looks for missing files by itself. If they are not all here an hour after the
          filing,{' '}
          {mayReadQueues ? (
            <>
              look at the queue <Link to="/queues/files">Files to keep</Link>, which says
            </>
          ) : (
            'tell an administrator to look at the queue Files to keep, which says'
          )}{' '}
          why; from there what failed is sent again.
        </p>
        <div className="lb-actions">
          <ButtonLink to={place}>Look again</ButtonLink>
        </div>
      </Notice>
    </div>
  );
}

function KeptFile({ sha256, keptAt, keptUntil }: ReportVersionView['files'][number]): ReactElement {
  return (
    <>
      Kept since {formatInstant(keptAt)}, at least until {formatInstant(keptUntil)}. SHA-256{' '}
      <Identifier>{sha256}</Identifier>
    </>
  );
}
