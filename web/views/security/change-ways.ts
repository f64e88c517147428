import { redirect } from 'react-router';
import { ProblemError } from '../../client/client.ts';
import type { Port } from '../../client/port.ts';
import { screens } from '../screens.ts';
import { refusedByBank, type Refused } from '../shared/form.ts';
import { proofOf } from '../shared/hidden.tsx';
import { shown, type Fields, type Outcome, type Submission } from '../shared/screen-module.ts';

/** What an authenticator has to know before it is switched on. */
interface Enrolment {
  readonly secret: string;
  readonly address: string;
}

export interface WaysResult extends Pick<Refused, 'problems'> {
  readonly status: number;
  readonly enrolment?: Enrolment;
}

const done = (what: string): Response => redirect(`${screens.waysToSignIn.path}?done=${what}`, 303);
const wayIn = (fields: Fields): 'amazon' | 'directory' =>
  fields['_way'] === 'directory' ? 'directory' : 'amazon';

type Change = (port: Port, fields: Fields) => Promise<Outcome<WaysResult> | Response>;

const changes: Readonly<Partial<Record<string, Change>>> = {
  async link(port, fields) {
    const { url } = await port.write('linkAccount', { params: { way: wayIn(fields) } }, proofOf(fields));
    return redirect(url, 303);
  },
  async unlink(port, fields) {
    await port.write('unlinkAccount', { params: { way: wayIn(fields) } }, proofOf(fields));
    return done('unlinked');
  },
  async enrol(port, fields) {
    const body = { password: fields['password'] ?? '' };
    const enrolment = await port.write('enrolTotp', { body }, proofOf(fields));
    return shown({ problems: [], status: 200, enrolment });
  },
  async confirm(port, fields) {
    const body = { code: (fields['code'] ?? '').replace(/\s/g, '') };
    await port.write('confirmTotp', { body }, proofOf(fields));
    return done('totp-on');
  },
  async removeTotp(port, fields) {
    await port.write('removeTotp', {}, proofOf(fields));
    return done('totp-off');
  },
};

/** Which field a refusal is about. */
const fieldOf = { 'code-refused': 'code', '/code': 'code', '/password': 'password' };

/** Does what the form of the page asks for. */
export async function changeWays(
  port: Port,
  { fields }: Submission,
): Promise<Outcome<WaysResult> | Response> {
  try {
    return (await changes[fields['_do'] ?? '']?.(port, fields)) ?? shown({ problems: [], status: 200 });
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'sign-in-outdated') return done('sign-in-outdated');
    const { value, status } = isWrongPassword(error)
      ? { value: { problems: [{ field: 'password', message: 'The password is wrong.' }] }, status: 422 }
      : refusedByBank(error, {}, fieldOf);
    return shown({ problems: value.problems, status, ...enrolmentIn(fields) }, status);
  }
}

const isWrongPassword = (error: unknown): boolean =>
  error instanceof ProblemError && error.code === 'credentials-refused';

/** A wrong code leaves the key on the page. */
function enrolmentIn({ _secret: secret, _address: address = '' }: Fields): { enrolment?: Enrolment } {
  return secret === undefined ? {} : { enrolment: { secret, address } };
}
