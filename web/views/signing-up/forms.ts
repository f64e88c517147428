import * as z from 'zod';
import { screens } from '../screens.ts';
import type { PublicForm } from './public-form.tsx';

const userName = z.string().trim().min(1, 'Enter your user name.').max(128, 'That is too long.');
const password = z.string().min(12, 'Use at least 12 characters.').max(256, 'That is too long.');
const code = z
  .string()
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'Enter the six digits of the code.'));

const fieldOf = {
  'code-refused': 'code',
  'code-not-sent': 'userName',
  'password-refused': 'password',
  '/password': 'password',
  '/userName': 'userName',
  '/displayName': 'displayName',
};
const nameField = { name: 'userName', label: 'User name', autoComplete: 'username' } as const;
const codeField = {
  name: 'code',
  label: 'Code from the e-mail',
  autoComplete: 'one-time-code',
  inputMode: 'numeric',
} as const;
const passwordField = {
  name: 'password',
  label: 'New password',
  type: 'password',
  autoComplete: 'new-password',
  hint: 'At least 12 characters, with small and capital letters and a digit.',
} as const;

const signUpSchema = z.object({
  userName: z.string().trim().pipe(z.email('Enter your e-mail address.').max(128, 'That is too long.')),
  displayName: z.string().trim().min(1, 'Enter your name.').max(100, 'That is too long.'),
  password,
});

/** The answers are the same whoever has an account here, so the texts are, too. */
export const signUpForm: PublicForm<z.output<typeof signUpSchema>> = {
  title: 'Sign up',
  lead: 'Your e-mail address becomes your user name; a code goes there. Accounts are opened at the counter.',
  submit: 'Send the code',
  fields: [
    { ...nameField, label: 'E-mail address', type: 'email' },
    { name: 'displayName', label: 'Your name', autoComplete: 'name' },
    { ...passwordField, label: 'Password' },
  ],
  schema: signUpSchema,
  async send(port, body) {
    await port.write('signUp', { body }, {});
    return `${screens.confirmSignUp.path}?for=${encodeURIComponent(body.userName)}`;
  },
  fieldOf,
};

const confirmSchema = z.object({ userName, code });

export const confirmSignUpForm: PublicForm<z.output<typeof confirmSchema>> = {
  title: 'Confirm your address',
  lead: 'If this address can be used, a code is on its way to it; only the browser in which you signed up last takes it. If you have signed up before, sign in, or set a new password.',
  submit: 'Confirm',
  fields: [nameField, codeField],
  schema: confirmSchema,
  async send(port, body) {
    await port.write('confirmSignUp', { body }, {});
    return `${screens.signIn.path}?done=signed-up`;
  },
  fieldOf,
  codesFrom: { path: screens.signUp.path, label: 'Sign up again for a new code' },
};

const forgottenSchema = z.object({ userName });

export const forgottenPasswordForm: PublicForm<z.output<typeof forgottenSchema>> = {
  title: 'Forgotten password',
  lead: 'A code goes to the e-mail address we know of you. With it you set a new password.',
  submit: 'Send the code',
  fields: [nameField],
  schema: forgottenSchema,
  async send(port, body) {
    await port.write('forgetPassword', { body }, {});
    return `${screens.newPassword.path}?for=${encodeURIComponent(body.userName)}`;
  },
  fieldOf,
};

const newPasswordSchema = z.object({ userName, code, password });

export const newPasswordForm: PublicForm<z.output<typeof newPasswordSchema>> = {
  title: 'Set a new password',
  lead: 'If we know this user, a code is on its way to them. Wherever they are signed in with the old password, that ends.',
  submit: 'Set the password',
  fields: [nameField, codeField, passwordField],
  schema: newPasswordSchema,
  async send(port, body) {
    await port.write('resetPassword', { body }, {});
    return `${screens.signIn.path}?done=password-changed`;
  },
  fieldOf,
  codesFrom: { path: screens.forgottenPassword.path, label: 'Ask for a new code' },
};
