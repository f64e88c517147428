import type { ReactElement } from 'react';
import { Form } from 'react-router';
import type { LoanView } from '../../../functions/contract/loans.ts';
import type { SessionView } from '../../../functions/contract/session.ts';
import type { Port } from '../../client/port.ts';
import { Submit } from '../../ui/buttons.tsx';
import { TextField } from '../../ui/fields.tsx';
import { formatDate, formatMoney } from '../../ui/format.ts';
import { Section } from '../../ui/page.tsx';
import { fieldProps, formState, refused, type Refused } from '../shared/form.ts';
import { Proof, proofOf } from '../shared/hidden.tsx';
import type { Fields, Outcome, ScreenProps } from '../shared/screen-module.ts';
import { loanScreenWith, type LoanData } from './loan.tsx';

interface CorrectionsProps {
  readonly loan: LoanView;
  readonly result: Refused | undefined;
  readonly session: SessionView;
  readonly idempotencyKey: string;
}

function CorrectionsOf({ data, result, session }: ScreenProps<LoanData, Refused>): ReactElement | null {
  const { loan, idempotencyKey } = data;
  return <Corrections loan={loan} result={result} session={session} idempotencyKey={idempotencyKey} />;
}

/** What an accountant can put right: the last payment, and a loan that is paid up again. */
function Corrections(props: CorrectionsProps): ReactElement | null {
  const { loan } = props;
  const last = loan.payments.find(({ takenBackOn }) => takenBackOn === null);
  return (
    <>
      {loan.restorable ? (
        <ReasonForm
          {...props}
          title="Return it to accrual"
          label="Why the rest is expected to be paid"
          doing="accrual"
        >
          Nothing of it is due. It would earn in the books again, and the interest it owes is earned over the
          rest of its term.
        </ReasonForm>
      ) : null}
      {last ? (
        <ReasonForm
          {...props}
          title="Take back the last payment"
          label="Why it is taken back"
          doing={last.id}
        >
          {`${formatMoney(last.amount)} of ${formatDate(last.businessDate)} goes back to where it came from, and the loan stands as if it had never come.`}
        </ReasonForm>
      ) : null}
    </>
  );
}

interface ReasonFormProps extends CorrectionsProps {
  readonly title: string;
  readonly label: string;
  /** `accrual`, or the id of the payment that is taken back. */
  readonly doing: string;
  readonly children: string;
}

function ReasonForm({ loan, result, session, idempotencyKey, ...form }: ReasonFormProps): ReactElement {
  const name = form.doing === 'accrual' ? 'accrualReason' : 'reversalReason';
  const state = formState({}, result);
  return (
    <Section title={form.title}>
      <p>{form.children}</p>
      <Form
        method="post"
        action={`/loans/${loan.accountId}`}
        className="lb-form"
        autoComplete="off"
        noValidate
      >
        <Proof session={session} idempotencyKey={state.fields['_idem'] ?? idempotencyKey} />
        <input type="hidden" name="_doing" value={form.doing} />
        <TextField {...fieldProps(state, name)} label={form.label} required />
        <div className="lb-actions">
          <Submit tone="plain">{form.title}</Submit>
        </div>
      </Form>
    </Section>
  );
}

/** What the forms above ask for; undefined for a form that is none of them. */
async function correct(port: Port, accountId: string, fields: Fields): Promise<Outcome<Refused> | undefined> {
  const doing = fields['_doing'] ?? '';
  const name = doing === 'accrual' ? 'accrualReason' : 'reversalReason';
  const reason = (fields[name] ?? '').trim();
  if (reason === '') return refused([{ field: name, message: 'Say why.' }], fields);
  if (reason.length > 140) return refused([{ field: name, message: 'Use at most 140 characters.' }], fields);
  const body = { reason };
  if (doing === 'accrual') {
    await port.write('returnLoanToAccrual', { params: { accountId }, body }, proofOf(fields));
  } else {
    const params = { accountId, paymentId: doing };
    await port.write('reverseLoanPayment', { params, body }, proofOf(fields));
  }
  return undefined;
}

/** A loan as somebody sees it who may put things right at it. */
export const correctableLoanScreen = loanScreenWith({ View: CorrectionsOf, act: correct });
