import type { OperationId } from '../../functions/contract/routes.ts';
import { ProblemError, type TransportAnswer } from '../../web/client/client.ts';
import type { Probe } from './probe.ts';
import { get } from './world.ts';

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

type SignInId = 'answerTotp' | 'startSignIn' | 'finishSignIn';

/** Ways in beside the password: a route that is gone has no such answer. */
export const signInProbes: Readonly<Record<SignInId & OperationId, Probe>> = {
  answerTotp: ({ cast }) =>
    expectCode(cast.alice.call('answerTotp', { body: { code: '000000' } }), 'sign-in-outdated'),
  startSignIn: (world) => expectStatus(get(world, 'classic', '/auth/directory/start'), 303),
  finishSignIn: (world) => expectStatus(get(world, '', '/auth/amazon/callback?state=none'), 400),
};
