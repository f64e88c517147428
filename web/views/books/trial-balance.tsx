import type { ReactElement } from 'react';
import { Form } from 'react-router';
import type { TrialBalanceView } from '../../../functions/contract/books.ts';
import { ProblemError } from '../../client/client.ts';
import type { Port } from '../../client/port.ts';
import { Submit } from '../../ui/buttons.tsx';
import { ErrorSummary, type FieldProblem } from '../../ui/error-summary.tsx';
import { TextField } from '../../ui/fields.tsx';
import { formatDate } from '../../ui/format.ts';
import { Empty } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { screens } from '../screens.ts';
import {
  shown,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Visit,
} from '../shared/screen-module.ts';
import { TrialBalanceTable } from '../shared/trial-balance-table.tsx';

interface TrialBalanceData {
  /** Null while the date in the address is not one the books can answer for. */
  readonly balance: TrialBalanceView | null;
  readonly asOf: string;
  readonly problems: readonly FieldProblem[];
}

function TrialBalancePage({
  data: { balance, asOf, problems },
  session,
}: ScreenProps<TrialBalanceData>): ReactElement {
  return (
    <Page title="Trial balance" width="wide" status={problems.length > 0 ? 422 : 200}>
      <ErrorSummary problems={problems} />
      <Form method="get" action={screens.trialBalance.path} className="lb-form lb-form--filters" noValidate>
        <TextField name="asOf" label="At the close of" type="date" value={asOf} problems={problems} />
        <div className="lb-actions">
          <Submit tone="plain">Show</Submit>
        </div>
      </Form>
      {balance === null ? null : (
        <Balance
          balance={balance}
          mayReadJournals={session.permissions.includes(screens.journals.permission)}
        />
      )}
    </Page>
  );
}

interface BalanceProps {
  readonly balance: TrialBalanceView;
  readonly mayReadJournals: boolean;
}

function Balance({ balance, mayReadJournals }: BalanceProps): ReactElement {
  const { lines, asOf, businessDate } = balance;
  const journalsOf = (ledgerAccount: string): string =>
    `${screens.journals.path}?${new URLSearchParams({ ledgerAccount, to: asOf }).toString()}`;
  if (lines.length === 0) {
    return (
      <Empty title={`Nothing was posted up to ${formatDate(asOf)}`}>
        <p>Choose a later date.</p>
      </Empty>
    );
  }
  return (
    <>
      <p className="lb-soft">
        {asOf === businessDate
          ? `${formatDate(asOf)} is the current business date, so these figures still move.`
          : `At the close of ${formatDate(asOf)}.`}
      </p>
      <TrialBalanceTable {...balance} journalsOf={mayReadJournals ? journalsOf : undefined} />
    </>
  );
}

async function load(port: Port, { url }: Visit): Promise<Outcome<TrialBalanceData>> {
  const given = url.searchParams.get('asOf') ?? '';
  const wrong = (message: string): Outcome<TrialBalanceData> =>
    shown({ balance: null, asOf: given, problems: [{ field: 'asOf', message }] }, 422);
  try {
    const query = given === '' ? {} : { asOf: given };
    const balance = await port.read('getTrialBalance', { query });
    return shown({ balance, asOf: balance.asOf, problems: [] });
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    if (error.code === 'validation-failed') return wrong('Enter a date like 2026-09-30.');
    if (error.code === 'business-date-refused') return wrong(error.message);
    throw error;
  }
}

/** The books on one page. */
export const trialBalanceScreen: ScreenModule<TrialBalanceData> = { load, View: TrialBalancePage };
