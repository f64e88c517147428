import type { ReactElement } from 'react';
import type { ReportVersionView } from '../../../functions/contract/report-versions.ts';
import type { YearEndView } from '../../../functions/contract/year-end.ts';
import { boxTitles } from '../../../functions/domain/documents/tax-form.ts';
import { formatDate } from '../../ui/format.ts';
import { Amount } from '../../ui/money.tsx';
import { Notice } from '../../ui/notice.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { payeeColumns } from './payee-table.tsx';

type Corrected = YearEndView['corrected'];
type Form = Corrected['forms'][number];
type Row = Form['changes'][number] & Pick<Form, 'customerId' | 'number' | 'name'> & { readonly key: string };

const columns: readonly Column<Row>[] = [
  ...payeeColumns,
  { title: 'Box', cell: ({ box }) => `${box}, ${boxTitles[box]}` },
  { title: 'Before', align: 'end', cell: ({ before }) => <Amount value={before} /> },
  { title: 'After', align: 'end', beside: true, cell: ({ after }) => <Amount value={after} /> },
  { title: 'Since', cell: ({ on }) => formatDate(on) },
];

/** Who is told by the filing: those whose boxes this version changes, not everybody whose form was corrected at some time. */
function messageWords({ state, amends }: Version): string {
  const those = `those whose form is another one than in version ${amends ?? 1}`;
  return state === 'DRAFT' || state === 'REVIEWED'
    ? `When this version is filed, a message goes to ${those}.`
    : `When this version was filed, a message went to ${those}.`;
}

type Version = Pick<ReportVersionView, 'state' | 'amends'>;

/** On top of a version of a year in which forms are corrected ones. */
export function CorrectedNotice({
  count,
  version,
}: Pick<Corrected, 'count'> & { readonly version: Version }): ReactElement | null {
  if (count === 0) return null;
  return (
    <Notice
      title={
        count === 1 ? 'One form 1099-INT is a corrected one' : `${count} forms 1099-INT are corrected ones`
      }
      tone="waiting"
    >
      <p>
        They changed after the year was filed first; box by box, what they said before stands under Forms
        1099-INT. Their payees see it with their tax documents. {messageWords(version)}
      </p>
    </Notice>
  );
}

/** What corrections changed, box by box. */
export function CorrectedForms({ corrected }: { readonly corrected: Corrected }): ReactElement | null {
  const { count, forms } = corrected;
  if (count === 0) return null;
  const rows = forms.flatMap(({ changes, customerId, number, name }) =>
    changes.map((change, index) => ({ ...change, customerId, number, name, key: `${customerId} ${index}` })),
  );
  return (
    <DataTable
      caption={
        forms.length < count
          ? `Corrected since the year was filed: the first ${forms.length} of ${count} forms`
          : 'Corrected since the year was filed'
      }
      columns={columns}
      rows={rows}
      keyOf={({ key }) => key}
      narrow="lines"
    />
  );
}
