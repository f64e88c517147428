import type { ReactElement } from 'react';
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

/** On top of a version of a year in which forms are corrected ones. */
export function CorrectedNotice({ count }: Pick<Corrected, 'count'>): ReactElement | null {
  if (count === 0) return null;
  return (
    <Notice
      title={
        count === 1 ? 'One form 1099-INT is a corrected one' : `${count} forms 1099-INT are corrected ones`
      }
      tone="waiting"
    >
      <p>
        They say something else than what was filed first; box by box, what they said before stands under
        Forms 1099-INT. Their payees see it with their tax documents, and get a message when this version is
        filed.
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
