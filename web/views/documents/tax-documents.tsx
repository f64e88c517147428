import type { ReactElement, ReactNode } from 'react';
import type { TaxYearView } from '../../../functions/contract/year-documents.ts';
import { ButtonLink } from '../../ui/buttons.tsx';
import { FileFormats } from '../../ui/download.tsx';
import { formatMoney } from '../../ui/format.ts';
import { Empty } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { screens } from '../screens.ts';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';
import { CorrectedForm } from './corrected-form.tsx';
import { annualLinks, taxFormLinks } from './links.ts';

/** A year that is over, or the one that is under way. */
interface YearOfDocuments {
  readonly year: number;
  readonly closed: boolean;
  readonly tax: TaxYearView;
}

interface TaxDocumentsData {
  readonly years: readonly YearOfDocuments[];
}

function TaxDocumentsPage({ data: { years } }: ScreenProps<TaxDocumentsData>): ReactElement {
  const finished = years.filter(({ closed }) => closed);
  const underWay = years.find(({ closed }) => !closed);
  return (
    <Page
      title="Tax documents"
      lead="For each year: what all your accounts earned and cost, and your tax form where one is due."
    >
      {finished.length === 0 ? (
        <Empty title="No year is over yet">
          {underWay ? (
            <p>
              {`Your annual statement of ${underWay.year}, and Form 1099-INT if it is due, are there once the year is over.`}
            </p>
          ) : (
            <p>Documents are there once you have had an account at the end of a year.</p>
          )}
        </Empty>
      ) : (
        <>
          {finished.map(({ year, tax }) => (
            <CorrectedForm key={year} year={year} changes={tax.changes} />
          ))}
          {underWay ? (
            <p>{`${underWay.year} is under way; its documents are there once the year is over.`}</p>
          ) : null}
          <DataTable
            caption="Documents by year"
            columns={columns}
            rows={finished}
            keyOf={({ year }) => String(year)}
          />
          {finished.map(({ year, tax }) => (
            <OtherNotes key={year} {...tax} />
          ))}
        </>
      )}
      <Section title="When Form 1099-INT is due">
        <p>
          For each year in which your accounts together were paid 10 dollars of interest or more, and at any
          amount if tax was withheld of it. The bank reports it to the Internal Revenue Service. Interest
          below that is income, too: it stands in your annual statement.
        </p>
        <p>
          The form is in US dollars. Interest in another currency stands in your annual statement in its own;
          it is in no box, and is for the bank to convert.
        </p>
        <p>
          Where interest of a year is taken back after the bank filed it, that form becomes a corrected one.
        </p>
      </Section>
      <div className="lb-actions">
        <ButtonLink to={screens.accounts.path}>Back to your accounts</ButtonLink>
      </div>
    </Page>
  );
}

/** What there is to know beside the changes, which stand on top of the page. */
function OtherNotes({ year, changes, notes }: TaxYearView): ReactElement | null {
  const others = notes.slice(changes.length);
  if (others.length === 0) return null;
  return (
    <Section title={`About Form 1099-INT of ${year}`}>
      {others.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </Section>
  );
}

const columns: readonly Column<YearOfDocuments>[] = [
  { title: 'Year', heads: true, cell: ({ year }) => String(year) },
  {
    title: 'Interest paid',
    align: 'end',
    cell: ({ tax }) => (tax.interest ? formatMoney(tax.interest) : null),
  },
  {
    title: 'Annual statement',
    cell: ({ year }) => <FileFormats of={`Annual statement of ${year}`} files={annualLinks(year)} />,
  },
  { title: 'Form 1099-INT', typed: true, cell: ({ tax }) => formOrReason(tax) },
];

function formOrReason({ year, isDue, reason, changes }: TaxYearView): ReactNode {
  if (isDue)
    return (
      <div>
        {changes.length > 0 ? 'Corrected. ' : null}
        <FileFormats of={`Form 1099-INT of ${year}`} files={taxFormLinks(year)} />
      </div>
    );
  return reason === 'no-interest'
    ? 'Not due: no interest was paid'
    : 'Not due: less than 10 dollars of interest';
}

/** The customer's own documents of years. */
export const taxDocumentsScreen: ScreenModule<TaxDocumentsData> = {
  load: async (port) => {
    const [annual, tax] = await Promise.all([
      port.read('listAnnualStatements', {}),
      port.read('listTaxForms', {}),
    ]);
    const years = annual.items.flatMap(({ year, closed }) => {
      const found = tax.items.find((each) => each.year === year);
      return found ? [{ year, closed, tax: found }] : [];
    });
    return shown({ years });
  },
  View: TaxDocumentsPage,
};
