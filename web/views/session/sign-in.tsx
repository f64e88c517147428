import type { ReactElement } from 'react';
import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import * as z from 'zod';
import { draftForms } from '../../../functions/contract/drafts.ts';
import type { SessionView } from '../../../functions/contract/session.ts';
import { ProblemError } from '../../client/client.ts';
import type { Port } from '../../client/port.ts';
import { parseFields, refusedByBank, type Refused } from '../shared/form.ts';
import { asRouteError, fieldsOf } from '../shared/guard.ts';
import type { Fields } from '../shared/screen-module.ts';
import { SignInForm, type Kept } from '../shared/sign-in-form.tsx';
import { newsIn, problemIn } from './problems.ts';
import { safePath } from './return-to.ts';

const signInFields = z.object({
  userName: z.string().trim().min(1, 'Enter your user name.').max(128, 'That user name is too long.'),
  password: z.string().min(1, 'Enter your password.').max(256, 'That password is too long.'),
});

const keptText = z.object({ form: z.enum(draftForms), fields: z.record(z.string(), z.string()) });
type KeptText = z.output<typeof keptText>;

const codeFields = z.object({
  code: z
    .string()
    .transform((text) => text.replace(/\s/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'Enter the six digits that your authenticator shows.')),
});

interface SignInData {
  readonly returnTo: string;
  readonly problem?: string | undefined;
  readonly news?: string | undefined;
  readonly ending?: string | null;
  readonly status: number;
}

/** Those who are signed in already go where they wanted to. */
export async function signInLoader(port: Port, { request }: LoaderFunctionArgs): Promise<unknown> {
  const url = new URL(request.url);
  const returnTo = safePath(url.searchParams.get('returnTo') ?? '/');
  const problem = problemIn(url);
  const status = problem === undefined ? 200 : 403;
  try {
    return (await port.session()) === null
      ? data({ returnTo, problem, news: newsIn(url), ending: port.ending(), status }, { status })
      : redirect(returnTo);
  } catch (error) {
    throw asRouteError(error);
  }
}

export async function signInAction(port: Port, { request }: ActionFunctionArgs): Promise<unknown> {
  const fields = await fieldsOf(await request.formData());
  return fields['_step'] === 'code' ? giveCode(port, fields) : givePassword(port, fields);
}

async function givePassword(port: Port, fields: Fields): Promise<unknown> {
  const parsed = parseFields(signInFields, fields);
  if (!parsed.ok) return shownAgain(fields, parsed.problems, 422);
  try {
    const answer = await port.write('signIn', { body: parsed.value }, {});
    if ('challenge' in answer) return shownAgain({ ...fields, _step: 'code' }, [], 200);
    return redirect(await placeAfter(port, answer, fields), 303);
  } catch (error) {
    return refusedSignIn(error, fields);
  }
}

/** The second half, after a right password. One that took too long begins again with the first. */
async function giveCode(port: Port, fields: Fields): Promise<unknown> {
  const parsed = parseFields(codeFields, fields);
  if (!parsed.ok) return shownAgain(fields, parsed.problems, 422);
  try {
    const session = await port.write('answerTotp', { body: parsed.value }, {});
    return redirect(await placeAfter(port, session, fields), 303);
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'sign-in-outdated') {
      const problems = [{ field: 'password', message: 'That took too long. Enter your password again.' }];
      return shownAgain({ ...fields, _step: '' }, problems, 422);
    }
    const { value, status } = refusedByBank(error, fields, { 'code-refused': 'code' });
    return shownAgain(fields, value.problems, status);
  }
}

/** Where the viewer was, with what had been typed there. */
async function placeAfter(port: Port, session: SessionView, fields: Fields): Promise<string> {
  const place = safePath(fields['_returnTo'] ?? '/');
  const kept = keptOf(fields);
  if (kept === undefined) return place;
  return `${place.split('?')[0] ?? place}?draft=${await setAside(port, session, kept)}`;
}

/** The draft's id. Somebody who has signed in stays so: text that can't be kept is told as gone on the page itself. */
async function setAside(port: Port, session: SessionView, kept: KeptText): Promise<string> {
  try {
    const proof = { csrf: session.csrfToken ?? '' };
    return (await port.write('saveDraft', { body: kept }, proof)).id;
  } catch (error) {
    if (error instanceof ProblemError) return 'gone';
    throw error;
  }
}

function keptOf(fields: Fields): KeptText | undefined {
  const text = fields['_kept'];
  if (text === undefined) return undefined;
  try {
    return keptText.safeParse(JSON.parse(text)).data;
  } catch (error) {
    // Not a form of ours: there is nothing to bring back.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function refusedSignIn(error: unknown, fields: Fields): unknown {
  if (!(error instanceof ProblemError)) throw error;
  if (error.status === 401) {
    const problems = [{ field: 'userName', message: 'The user name or the password is wrong.' }];
    return shownAgain(fields, problems, 422);
  }
  const { value, status } = refusedByBank(error, fields);
  return shownAgain(fields, value.problems, status);
}

interface SignInResult extends Pick<Refused, 'problems'> {
  readonly userName: string;
  readonly asksCode: boolean;
  readonly returnTo: string;
  readonly kept?: Kept | undefined;
  readonly status: number;
  readonly attempt: string;
}

/** The form again with what was typed; a password is never sent back. */
function shownAgain(fields: Fields, problems: Refused['problems'], status: number): unknown {
  const result: SignInResult = {
    userName: fields['userName'] ?? '',
    asksCode: fields['_step'] === 'code',
    returnTo: safePath(fields['_returnTo'] ?? '/'),
    kept: keptOf(fields),
    problems,
    status,
    attempt: crypto.randomUUID(),
  };
  return data(result, { status });
}

export function SignInScreen(): ReactElement {
  const loaded = useLoaderData<SignInData>();
  const result = useActionData<SignInResult>();
  return <SignInForm {...(result ?? loaded)} />;
}
