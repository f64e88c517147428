import { BankError } from '../domain/errors.ts';
import { personKeyOf } from '../domain/session.ts';
import type { CustomerReader, Identity, TokenVerifier } from '../services/ports.ts';
import type { SessionStore } from '../services/ports/sessions.ts';
import { principalOf } from '../services/establish-session.ts';
import { headerOf, type Check } from './state.ts';

export interface BearerPorts {
  readonly tokens: TokenVerifier;
  readonly customers: CustomerReader;
  readonly sessions: SessionStore;
}

/** Programs bring an access token instead of a cookie; a token of a person ends with the sign-in it came from. */
export function bearerToken({ tokens, customers, sessions }: BearerPorts): Check {
  return {
    before: async ({ event }) => {
      const header = headerOf(event, 'authorization');
      if (header === undefined) return;
      const token = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(header)?.[1];
      if (token === undefined)
        throw new BankError('token-invalid', 'Send the header as "Authorization: Bearer <token>".');
      const identity = await tokens.verify(token);
      if (identity.scopes === undefined) await refuseIfEnded(sessions, identity);
      event.bank.principal = await principalOf(customers, identity);
      event.bank.authenticatedAt = identity.authenticatedAt;
      event.bank.credential = 'bearer';
    },
  };
}

async function refuseIfEnded(sessions: SessionStore, identity: Identity): Promise<void> {
  const [person, isOver] = await Promise.all([
    sessions.person(personKeyOf(identity)),
    identity.grant === null ? false : sessions.isGrantEnded(identity.grant),
  ]);
  if (person.isBlocked || isOver || identity.authenticatedAt < person.tokensFrom)
    throw new BankError('token-invalid', 'The sign-in of this token has ended.');
}
