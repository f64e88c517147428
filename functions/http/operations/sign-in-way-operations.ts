import { leaveForProvider, type OutsidePorts } from '../../services/outside-sign-in.ts';
import { proveAgain, requireFreshProof, type ProofPorts } from '../../services/fresh-proof.ts';
import { readSignInWays, unlinkAccount, wayOpenTo, type WaysPorts } from '../../services/sign-in-ways.ts';
import { confirmTotp, enrolTotp, removeTotp, type TotpPorts } from '../../services/totp.ts';
import { BankError } from '../../domain/errors.ts';
import { principalOf, type Operations } from '../operation.ts';
import { clearCookie, newSessionToken, sessionIdOf, setCookie, transactionCookie } from '../session-token.ts';
import { randomOfSignIn } from './outside-operations.ts';
import { noteIdOf, proofHolderOf, sessionOf } from './session-state.ts';

export type WayOperationPorts = OutsidePorts & ProofPorts & WaysPorts & TotpPorts;

const transactionSeconds = 600;

/** How somebody who is signed in may sign in from now on. */
export function signInWayOperations(
  ports: WayOperationPorts,
): Operations<
  'getSignInWays' | 'linkAccount' | 'unlinkAccount' | 'stepUp' | 'enrolTotp' | 'confirmTotp' | 'removeTotp'
> {
  return {
    async getSignInWays({ state }) {
      const principal = principalOf(state);
      const ways = await readSignInWays(ports, principal);
      return { body: { ...ways, userName: principal.userName, outside: [...ways.outside] } };
    },
    async linkAccount({ params, state }) {
      const session = sessionOf(state);
      const { way } = params;
      if (wayOpenTo(session.principal) !== way)
        throw new BankError('forbidden', 'This way in is not for you.');
      await requireFreshProof(ports, proofHolderOf(state));
      const transaction = newSessionToken();
      const departure = { way, site: session.site, returnTo: '/ways-to-sign-in', linkTo: session };
      const binding = { noteId: sessionIdOf(transaction), random: randomOfSignIn() };
      const url = await leaveForProvider(ports, departure, binding);
      return { body: { url }, cookies: [setCookie(transaction, transactionSeconds, transactionCookie)] };
    },
    async unlinkAccount({ params, state }) {
      await requireFreshProof(ports, proofHolderOf(state));
      await unlinkAccount(ports, principalOf(state), { way: params.way, traceId: state.traceId });
      return { body: undefined };
    },
    async stepUp({ body, state }) {
      const { traceId } = state;
      await proveAgain(
        ports,
        { session: sessionOf(state), traceId },
        { password: body.password, code: body.code },
      );
      return { body: undefined };
    },
    async enrolTotp({ body, state }) {
      const transaction = newSessionToken();
      const { principal } = sessionOf(state);
      const made = await enrolTotp(ports, { principal, password: body.password }, sessionIdOf(transaction));
      return { body: made, cookies: [setCookie(transaction, transactionSeconds, transactionCookie)] };
    },
    async confirmTotp({ body, state }) {
      const { principal } = sessionOf(state);
      await confirmTotp(ports, { principal, code: body.code, traceId: state.traceId }, noteIdOf(state));
      return { body: undefined, cookies: [clearCookie(transactionCookie)] };
    },
    async removeTotp({ state }) {
      await requireFreshProof(ports, proofHolderOf(state));
      await removeTotp(ports, principalOf(state), state.traceId);
      return { body: undefined };
    },
  };
}
