import type { ReactElement } from 'react';
import { Form, redirect } from 'react-router';
import { ownPath } from '../../../functions/domain/own-path.ts';
import { ProblemError } from '../../client/client.ts';
import type { Port } from '../../client/port.ts';
import { ButtonLink, Submit } from '../../ui/buttons.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Page } from '../../ui/page.tsx';
import { screens } from '../screens.ts';
import { refused, refusedByBank, type Refused } from '../shared/form.ts';
import { Proof, proofOf } from '../shared/hidden.tsx';
import {
  shown,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
} from '../shared/screen-module.ts';

interface ProveData {
  readonly returnTo: string;
  readonly hasTotp: boolean;
}

function ProvePage({ data, result, session }: ScreenProps<ProveData, Refused>): ReactElement {
  const { problems = [], status = 200 } = result ?? {};
  const { returnTo, hasTotp } = data;
  return (
    <Page
      title="Show again that it is you"
      width="narrow"
      status={status}
      lead="What you are about to do needs your password once more. Nothing you had entered is lost."
    >
      <ErrorSummary problems={problems} />
      <Card>
        <Form
          method="post"
          action={`${screens.proveIt.path}?returnTo=${encodeURIComponent(returnTo)}`}
          className="lb-form"
          noValidate
        >
          <Proof session={session} />
          <TextField
            name="password"
            type="password"
            label="Password"
            autoComplete="current-password"
            required
            problems={problems}
          />
          {hasTotp ? (
            <TextField
              name="code"
              label="Code of your authenticator"
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              problems={problems}
            />
          ) : null}
          <div className="lb-actions">
            <Submit>Go on</Submit>
            <ButtonLink to={returnTo}>Back</ButtonLink>
          </div>
        </Form>
      </Card>
    </Page>
  );
}

const returnToIn = (url: URL): string => ownPath(url.searchParams.get('returnTo') ?? '') ?? screens.home.path;

async function act(port: Port, { fields, url }: Submission): Promise<Outcome<Refused> | Response> {
  const { password = '', code = '' } = fields;
  if (password === '') return refused([{ field: 'password', message: 'Enter your password.' }], {});
  const digits = code.replace(/\s/g, '');
  if (digits !== '' && !/^\d{6}$/.test(digits))
    return refused([{ field: 'code', message: 'Enter the six digits that your authenticator shows.' }], {});
  try {
    const body = { password, ...(digits === '' ? {} : { code: digits }) };
    await port.write('stepUp', { body }, proofOf(fields));
    return redirect(returnToIn(url), 303);
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'credentials-refused')
      return refused([{ field: 'password', message: 'The password is wrong.' }], {});
    return refusedByBank(error, {}, { 'code-refused': 'code' });
  }
}

/** Asks for a fresh proof, and leads back to the form that needed it. */
export const proveScreen: ScreenModule<ProveData, Refused> = {
  load: async (port, { url }) => {
    const { hasTotp } = await port.read('getSignInWays', {});
    return shown({ returnTo: returnToIn(url), hasTotp });
  },
  act,
  View: ProvePage,
};
