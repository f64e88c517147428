import type { ReactElement } from 'react';
import { Form, Link, redirect } from 'react-router';
import type { SessionView } from '../../../functions/contract/session.ts';
import type { SignInView } from '../../../functions/contract/sign-ins.ts';
import type { Port } from '../../client/port.ts';
import { Submit } from '../../ui/buttons.tsx';
import { Chip } from '../../ui/chip.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { screens } from '../screens.ts';
import { refusedByBank, type Refused } from '../shared/form.ts';
import { Proof, proofOf } from '../shared/hidden.tsx';
import {
  shown,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
} from '../shared/screen-module.ts';
import { signInColumns } from '../shared/sign-in-columns.tsx';

interface SessionsData {
  readonly signIns: readonly SignInView[];
  readonly hasEnded: boolean;
}

function EndButton({ id, session }: { readonly id: string; readonly session: SessionView }): ReactElement {
  return (
    <Form method="post" action={screens.sessions.path}>
      <Proof session={session} />
      <input type="hidden" name="_signIn" value={id} />
      <Submit tone="quiet">End it</Submit>
    </Form>
  );
}

function columnsOf(session: SessionView): readonly Column<SignInView>[] {
  const end: Column<SignInView> = {
    title: 'End',
    cell: ({ id, isThis }) =>
      isThis ? <Chip label="This one" tone="good" /> : <EndButton id={id} session={session} />,
  };
  return [...signInColumns, end];
}

function SessionsPage({ data, result, session }: ScreenProps<SessionsData, Refused>): ReactElement {
  const { signIns, hasEnded } = data;
  return (
    <Page
      title="Where you are signed in"
      width="wide"
      status={result?.status ?? 200}
      lead="End whatever you do not know, and change your password then."
    >
      <ErrorSummary problems={result?.problems ?? []} />
      {hasEnded ? <Notice title="That sign-in has ended" /> : null}
      <DataTable caption="Open sign-ins" columns={columnsOf(session)} rows={signIns} keyOf={({ id }) => id} />
      {signIns.length > 1 ? (
        <Form method="post" action={screens.sessions.path} className="lb-actions">
          <Proof session={session} />
          <Submit>End all others</Submit>
        </Form>
      ) : null}
      <p>
        <Link to={screens.waysToSignIn.path}>Ways to sign in</Link>
      </p>
    </Page>
  );
}

async function act(port: Port, { fields }: Submission): Promise<Outcome<Refused> | Response> {
  try {
    const signInId = fields['_signIn'];
    if (signInId === undefined) await port.write('endOtherSignIns', {}, proofOf(fields));
    else await port.write('endSignIn', { params: { signInId } }, proofOf(fields));
    return redirect(`${screens.sessions.path}?ended=1`, 303);
  } catch (error) {
    return refusedByBank(error, fields);
  }
}

/** Everywhere somebody is signed in, and how to end it. */
export const sessionsScreen: ScreenModule<SessionsData, Refused> = {
  load: async (port, { url }) => {
    const { items } = await port.read('listSignIns', {});
    return shown({ signIns: items, hasEnded: url.searchParams.has('ended') });
  },
  act,
  View: SessionsPage,
};
