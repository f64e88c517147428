import type { ReactElement } from 'react';
import type { TaxYearView } from '../../../functions/contract/year-documents.ts';
import { boxTitles } from '../../../functions/domain/documents/tax-form.ts';
import { formatDate, formatMoney } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';

type Change = TaxYearView['changes'][number];
/** A box may change more than once on a day. */
type Row = Change & { readonly place: number };

const columns: readonly Column<Row>[] = [
  { title: 'Box', heads: true, cell: ({ box }) => `${box}, ${boxTitles[box]}` },
  { title: 'Before', align: 'end', cell: ({ before }) => formatMoney(before) },
  { title: 'After', align: 'end', cell: ({ after }) => formatMoney(after) },
  { title: 'Corrected on', cell: ({ on }) => formatDate(on) },
];

/** Tells a customer that a form which was filed says something else by now, and what. */
export function CorrectedForm({ year, changes }: Pick<TaxYearView, 'year' | 'changes'>): ReactElement | null {
  if (changes.length === 0) return null;
  return (
    <>
      <Notice title={`Your Form 1099-INT of ${year} was corrected`} tone="waiting">
        <p>
          It changed after the bank had filed it with the Internal Revenue Service. The form below, marked
          CORRECTED, takes the place of any copy you kept before. If you have sent in your tax return for{' '}
          {year} with the earlier amounts, you may have to amend it.
        </p>
      </Notice>
      <DataTable
        caption={`What changed on Form 1099-INT of ${year}`}
        columns={columns}
        rows={changes.map((change, place) => ({ ...change, place }))}
        keyOf={({ place }) => String(place)}
      />
    </>
  );
}
