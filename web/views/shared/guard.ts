import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import type { SessionView } from '../../../functions/contract/session.ts';
import { ProblemError } from '../../client/client.ts';
import type { Port } from '../../client/port.ts';
import { screens, type Screen } from '../screens.ts';
import { typedOnly } from './hidden.tsx';
import type { Fields, Outcome, ScreenModule } from './screen-module.ts';
import type { Kept } from './sign-in-form.tsx';

/** What a screen's element gets when nobody is signed in: the way to sign in and come back. */
export interface SignInFirst {
  readonly signInFirst: {
    readonly returnTo: string;
    /** Code by which the API says why a session is over. */
    readonly ending: string | null;
    readonly kept?: Kept;
  };
}
/** What it gets otherwise: the value, and from a loader how it looks. */
export interface Shown<T> {
  readonly value: T;
  readonly View?: AnyScreen['View'];
}

// Each module knows the types of its own data; the router hands them through unseen.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyScreen = ScreenModule<any, any>;

/** Where a screen’s code comes from, asked for somebody who may see it and not before. */
export type ScreenSource = (session: SessionView) => AnyScreen | Promise<AnyScreen>;

const pathOf = (request: Request): string => {
  const { pathname, search } = new URL(request.url);
  return pathname + search;
};

/** Where somebody proves again who they are; the form that needed it waits at its own address. */
export function proveFirst(returnTo: string): Response {
  return redirect(`${screens.proveIt.path}?returnTo=${encodeURIComponent(returnTo)}`, 303);
}
export const isProofMissing = (error: unknown): boolean =>
  error instanceof ProblemError && error.code === 'step-up-required';

const isSignedOut = (error: unknown): error is ProblemError =>
  error instanceof ProblemError && error.status === 401;

/** Makes the loader of a screen: only for those who may see it, and with errors as the error page wants them. */
export function guardedLoader(port: Port, screen: Screen, source: ScreenSource) {
  return async ({ request, params }: LoaderFunctionArgs): Promise<unknown> => {
    const signInFirst = (ending: string | null): unknown =>
      data({ signInFirst: { returnTo: pathOf(request), ending } }, { status: 401 });
    try {
      const session = await port.session();
      if (session === null) return signInFirst(port.ending());
      refuseUnlessAllowed(screen, session);
      const { load, View } = await source(session);
      return answer(await load(port, { params, session, url: new URL(request.url) }), View);
    } catch (error) {
      if (isSignedOut(error)) return signInFirst(error.code);
      throw asRouteError(error);
    }
  };
}

/** Makes the action of a screen. A session that is gone costs nothing that was typed. */
export function guardedAction(port: Port, screen: Screen, source: ScreenSource) {
  return async ({ request, params }: ActionFunctionArgs): Promise<unknown> => {
    const fields = await fieldsOf(await request.formData());
    const signInFirst = (ending: string | null): unknown =>
      data({ signInFirst: { ...keep(screen, request, fields), ending } }, { status: 401 });
    try {
      const session = await port.session();
      if (session === null) return signInFirst(port.ending());
      refuseUnlessAllowed(screen, session);
      const { act } = await source(session);
      if (!act) throw new ProblemError({ ...notAllowed, code: 'not-found', status: 404 });
      return answer(await act(port, { params, session, fields, url: new URL(request.url) }));
    } catch (error) {
      if (isSignedOut(error)) return signInFirst(error.code);
      if (isProofMissing(error)) return proveFirst(pathOf(request));
      throw asRouteError(error);
    }
  };
}

function answer(outcome: Outcome<unknown> | Response, View?: AnyScreen['View']): unknown {
  if (outcome instanceof Response) return outcome;
  return data({ value: outcome.value, View }, { status: outcome.status });
}

function keep(
  { draft }: Screen,
  request: Request,
  fields: Fields,
): Omit<SignInFirst['signInFirst'], 'ending'> {
  const returnTo = pathOf(request);
  if (draft === undefined) return { returnTo };
  // The key of a money form comes along: an attempt before the session ended may have been done under it.
  const key = fields['_idem'];
  const kept = { ...typedOnly(fields), ...(key === undefined ? {} : { idempotencyKey: key }) };
  return { returnTo, kept: { form: draft, fields: kept } };
}

const notAllowed = { status: 403, code: 'forbidden', detail: '', traceId: '' };

function refuseUnlessAllowed({ permission }: Screen, session: SessionView): void {
  if (!session.permissions.includes(permission)) throw new ProblemError(notAllowed);
}

/** A refusal of the bank becomes a response with its status; anything else stays what it is. */
export function asRouteError(error: unknown): unknown {
  if (!(error instanceof ProblemError)) return error;
  const status = error.status >= 500 ? 503 : error.status;
  return data(error.toParts(), { status });
}

/** The fields of a form as text; a file is its text, with its name beside it. */
export async function fieldsOf(form: FormData): Promise<Fields> {
  const fields: Record<string, string> = {};
  for (const [name, value] of form) {
    fields[name] = typeof value === 'string' ? value : await value.text();
    if (typeof value !== 'string') fields[`_${name}Name`] = value.name;
  }
  return fields;
}
