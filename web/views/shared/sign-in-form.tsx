import type { ReactElement } from 'react';
import { Form, Link } from 'react-router';
import { Submit } from '../../ui/buttons.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorSummary, type FieldProblem } from '../../ui/error-summary.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { screens } from '../screens.ts';
import { endingText } from './endings.ts';

/** A form that was sent after its session had ended: what it was, and what had been typed. */
export interface Kept {
  readonly form: string;
  readonly fields: Readonly<Record<string, string>>;
}

interface SignInFormProps {
  /** Where to go afterwards: a path of this site. */
  readonly returnTo: string;
  readonly kept?: Kept | undefined;
  readonly status: number;
  /** The password was right; the authenticator's code is asked for. */
  readonly asksCode?: boolean;
  /** Code by which the API says why a session is over. */
  readonly ending?: string | null;
  /** Why a way through a provider led back here. */
  readonly problem?: string | undefined;
  /** What was done just before. */
  readonly news?: string | undefined;
  readonly userName?: string | undefined;
  readonly problems?: readonly FieldProblem[];
  /** Another one begins with an empty password. */
  readonly attempt?: string;
}

/** Asks who you are, wherever a page needs to know. */
export function SignInForm(props: SignInFormProps): ReactElement {
  const { status, problems = [], problem, news, asksCode = false, attempt } = props;
  const ended = endingText(props.ending);
  return (
    <Page title="Sign in" width="narrow" status={status} lead={leadOf(props)}>
      <ErrorSummary problems={problems} />
      {problem === undefined ? null : (
        <Notice title="You are not signed in" tone="error">
          <p>{problem}</p>
        </Notice>
      )}
      {ended === undefined ? null : (
        <Notice title="Your session is over">
          <p>{ended}</p>
        </Notice>
      )}
      {news === undefined ? null : (
        <Notice title="Done">
          <p>{news}</p>
        </Notice>
      )}
      <Card>
        <Form key={attempt} method="post" action={screens.signIn.path} className="lb-form" noValidate>
          <Unseen {...props} />
          {asksCode ? <CodeFields problems={problems} /> : <PasswordFields {...props} />}
          <div className="lb-actions">
            <Submit>Sign in</Submit>
          </div>
        </Form>
      </Card>
      {asksCode ? <StartAgain {...props} /> : <OtherWays {...props} />}
      <p>
        <Link to={screens.products.path}>Rates and fees of our accounts</Link>
      </p>
    </Page>
  );
}

function Unseen({ returnTo, kept, asksCode, userName }: SignInFormProps): ReactElement {
  return (
    <>
      <input type="hidden" name="_returnTo" value={returnTo} />
      {kept === undefined ? null : <input type="hidden" name="_kept" value={JSON.stringify(kept)} />}
      {asksCode === true ? <input type="hidden" name="_step" value="code" /> : null}
      {asksCode === true ? <input type="hidden" name="userName" value={userName ?? ''} /> : null}
    </>
  );
}

function PasswordFields({ userName = '', problems = [] }: SignInFormProps): ReactElement {
  return (
    <>
      <TextField
        name="userName"
        label="User name"
        value={userName}
        autoComplete="username"
        required
        problems={problems}
      />
      <TextField
        name="password"
        type="password"
        label="Password"
        autoComplete="current-password"
        required
        problems={problems}
      />
    </>
  );
}

function CodeFields({ problems }: { readonly problems: readonly FieldProblem[] }): ReactElement {
  return (
    <TextField
      name="code"
      label="Code of your authenticator"
      hint="Six digits; they change every half minute."
      inputMode="numeric"
      autoComplete="one-time-code"
      required
      problems={problems}
    />
  );
}

/** For whoever has typed another person's name, or has no authenticator at hand; what had been typed can't come along. */
function StartAgain({ returnTo }: SignInFormProps): ReactElement {
  const query = new URLSearchParams({ returnTo });
  return (
    <p>
      <a href={`${screens.signIn.path}?${query.toString()}`}>Start again with another user name</a>
    </p>
  );
}

/** These leave the page, so what waits in its form can't come along. */
function OtherWays({ returnTo, kept }: SignInFormProps): ReactElement {
  const start = (way: string): string => `/auth/${way}/start?returnTo=${encodeURIComponent(returnTo)}`;
  return (
    <>
      {kept === undefined ? null : <p>What you had typed is kept only if you sign in with your password.</p>}
      <ul className="lb-list">
        <li>
          <a href={start('amazon')}>Login with Amazon</a>
        </li>
        <li>
          <a href={start('directory')}>Staff: sign in at the directory of the bank</a>
        </li>
        <li>
          <Link to={screens.forgottenPassword.path}>Forgotten your password?</Link>
        </li>
        <li>
          <Link to={screens.signUp.path}>Sign up</Link>
        </li>
      </ul>
    </>
  );
}

function leadOf({ kept, returnTo, asksCode }: SignInFormProps): string {
  if (asksCode === true) return 'One more step: show that you have your authenticator.';
  if (kept !== undefined) {
    return 'Your session has ended. Sign in and you are back where you were, with all you had typed.';
  }
  return returnTo === screens.home.path
    ? 'Welcome to Ledgerbank.'
    : 'Sign in and you are back where you wanted to be.';
}
