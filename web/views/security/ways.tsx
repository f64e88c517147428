import type { ReactElement } from 'react';
import { Form, Link } from 'react-router';
import type { SessionView } from '../../../functions/contract/session.ts';
import type { SignInWaysView } from '../../../functions/contract/sign-in-ways.ts';
import { Submit } from '../../ui/buttons.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { screens } from '../screens.ts';
import { Proof } from '../shared/hidden.tsx';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';
import { wayName } from '../shared/sign-in-columns.tsx';
import { Authenticator } from './authenticator.tsx';
import { changeWays, type WaysResult } from './change-ways.ts';

interface WaysData {
  readonly ways: SignInWaysView;
  readonly news: News | undefined;
}

interface News {
  readonly title: string;
  readonly isProblem: boolean;
}

const news: Readonly<Partial<Record<string, News>>> = {
  linked: { title: 'The account is a way to sign in now', isProblem: false },
  unlinked: { title: 'The account is no way to sign in any more', isProblem: false },
  'totp-on': {
    title: 'Your authenticator is now asked for when you sign in with your password',
    isProblem: false,
  },
  'totp-off': { title: 'No authenticator is asked for any more', isProblem: false },
  'account-linked-before': { title: 'That account signs somebody else in', isProblem: true },
  'sign-in-refused': { title: 'The provider did not sign you in', isProblem: true },
  'sign-in-outdated': { title: 'That took too long; begin again', isProblem: true },
  'session-expired': { title: 'You were signed out meanwhile, so nothing was added', isProblem: true },
};

function newsIn({ searchParams }: URL): News | undefined {
  if (searchParams.has('linked')) return news['linked'];
  return news[searchParams.get('done') ?? searchParams.get('problem') ?? ''];
}

function WaysPage({
  data: { ways, news: told },
  result,
  session,
}: ScreenProps<WaysData, WaysResult>): ReactElement {
  const { problems = [], status = 200 } = result ?? {};
  return (
    <Page
      title="Ways to sign in"
      status={status}
      lead="An account elsewhere signs you in only if you add it here, signed in."
    >
      <ErrorSummary problems={problems} />
      {told === undefined ? null : <Notice title={told.title} tone={told.isProblem ? 'error' : 'plain'} />}
      <Facts
        facts={[
          ['User name', ways.userName],
          ['Password', ways.hasPassword ? 'Set' : 'None: you sign in elsewhere'],
          ['Authenticator', ways.hasTotp ? 'Asked for when you sign in with your password' : 'Not used'],
          ...ways.outside.map(
            ({ way, isLinked }) => [wayName(way), isLinked ? 'Added' : 'Not added'] as const,
          ),
        ]}
      />
      {ways.hasPassword ? <Outside ways={ways} session={session} /> : null}
      {ways.hasPassword ? <Authenticator isOn={ways.hasTotp} result={result} session={session} /> : null}
      <p>
        <Link to={screens.sessions.path}>Where you are signed in</Link>
      </p>
    </Page>
  );
}

interface OutsideProps {
  readonly ways: SignInWaysView;
  readonly session: SessionView;
}

function Outside({ ways, session }: OutsideProps): ReactElement {
  return (
    <Section title="Accounts elsewhere">
      {ways.outside.map(({ way, isLinked }) => (
        <Form key={way} method="post" action={screens.waysToSignIn.path} className="lb-actions">
          <Proof session={session} />
          <input type="hidden" name="_do" value={isLinked ? 'unlink' : 'link'} />
          <input type="hidden" name="_way" value={way} />
          <Submit tone="plain">{`${isLinked ? 'Remove' : 'Add'} ${wayName(way)}`}</Submit>
        </Form>
      ))}
    </Section>
  );
}

/** How somebody may sign in: their own password, accounts elsewhere, an authenticator. */
export const waysScreen: ScreenModule<WaysData, WaysResult> = {
  load: async (port, { url }) => shown({ ways: await port.read('getSignInWays', {}), news: newsIn(url) }),
  act: changeWays,
  View: WaysPage,
};
