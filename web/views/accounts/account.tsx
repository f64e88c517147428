import type { ReactElement } from 'react';
import { Link, redirect } from 'react-router';
import type { AccountView, TransactionView } from '../../../functions/contract/accounts.ts';
import type { HoldView } from '../../../functions/contract/holds.ts';
import { ProblemError } from '../../client/client.ts';
import type { Data, Port } from '../../client/port.ts';
import { ErrorSummary, type FieldProblem } from '../../ui/error-summary.tsx';
import { Facts, Identifier } from '../../ui/facts.tsx';
import { formatDate } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { parseFields } from '../shared/form.ts';
import {
  shown,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Visit,
} from '../shared/screen-module.ts';
import { AsOfForm } from './as-of-form.tsx';
import { readAsOf, type AsOf } from './as-of.ts';
import { Holds, readActiveHolds, sumOf } from './available.tsx';
import { FilterForm } from './filter-form.tsx';
import { filterFields, placeInList, typedFilters } from './filters.ts';
import { StaleNotice } from './stale-notice.tsx';
import { TransactionTable } from './transaction-table.tsx';

interface AccountData {
  readonly account: AccountView;
  readonly transactions: readonly TransactionView[];
  readonly newer: string | null;
  readonly older: string | null;
  readonly fields: Record<string, string>;
  readonly problems: readonly FieldProblem[];
  readonly holds: readonly HoldView[];
  readonly asOf: AsOf;
}

function AccountPage({ data }: ScreenProps<AccountData>): ReactElement {
  const { account, fields, problems, asOf } = data;
  const path = `/accounts/${account.id}`;
  const wrong = [...problems, ...asOf.problems];
  return (
    <Page title={account.name} width="wide" status={wrong.length > 0 ? 422 : 200}>
      <ErrorSummary problems={wrong} />
      <StaleNotice accounts={[account]} />
      <Facts
        layout="tiles"
        facts={[
          ['Available', <Money key="available" value={account.available} size="display" />],
          ['Posted balance', <Money key="balance" value={account.balance} />],
          ['Account number', <Identifier key="number">{account.number}</Identifier>],
          ['Opened', formatDate(account.openedOn)],
        ]}
      />
      <p>{sumOf(account)}</p>
      <div className="lb-actions">
        <Link to={`${path}/statements`}>Statements</Link>
        <Link to={`${path}/interest`}>Terms and interest</Link>
      </div>
      <Holds holds={data.holds} />
      <Section title="Transactions">
        <div className="lb-rail">
          <FilterForm path={path} fields={fields} problems={problems} />
          <div>
            <Transactions {...data} />
          </div>
        </div>
      </Section>
      <AsOfForm path={path} {...asOf} />
    </Page>
  );
}

function Transactions({ transactions, newer, older, fields, problems, account }: AccountData): ReactElement {
  if (transactions.length > 0) {
    return (
      <>
        <TransactionTable transactions={transactions} currency={account.balance.currency} />
        <Pager label="Pages of transactions" newer={newer} older={older} />
      </>
    );
  }
  if (account.staleAsOf !== null) return <Empty title="Transactions can’t be shown right now" />;
  if (problems.length > 0) return <Empty title="Nothing is listed until the filter is right" />;
  if (Object.values(fields).some((value) => value !== '')) {
    return (
      <Empty title="No transaction matches">
        <p>Widen the filter, or clear it to see everything.</p>
      </Empty>
    );
  }
  return (
    <Empty title="No transactions yet">
      <p>They appear here as soon as money comes in or goes out.</p>
    </Empty>
  );
}

async function load(port: Port, { params, url }: Visit): Promise<Outcome<AccountData> | Response> {
  const accountId = params['accountId'] ?? '';
  const account = await port.read('getAccount', { params: { accountId } });
  if (account.kind === 'loan') return redirect(`/loans/${account.id}`);
  const fields = typedFilters(url.searchParams);
  const parsed = parseFields(filterFields, fields);
  const holds = await readActiveHolds(port, account);
  const asOf = await readAsOf(port, account, url.searchParams);
  const common = { account, fields, holds, asOf };
  if (!parsed.ok) return shown({ ...nothing, ...common, problems: parsed.problems }, 422);
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const page = await listOr(account, () =>
    port.read('listTransactions', { params: { accountId }, query: { ...parsed.value, limit: '25', cursor } }),
  );
  const { items: transactions, next, prev } = page;
  const places = { older: placeInList(url, next), newer: placeInList(url, prev) };
  return shown({ ...common, transactions, ...places, problems: [] }, asOf.problems.length > 0 ? 422 : 200);
}

const nothing = { transactions: [], newer: null, older: null };

/** While only the last known balance is at hand, the page shows it without its transactions. */
async function listOr(
  account: AccountView,
  list: () => Promise<Data<'listTransactions'>>,
): Promise<Data<'listTransactions'>> {
  try {
    return await list();
  } catch (error) {
    const away = error instanceof ProblemError && error.status >= 500 && account.staleAsOf !== null;
    if (!away) throw error;
    return { items: [], next: null, prev: null };
  }
}

/** One account with its transactions, filtered by what stands in the address. */
export const accountScreen: ScreenModule<AccountData> = { load, View: AccountPage };
