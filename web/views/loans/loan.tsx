import type { ReactElement } from 'react';
import { redirect } from 'react-router';
import type { AccountView } from '../../../functions/contract/accounts.ts';
import type { LoanView } from '../../../functions/contract/loans.ts';
import type { Port } from '../../client/port.ts';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Facts, Identifier } from '../../ui/facts.tsx';
import { formatDate, formatMoney } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { Empty, Notice } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { screens } from '../screens.ts';
import { isDeposit } from '../shared/deposits.ts';
import { formState, refused, refusedByBank, type Refused } from '../shared/form.ts';
import { proofOf } from '../shared/hidden.tsx';
import {
  shown,
  type Fields,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
  type Visit,
} from '../shared/screen-module.ts';
import { readPayment } from './form.ts';
import { PaymentForm, type PaymentFormData } from './payment-form.tsx';
import { PaymentTable, ScheduleTable } from './tables.tsx';
import { statusText, termsFacts } from './terms.ts';

export interface LoanData extends PaymentFormData {
  /** Made a moment ago, by the form of this page. */
  readonly paid: LoanView['payments'][number] | undefined;
  readonly wholeSchedule: boolean;
}

/** What somebody can do at a loan beside paying: the forms, and what is done when one is sent. */
export interface LoanPart {
  readonly View: (props: ScreenProps<LoanData, Refused>) => ReactElement | null;
  readonly act: (port: Port, accountId: string, fields: Fields) => Promise<Outcome<Refused> | undefined>;
}

interface LoanPageProps extends ScreenProps<LoanData, Refused> {
  readonly part?: LoanPart;
}

function LoanPage({ part, ...props }: LoanPageProps): ReactElement {
  const { loan, paid, wholeSchedule, deposits } = props.data;
  const { problems, status } = formState({}, props.result);
  return (
    <Page title={loan.name} width="wide" status={status} lead={statusText(loan)}>
      <ErrorSummary problems={problems} />
      {paid === undefined || props.result !== undefined ? null : <Paid payment={paid} />}
      <Facts
        layout="tiles"
        facts={[
          ['Owed today', <Money key="owed" value={loan.owed} size="display" />],
          ['Due now', <Money key="due" value={loan.due} />],
          ['Next payment', loan.nextDueOn === null ? 'None' : formatDate(loan.nextDueOn)],
          ['Loan number', <Identifier key="number">{loan.number}</Identifier>],
        ]}
      />
      <p>{sumOf(loan)}</p>
      {deposits.length === 0 || loan.owed.minor === '0' ? null : <PaymentForm {...props} />}
      {part ? <part.View {...props} /> : null}
      <Section title="Payments">
        {loan.payments.length === 0 ? (
          <Empty title="Nothing was paid yet" />
        ) : (
          <PaymentTable payments={loan.payments} />
        )}
      </Section>
      <ScheduleTable loan={loan} whole={wholeSchedule} />
      <Section title="Terms">
        <Facts facts={termsFacts(loan)} />
      </Section>
    </Page>
  );
}

/** How what is owed comes about, and what waiting costs. */
function sumOf({ status, principalLeft, interest, lateFees, owed, perDiem }: LoanView): string {
  if (status === 'charged-off') return `${formatMoney(owed)} is still to be collected.`;
  const fees = lateFees.minor === '0' ? '' : ` + ${formatMoney(lateFees)} late fees`;
  const sum = `${formatMoney(principalLeft)} principal + ${formatMoney(interest)} interest${fees} = ${formatMoney(owed)} owed.`;
  return perDiem.minor === '0' ? sum : `${sum} Each day adds ${formatMoney(perDiem)} of interest.`;
}

function Paid({ payment }: { readonly payment: LoanView['payments'][number] }): ReactElement {
  const { amount, interest, principal, lateFee } = payment;
  return (
    <Notice title={`${formatMoney(amount)} was paid`}>
      <p>
        {formatMoney(interest)} of it was interest, {formatMoney(principal)} principal
        {lateFee.minor === '0' ? '' : ` and ${formatMoney(lateFee)} late fees`}.
      </p>
    </Notice>
  );
}

async function load(port: Port, { params, url, session }: Visit): Promise<Outcome<LoanData>> {
  const loan = await port.read('getLoan', { params: { accountId: params['accountId'] ?? '' } });
  const paid = loan.payments.find(({ id }) => id === url.searchParams.get('paid'));
  const wholeSchedule = url.searchParams.get('schedule') === 'all';
  const deposits = session.permissions.includes(screens.transfer.permission) ? await readDeposits(port) : [];
  return shown({ loan, paid, wholeSchedule, deposits, idempotencyKey: crypto.randomUUID() });
}

async function readDeposits(port: Port): Promise<readonly AccountView[]> {
  return (await port.read('listAccounts', {})).items.filter(isDeposit);
}

const fieldOf = {
  'insufficient-funds': 'amount',
  'loan-payment-refused': 'amount',
  'velocity-exceeded': 'amount',
  'account-closed': 'from',
};

/** A form of the part says what it does; that to pay says nothing. */
const actWith =
  ({ act }: LoanPart) =>
  async (port: Port, submission: Submission): Promise<Outcome<Refused> | Response> => {
    const { params, fields } = submission;
    if (fields['_doing'] === undefined) return pay(port, submission);
    const accountId = params['accountId'] ?? '';
    try {
      return (await act(port, accountId, fields)) ?? redirect(`/loans/${accountId}`, 303);
    } catch (error) {
      return refusedByBank(error, fields);
    }
  };

async function pay(port: Port, { params, fields }: Submission): Promise<Outcome<Refused> | Response> {
  const parsed = readPayment(fields);
  if (!parsed.ok) return refused(parsed.problems, fields);
  const accountId = params['accountId'] ?? '';
  try {
    const paid = await port.write('payLoan', { params: { accountId }, body: parsed.value }, proofOf(fields));
    const receipt = paid.status === 'posted' ? `?paid=${paid.id}` : '';
    return redirect(`/loans/${accountId}${receipt}`, 303);
  } catch (error) {
    return refusedByBank(error, fields, fieldOf);
  }
}

/** A loan: what is owed, how it is paid back, and a form to pay. */
export const loanScreen: ScreenModule<LoanData, Refused> = { load, act: pay, View: LoanPage };

/** The same with something more that can be done. */
export function loanScreenWith(part: LoanPart): ScreenModule<LoanData, Refused> {
  return { load, act: actWith(part), View: (props) => <LoanPage {...props} part={part} /> };
}
