import type { OperationId } from '../../functions/contract/routes.ts';
import { ProblemError, type TransportAnswer } from '../../web/client/client.ts';
import type { Probe } from './probe.ts';
import { get, signIn } from './world.ts';

async function expectCode(call: Promise<unknown>, code: string): Promise<void> {
  const answered = await call.then(
    () => 'no refusal',
    (error: unknown) => (error instanceof ProblemError ? error.code : String(error)),
  );
  if (answered !== code) throw new Error(`Expected ${code}, got ${answered}.`);
}

async function expectStatus(answer: Promise<TransportAnswer>, status: number): Promise<void> {
  const got = await answer;
  if (got.status !== status) throw new Error(`Expected ${status}, got ${got.status}.`);
}

type SignInId =
  | 'answerTotp'
  | 'startSignIn'
  | 'finishSignIn'
  | 'getSignInWays'
  | 'linkAccount'
  | 'unlinkAccount'
  | 'stepUp'
  | 'enrolTotp'
  | 'confirmTotp'
  | 'removeTotp'
  | 'listSignIns'
  | 'endSignIn'
  | 'endOtherSignIns'
  | 'handOff'
  | 'acceptHandOff'
  | 'listCustomerSignIns'
  | 'manageCustomerSignIns'
  | 'signUp'
  | 'confirmSignUp'
  | 'forgetPassword'
  | 'resetPassword';

const nobody = 'nobody@bank.example';
const noSignIn = { signInId: 'sgn_00000000-0000-4000-8000-000000000000' };

/** Signing in and what goes with it: a route that is gone has no such answer. */
export const signInProbes: Readonly<Record<SignInId & OperationId, Probe>> = {
  answerTotp: ({ cast }) =>
    expectCode(cast.alice.call('answerTotp', { body: { code: '000000' } }), 'sign-in-outdated'),
  startSignIn: (world) => expectStatus(get(world, 'classic', '/auth/directory/start'), 303),
  finishSignIn: (world) => expectStatus(get(world, '', '/auth/amazon/callback?state=none'), 400),
  getSignInWays: ({ cast }) => cast.alice.call('getSignInWays', {}),
  linkAccount: async (world) =>
    (await signIn(world, 'carla')).call('linkAccount', { params: { way: 'amazon' } }),
  unlinkAccount: async (world) =>
    expectCode(
      (await signIn(world, 'carla')).call('unlinkAccount', { params: { way: 'amazon' } }),
      'not-found',
    ),
  stepUp: ({ cast }) =>
    expectCode(cast.accountant.call('stepUp', { body: { password: 'x' } }), 'credentials-refused'),
  enrolTotp: ({ cast }) =>
    expectCode(cast.accountant.call('enrolTotp', { body: { password: 'x' } }), 'credentials-refused'),
  confirmTotp: ({ cast }) =>
    expectCode(cast.alice.call('confirmTotp', { body: { code: '000000' } }), 'sign-in-outdated'),
  removeTotp: async (world) => (await signIn(world, 'carla')).call('removeTotp', {}),
  listSignIns: async ({ cast }) => {
    const { data } = await cast.alice.call('listSignIns', {});
    if (!data.items.some(({ isThis }) => isThis)) throw new Error('The sign-in that asks is not among them.');
  },
  endSignIn: ({ cast }) => expectCode(cast.alice.call('endSignIn', { params: noSignIn }), 'not-found'),
  endOtherSignIns: async (world) => (await signIn(world, 'carla')).call('endOtherSignIns', {}),
  handOff: ({ cast }) => cast.alice.call('handOff', { body: { place: '/accounts' } }),
  acceptHandOff: (world) => expectStatus(get(world, 'classic', '/auth/hand-off?code=none'), 400),
  listCustomerSignIns: async (world) =>
    (await signIn(world, 'administrator')).call('listCustomerSignIns', {
      params: { customerId: world.cast.customer },
    }),
  manageCustomerSignIns: async (world) =>
    (await signIn(world, 'administrator')).call('manageCustomerSignIns', {
      params: { customerId: world.cast.customer },
      body: { action: 'unblock' },
    }),
  signUp: ({ cast }) =>
    expectCode(
      cast.alice.call('signUp', { body: { userName: nobody, displayName: 'N', password: 'weak and long' } }),
      'password-refused',
    ),
  confirmSignUp: ({ cast }) =>
    expectCode(
      cast.alice.call('confirmSignUp', { body: { userName: nobody, code: '000000' } }),
      'code-refused',
    ),
  forgetPassword: ({ cast }) => cast.alice.call('forgetPassword', { body: { userName: nobody } }),
  resetPassword: ({ cast }) =>
    expectCode(
      cast.alice.call('resetPassword', {
        body: { userName: nobody, code: '000000', password: 'Correct-Horse-99' },
      }),
      'code-refused',
    ),
};
