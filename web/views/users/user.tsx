import type { ReactElement } from 'react';
import { Form, Link, redirect } from 'react-router';
import * as z from 'zod';
import type { UserView } from '../../../functions/contract/users.ts';
import { roles } from '../../../functions/domain/permissions.ts';
import type { Port } from '../../client/port.ts';
import { Submit } from '../../ui/buttons.tsx';
import { Choices } from '../../ui/choices.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Facts } from '../../ui/facts.tsx';
import { TextField } from '../../ui/fields.tsx';
import { formatInstant } from '../../ui/format.ts';
import { Page, Section } from '../../ui/page.tsx';
import { screens } from '../screens.ts';
import { fieldProps, formState, parseFields, refused, refusedByBank, type Refused } from '../shared/form.ts';
import { Proof, proofOf } from '../shared/hidden.tsx';
import {
  shown,
  type Fields,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
} from '../shared/screen-module.ts';

interface UserData {
  readonly user: UserView;
  readonly idempotencyKey: string;
}

function UserPage(props: ScreenProps<UserData, Refused>): ReactElement {
  const { user } = props.data;
  const { problems, status } = formState({}, props.result);
  return (
    <Page title={user.displayName} lead={user.userName} status={status}>
      <ErrorSummary problems={problems} />
      <Facts
        facts={[
          ['Roles', user.ofDirectory ? 'As the directory says' : user.roles.join(', ') || 'None'],
          ['Access', user.enabled ? 'May sign in' : 'Shut out'],
          ['Known since', formatInstant(user.createdAt)],
        ]}
      />
      {props.session.permissions.includes('audit:read') ? (
        <p>
          <Link to={`${screens.audit.path}?${new URLSearchParams({ userName: user.userName }).toString()}`}>
            What the audit log has of them today
          </Link>
        </p>
      ) : null}
      {props.session.permissions.includes('user:change') ? <RightsForm {...props} /> : null}
    </Page>
  );
}

const isChosen = (fields: Fields, name: string): boolean => fields[name] === 'yes';

function RightsForm({ data, result, session }: ScreenProps<UserData, Refused>): ReactElement {
  const { user, idempotencyKey } = data;
  const state = formState({}, result);
  const chosen = (name: string, now: boolean): boolean => (result ? isChosen(state.fields, name) : now);
  return (
    <Section title="Ask for other rights">
      <Form
        method="post"
        action={`/users/${encodeURIComponent(user.userName)}`}
        className="lb-form"
        noValidate
      >
        <Proof session={session} idempotencyKey={state.fields['_idem'] ?? idempotencyKey} />
        {user.ofDirectory ? null : (
          <Choices
            legend="Roles"
            options={roles.map((role) => ({
              name: role,
              label: role,
              checked: chosen(role, user.roles.includes(role)),
            }))}
          />
        )}
        <Choices
          legend="Access"
          options={[{ name: 'enabled', label: 'may sign in', checked: chosen('enabled', user.enabled) }]}
        />
        <TextField
          {...fieldProps(state, 'reason')}
          label="Reason"
          hint="Another person reads it before they decide."
          required
        />
        <div className="lb-actions">
          <Submit>Ask for it</Submit>
        </div>
      </Form>
    </Section>
  );
}

const reasonField = z.object({
  reason: z
    .string()
    .trim()
    .min(1, 'Say why it is needed.')
    .max(500, 'Use at most 500 characters.')
    .default(''),
});

async function act(port: Port, { params, fields }: Submission): Promise<Outcome<Refused> | Response> {
  const parsed = parseFields(reasonField, { reason: fields['reason'] ?? '' });
  if (!parsed.ok) return refused(parsed.problems, fields);
  const body = {
    reason: parsed.value.reason,
    userName: params['userName'] ?? '',
    roles: roles.filter((role) => isChosen(fields, role)),
    enabled: isChosen(fields, 'enabled'),
  };
  try {
    const { id } = await port.write('requestUserChange', { body }, proofOf(fields));
    return redirect(`/approvals/${id}`, 303);
  } catch (error) {
    return refusedByBank(error, fields, { '/reason': 'reason' });
  }
}

/** One person who may sign in; administrators ask here for other rights. */
export const userScreen: ScreenModule<UserData, Refused> = {
  load: async (port, { params }) => {
    const user = await port.read('getUser', { params: { userName: params['userName'] ?? '' } });
    return shown({ user, idempotencyKey: crypto.randomUUID() });
  },
  act,
  View: UserPage,
};
