import type { ReactElement } from 'react';
import { Form, Link, type FormProps } from 'react-router';
import type { ReportVersionView } from '../../../functions/contract/report-versions.ts';
import { Submit } from '../../ui/buttons.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { fieldProps, formState, type Refused } from '../shared/form.ts';

interface AmendmentFormProps {
  readonly form: FormProps;
  /** What the form sends besides what is typed. */
  readonly unseen: ReactElement;
  /** Where the version stands beside what is known today. */
  readonly changesAt: string;
  readonly laterJournal: string | null;
  readonly result: Refused | undefined;
}

/** Begins an amendment of a filed version, and says first whether there is anything to amend. */
export function AmendmentForm(props: AmendmentFormProps): ReactElement {
  const { form, unseen, changesAt, laterJournal, result } = props;
  const state = formState({}, result);
  return (
    <Section title="Amend it">
      <Form {...form} aria-label="Amend it">
        {unseen}
        {laterJournal === null ? (
          <p>
            Nothing that counts in this period was booked since this version was made. Unless lines of the
            report are defined otherwise by now, or it names payees with another name or taxpayer number, an
            amendment would say what was filed; one that says nothing else can’t be reviewed or filed.
          </p>
        ) : (
          <p>
            Journal {laterJournal} counts in this period and was booked since.{' '}
            <Link to={changesAt}>See which figures have changed</Link> before you begin: an amendment that
            says what was filed and nothing else can’t be reviewed or filed.
          </p>
        )}
        <TextField {...fieldProps(state, 'reason')} label="Why it is amended" required />
        <div className="lb-actions">
          <Submit name="_step" value="amend" tone="plain">
            Begin an amendment
          </Submit>
        </div>
      </Form>
    </Section>
  );
}

/** Stands where the next step would be, said the amendment anything else than what it amends. */
export function NothingAmended({ amends }: Pick<ReportVersionView, 'amends'>): ReactElement {
  return (
    <Notice title="This amendment changes nothing" tone="waiting">
      <p>
        It says the same as version {amends}, which was filed: both have the same SHA-256, which is of all
        that a report says, figures as well as names and masked taxpayer numbers of payees. So this one can’t
        be reviewed or filed.
      </p>
      <p>
        Once what has to be corrected is in the books, ask for the report again. Until then version {amends}{' '}
        is what counts.
      </p>
    </Notice>
  );
}
