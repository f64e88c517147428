import type { ReactElement } from 'react';
import { Form, Link } from 'react-router';
import type { PayeeFormView } from '../../../functions/contract/year-end.ts';
import { Submit } from '../../ui/buttons.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';
import { payeesAddress, reportAddress } from './addresses.ts';
import { PayeeTable } from './payee-table.tsx';
import { reportTitle } from './status.tsx';

interface PayeesData {
  readonly report: { readonly kind: 'year'; readonly period: string };
  readonly version: string;
  /** Part of a name or customer number; empty for everybody. */
  readonly q: string;
  readonly forms: readonly PayeeFormView[];
  readonly newer: string | null;
  readonly older: string | null;
}

function PayeesPage({ data }: ScreenProps<PayeesData>): ReactElement {
  const { report, version, q, forms, newer, older } = data;
  const place = payeesAddress(report, version);
  return (
    <Page
      title={`Forms 1099-INT, ${reportTitle(report).toLowerCase()}`}
      width="wide"
      lead={`As in version ${version}`}
    >
      <p>
        <Link to={reportAddress(report, version)}>Back to the report</Link>
      </p>
      <Form method="get" action={place} role="search" aria-label="Forms" className="lb-form" noValidate>
        <TextField
          name="q"
          label="Find a payee"
          hint="By a part of the name or of the customer number."
          inputMode="search"
          value={q}
          problems={[]}
        />
        <div className="lb-actions">
          <Submit>Find</Submit>
        </div>
      </Form>
      {forms.length === 0 ? (
        <Empty title={q === '' ? 'No form is due' : 'No payee matches'}>
          <p>
            {q === ''
              ? 'No payee was credited ten dollars of interest, and nothing was withheld.'
              : 'Among those who get a form, nobody is called or numbered like this.'}
          </p>
        </Empty>
      ) : (
        <PayeeTable caption="Forms by customer number" forms={forms} />
      )}
      <Pager label="Pages of forms" newer={newer} older={older} words={{ newer: 'Before', older: 'Next' }} />
    </Page>
  );
}

/** The forms 1099-INT of a version of a year. */
export const payeesScreen: ScreenModule<PayeesData> = {
  load: async (port, { params: { kind = '', period = '', version = '' }, url: { searchParams } }) => {
    const report = { kind: kind as 'year', period };
    const q = (searchParams.get('q') ?? '').trim().slice(0, 100);
    const cursor = searchParams.get('cursor') ?? undefined;
    const { items, next, prev } = await port.read('listPayees', {
      params: { ...report, version },
      query: { q, limit: '50', cursor },
    });
    const place = (to: string | null): string | null =>
      to === null
        ? null
        : `${payeesAddress(report, version)}?${new URLSearchParams({ q, cursor: to }).toString()}`;
    return shown({ report, version, q, forms: items, newer: place(prev), older: place(next) });
  },
  View: PayeesPage,
};
