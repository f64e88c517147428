import type { ReactElement } from 'react';
import { Form, Link } from 'react-router';
import { Submit } from '../../ui/buttons.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorSummary, type FieldProblem } from '../../ui/error-summary.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Page } from '../../ui/page.tsx';
import { screens } from '../screens.ts';

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
  readonly userName?: string | undefined;
  readonly problems?: readonly FieldProblem[];
  /** Another one begins with an empty password. */
  readonly attempt?: string;
}

/** Asks who you are, wherever a page needs to know. */
export function SignInForm(props: SignInFormProps): ReactElement {
  const { returnTo, kept, status, userName = '', problems = [], attempt } = props;
  return (
    <Page title="Sign in" width="narrow" status={status} lead={leadOf(props)}>
      <ErrorSummary problems={problems} />
      <Card>
        <Form key={attempt} method="post" action={screens.signIn.path} className="lb-form" noValidate>
          <input type="hidden" name="_returnTo" value={returnTo} />
          {kept === undefined ? null : <input type="hidden" name="_kept" value={JSON.stringify(kept)} />}
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
          <div className="lb-actions">
            <Submit>Sign in</Submit>
          </div>
        </Form>
      </Card>
      <p>
        <Link to={screens.products.path}>Rates and fees of our accounts</Link>
      </p>
    </Page>
  );
}

function leadOf({ kept, returnTo }: SignInFormProps): string {
  if (kept !== undefined) {
    return 'Your session has ended. Sign in and you are back where you were, with all you had typed.';
  }
  return returnTo === screens.home.path
    ? 'Welcome to Ledgerbank.'
    : 'Sign in and you are back where you wanted to be.';
}
