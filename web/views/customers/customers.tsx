import type { ReactElement } from 'react';
import { Form, Link } from 'react-router';
import type { CustomerView } from '../../../functions/contract/counter.ts';
import type { Port } from '../../client/port.ts';
import { Submit } from '../../ui/buttons.tsx';
import { ErrorSummary, type FieldProblem } from '../../ui/error-summary.tsx';
import { Identifier } from '../../ui/facts.tsx';
import { TextField } from '../../ui/fields.tsx';
import { formatDate } from '../../ui/format.ts';
import { Empty } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { screens } from '../screens.ts';
import type { Refused } from '../shared/form.ts';
import { PersonalSearchForm } from './personal-search-form.tsx';
import { searchByPersonalData, type PersonalSearch } from './personal-search.ts';
import {
  shown,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Visit,
} from '../shared/screen-module.ts';

interface CustomersData {
  /** What was searched for; null before the first search. */
  readonly q: string | null;
  readonly customers: readonly CustomerView[];
  readonly problems: readonly FieldProblem[];
}

const columns: readonly Column<CustomerView>[] = [
  {
    title: 'Name',
    heads: true,
    typed: true,
    cell: ({ id, name }) => <Link to={`/customers/${id}`}>{name}</Link>,
  },
  { title: 'Customer number', cell: ({ number }) => <Identifier>{number}</Identifier> },
  { title: 'Customer since', cell: ({ openedOn }) => formatDate(openedOn) },
];

/** What a search by personal data found, or was refused for, stands before what was searched for by name. */
function foundOf({
  data,
  result,
}: Pick<ScreenProps<CustomersData, PersonalSearch>, 'data' | 'result'>): CustomersData & {
  readonly refusal?: Refused;
} {
  if (!result) return data;
  if ('customers' in result) return { q: '', customers: result.customers, problems: [] };
  return { ...data, problems: result.problems, refusal: result };
}

function CustomersPage(props: ScreenProps<CustomersData, PersonalSearch>): ReactElement {
  const { data, session } = props;
  const { refusal, ...found } = foundOf(props);
  const { problems } = found;
  return (
    <Page title="Customers" width="wide" status={problems.length > 0 ? (refusal?.status ?? 422) : 200}>
      <ErrorSummary problems={problems} />
      <SearchForm q={data.q ?? ''} problems={problems} />
      {session.permissions.includes('personal:unmask') ? (
        <PersonalSearchForm session={session} refusal={refusal} />
      ) : null}
      <Found {...found} />
    </Page>
  );
}

interface SearchFormProps {
  readonly q: string;
  readonly problems: readonly FieldProblem[];
}

function SearchForm({ q, problems }: SearchFormProps): ReactElement {
  return (
    <Form
      method="get"
      action={screens.customers.path}
      role="search"
      aria-label="Customers"
      className="lb-form"
      noValidate
    >
      <TextField
        name="q"
        label="Find a customer"
        hint="By name, customer number or account number."
        inputMode="search"
        value={q}
        problems={problems}
      />
      <div className="lb-actions">
        <Submit>Find</Submit>
      </div>
    </Form>
  );
}

function Found({ q, customers, problems }: CustomersData): ReactElement | null {
  if (q === null || problems.length > 0) return null;
  if (customers.length === 0) {
    return (
      <Empty title="No customer matches">
        <p>Try a part of the name, or the whole number.</p>
      </Empty>
    );
  }
  return <DataTable caption="Customers found" columns={columns} rows={customers} keyOf={({ id }) => id} />;
}

async function load(port: Port, { url }: Visit): Promise<Outcome<CustomersData>> {
  const q = url.searchParams.get('q')?.trim() ?? null;
  if (q === null) return shown({ q, customers: [], problems: [] });
  const message = problemWith(q);
  if (message !== undefined) {
    return shown({ q, customers: [], problems: [{ field: 'q', message }] }, 422);
  }
  const { items } = await port.read('findCustomers', { query: { q } });
  return shown({ q, customers: items, problems: [] });
}

function problemWith(q: string): string | undefined {
  if (q.length < 2) return 'Enter at least two characters.';
  if (q.length > 100) return 'Enter at most 100 characters.';
  return /[\p{Cc}\p{Cf}]/u.test(q) ? 'Enter visible characters only.' : undefined;
}

/** Staff look somebody up. */
export const customersScreen: ScreenModule<CustomersData, PersonalSearch> = {
  load,
  act: searchByPersonalData,
  View: CustomersPage,
};
