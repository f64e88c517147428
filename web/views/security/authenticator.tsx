import type { ReactElement } from 'react';
import { Form } from 'react-router';
import type { SessionView } from '../../../functions/contract/session.ts';
import { Submit } from '../../ui/buttons.tsx';
import { Facts, Identifier } from '../../ui/facts.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Section } from '../../ui/page.tsx';
import { screens } from '../screens.ts';
import { Proof } from '../shared/hidden.tsx';
import type { WaysResult } from './change-ways.ts';

interface AuthenticatorProps {
  readonly isOn: boolean;
  readonly result: WaysResult | undefined;
  readonly session: SessionView;
}

/** The second factor: set up in two steps, taken away in one. */
export function Authenticator(props: AuthenticatorProps): ReactElement {
  return <Section title="Authenticator">{stepOf(props)}</Section>;
}

function stepOf(props: AuthenticatorProps): ReactElement {
  if (props.isOn) return <Remove {...props} />;
  return props.result?.enrolment === undefined ? <Begin {...props} /> : <Confirm {...props} />;
}

function Remove({ session }: AuthenticatorProps): ReactElement {
  return (
    <Form method="post" action={screens.waysToSignIn.path} className="lb-actions">
      <Proof session={session} />
      <input type="hidden" name="_do" value="removeTotp" />
      <Submit tone="plain">Remove the authenticator</Submit>
    </Form>
  );
}

function Begin({ session, result }: AuthenticatorProps): ReactElement {
  return (
    <Form method="post" action={screens.waysToSignIn.path} className="lb-form" noValidate>
      <Proof session={session} />
      <input type="hidden" name="_do" value="enrol" />
      <p>
        An app that shows a new code every half minute. Whoever knows your password can’t sign in without it.
      </p>
      <TextField
        name="password"
        type="password"
        label="Your password"
        autoComplete="current-password"
        required
        problems={result?.problems ?? []}
      />
      <div className="lb-actions">
        <Submit tone="plain">Set it up</Submit>
      </div>
    </Form>
  );
}

function Confirm({ session, result }: AuthenticatorProps): ReactElement {
  const { secret = '', address = '' } = result?.enrolment ?? {};
  return (
    <Form method="post" action={screens.waysToSignIn.path} className="lb-form" noValidate>
      <Proof session={session} />
      <input type="hidden" name="_do" value="confirm" />
      <input type="hidden" name="_secret" value={secret} />
      <input type="hidden" name="_address" value={address} />
      <p>Tell your authenticator this key, then enter the code it shows.</p>
      <Facts facts={[['Key', <Identifier key="secret">{secret}</Identifier>]]} />
      <p>
        <a href={address}>Open it in an authenticator on this device</a>
      </p>
      <TextField
        name="code"
        label="Code"
        hint="Six digits."
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        problems={result?.problems ?? []}
      />
      <div className="lb-actions">
        <Submit>Switch it on</Submit>
      </div>
    </Form>
  );
}
