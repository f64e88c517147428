import type { ReactElement } from 'react';
import {
  data,
  Form,
  Link,
  redirect,
  useActionData,
  useLoaderData,
  useLocation,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type RouteObject,
} from 'react-router';
import type * as z from 'zod';
import type { Port } from '../../client/port.ts';
import { Submit } from '../../ui/buttons.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Page } from '../../ui/page.tsx';
import { screens } from '../screens.ts';
import {
  fieldProps,
  formState,
  parseFields,
  refusedByBank,
  type FieldOfCode,
  type Refused,
} from '../shared/form.ts';
import { fieldsOf } from '../shared/guard.ts';
import type { Fields } from '../shared/screen-module.ts';

interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'password' | 'email';
  readonly autoComplete: 'username' | 'name' | 'new-password' | 'one-time-code';
  readonly inputMode?: 'numeric';
}

/** A form for somebody who is not signed in: what it asks, and where it leads. */
export interface PublicForm<T> {
  readonly title: string;
  readonly lead: string;
  readonly submit: string;
  readonly fields: readonly Field[];
  readonly schema: z.ZodType<T>;
  /** @returns the place to go on at */
  readonly send: (port: Port, value: T) => Promise<string>;
  readonly fieldOf: FieldOfCode;
  /** Where another code comes from, for forms that ask for one. */
  readonly codesFrom?: { readonly path: string; readonly label: string };
}

interface FormData {
  readonly begun: Fields;
}

/** The route of such a form. The address may bring a user name along. */
export function publicFormRoute<T>(
  port: Port,
  form: PublicForm<T>,
): Pick<RouteObject, 'loader' | 'action' | 'element'> {
  return {
    loader: ({ request }: LoaderFunctionArgs): FormData => ({
      begun: { userName: new URL(request.url).searchParams.get('for') ?? '' },
    }),
    action: (args: ActionFunctionArgs) => act(port, form, args),
    element: <FormPage form={form} />,
  };
}

async function act<T>(port: Port, form: PublicForm<T>, { request }: ActionFunctionArgs): Promise<unknown> {
  const fields = await fieldsOf(await request.formData());
  const parsed = parseFields(form.schema, fields);
  const kept = withoutPasswords(form, fields);
  if (!parsed.ok) return data({ problems: parsed.problems, fields: kept, status: 422 }, { status: 422 });
  try {
    return redirect(await form.send(port, parsed.value), 303);
  } catch (error) {
    const { value, status } = refusedByBank(error, kept, form.fieldOf);
    return data(value, { status });
  }
}

/** A password is never sent back. */
function withoutPasswords<T>({ fields: asked }: PublicForm<T>, fields: Fields): Fields {
  const secret = new Set(asked.filter(({ type }) => type === 'password').map(({ name }) => name));
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !secret.has(name)));
}

/** The place, with the name that this address brought along. */
function placeFor(path: string, { userName = '' }: Fields): string {
  return userName === '' ? path : `${path}?for=${encodeURIComponent(userName)}`;
}

function FormPage<T>({ form }: { readonly form: PublicForm<T> }): ReactElement {
  const { begun } = useLoaderData<FormData>();
  const { pathname, search } = useLocation();
  const state = formState(begun, useActionData<Refused>());
  return (
    <Page title={form.title} width="narrow" status={state.status} lead={form.lead}>
      <ErrorSummary problems={state.problems} />
      <Card>
        <Form method="post" action={pathname + search} className="lb-form" noValidate>
          {form.fields.map(({ name, ...field }) => (
            <TextField key={name} {...fieldProps(state, name)} {...field} required />
          ))}
          <div className="lb-actions">
            <Submit>{form.submit}</Submit>
          </div>
        </Form>
      </Card>
      {form.codesFrom === undefined ? null : (
        <p>
          <Link to={placeFor(form.codesFrom.path, begun)}>{form.codesFrom.label}</Link>
        </p>
      )}
      <p>
        <Link to={screens.signIn.path}>Sign in</Link>
      </p>
    </Page>
  );
}
