import type { SignInView } from '../../contract/sign-ins.ts';
import { BankError } from '../../domain/errors.ts';
import { publicId } from '../../domain/ids.ts';
import { personKeyOf, type Site } from '../../domain/session.ts';
import {
  manageSignIns,
  readCustomerSignIns,
  type CustomerSignInPorts,
} from '../../services/customer-sign-ins.ts';
import { acceptHandOff, handOff, type HandOffPorts } from '../../services/hand-off.ts';
import { endOwnSignIns, openSignIns, type EndPorts, type OpenSignIn } from '../../services/own-sessions.ts';
import { principalOf, type Operations } from '../operation.ts';
import { newSessionToken, sessionIdOf } from '../session-token.ts';
import { innerId } from './identify.ts';
import { arrivalOf, cookieOf, sessionOf } from './session-state.ts';

export interface SignInOperationPorts extends EndPorts, HandOffPorts {
  readonly siteOrigins: Readonly<Record<Site, string>>;
}

/** Fetch metadata of a browser that one of our pages has sent over; one that sends none signs in again. */
const handOffOrigins: ReadonlySet<string> = new Set(['same-origin', 'same-site']);

function signInView({ family, sessions }: OpenSignIn, own: string | undefined): SignInView[] {
  const [first] = sessions;
  if (!first) return [];
  const at = (milliseconds: number): string => new Date(milliseconds).toISOString();
  return [
    {
      id: publicId('signIn', family),
      way: first.way,
      device: first.device,
      sites: [...new Set(sessions.map(({ site }) => site))],
      signedInAt: at(first.createdAt),
      lastSeenAt: at(Math.max(...sessions.map(({ lastSeenAt }) => lastSeenAt))),
      isThis: family === own,
    },
  ];
}

/** Where somebody is signed in, and the way over to the other site. */
export function signInOperations(
  ports: SignInOperationPorts,
): Operations<'listSignIns' | 'endSignIn' | 'endOtherSignIns' | 'handOff' | 'acceptHandOff'> {
  return {
    async listSignIns({ state }) {
      const open = await openSignIns(ports, personKeyOf(principalOf(state)));
      return { body: { items: open.flatMap((each) => signInView(each, state.session?.family)) } };
    },
    async endSignIn({ params, state }) {
      const only = innerId('signIn', params.signInId);
      const { traceId } = state;
      return {
        body: { ended: await endOwnSignIns(ports, { principal: principalOf(state), only, traceId }) },
      };
    },
    async endOtherSignIns({ state }) {
      const { family: keep, principal } = sessionOf(state);
      return { body: { ended: await endOwnSignIns(ports, { principal, keep, traceId: state.traceId }) } };
    },
    async handOff({ body, state }) {
      const session = sessionOf(state);
      const to: Site = session.site === 'bank' ? 'classic' : 'bank';
      const code = newSessionToken();
      await handOff(ports, session, { to, place: body.place, codeId: sessionIdOf(code) });
      return { body: { url: `${ports.siteOrigins[to]}/auth/hand-off?code=${code}` } };
    },
    async acceptHandOff({ query, state }) {
      // Our sites are siblings; a link elsewhere, or one that came by mail, must not sign anybody in as somebody else.
      if (!handOffOrigins.has(state.viewer?.cameFrom ?? ''))
        throw new BankError('sign-in-outdated', 'Come over from the bank’s other site.');
      const token = newSessionToken();
      const { session, place } = await acceptHandOff(ports, sessionIdOf(query.code), arrivalOf(state, token));
      return { body: undefined, headers: { location: place }, cookies: [cookieOf(session, token)] };
    },
  };
}

/** Sign-ins of customers, for those who look after them. */
export function customerSignInOperations(
  ports: CustomerSignInPorts,
): Operations<'listCustomerSignIns' | 'manageCustomerSignIns'> {
  return {
    async listCustomerSignIns({ params }) {
      const read = await readCustomerSignIns(ports, innerId('customer', params.customerId));
      return {
        body: {
          isBlocked: read.isBlocked,
          items: read.signIns.flatMap((each) => signInView(each, undefined)),
        },
      };
    },
    async manageCustomerSignIns({ params, body, state }) {
      const customerId = innerId('customer', params.customerId);
      const by = { subject: principalOf(state).subject, traceId: state.traceId };
      return { body: { ended: await manageSignIns(ports, { customerId, action: body.action }, by) } };
    },
  };
}
