import type { ReactElement } from 'react';
import { Form, Link } from 'react-router';
import type { UserView } from '../../../functions/contract/users.ts';
import { Submit } from '../../ui/buttons.tsx';
import { Chip } from '../../ui/chip.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { screens } from '../screens.ts';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';

interface UsersData {
  readonly users: readonly UserView[];
  readonly beginsWith: string;
}

const columns: readonly Column<UserView>[] = [
  {
    title: 'User name',
    heads: true,
    cell: ({ userName }) => <Link to={`/users/${encodeURIComponent(userName)}`}>{userName}</Link>,
  },
  { title: 'Name', typed: true, cell: ({ displayName }) => displayName },
  {
    title: 'Roles',
    cell: ({ roles, ofDirectory }) => (ofDirectory ? 'As the directory says' : roles.join(', ') || 'None'),
  },
  {
    title: 'Access',
    beside: true,
    cell: ({ enabled }) => (
      <Chip label={enabled ? 'May sign in' : 'Shut out'} tone={enabled ? 'good' : 'failed'} />
    ),
  },
];

function UsersPage({ data: { users, beginsWith } }: ScreenProps<UsersData>): ReactElement {
  return (
    <Page title="Users" width="wide" lead="Who may sign in, and as what. Sixty are shown at most.">
      <Form method="get" action={screens.users.path} role="search" className="lb-form">
        <TextField name="beginsWith" label="User name begins with" value={beginsWith} type="search" />
        <div className="lb-actions">
          <Submit tone="plain">Find</Submit>
        </div>
      </Form>
      {users.length === 0 ? (
        <Empty title="Nobody’s user name begins like that" />
      ) : (
        <DataTable caption="Users" columns={columns} rows={users} keyOf={({ userName }) => userName} />
      )}
    </Page>
  );
}

/** Everybody who may sign in. */
export const usersScreen: ScreenModule<UsersData> = {
  load: async (port, { url }) => {
    const beginsWith = (url.searchParams.get('beginsWith') ?? '').slice(0, 128);
    const { items } = await port.read('listUsers', { query: { beginsWith } });
    return shown({ users: items, beginsWith });
  },
  View: UsersPage,
};
