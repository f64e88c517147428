import { BankError } from '../domain/errors.ts';
import type { CustomerReader, TokenVerifier } from '../services/ports.ts';
import { principalOf } from '../services/establish-session.ts';
import { headerOf, type Check } from './state.ts';

/** Programs bring an access token instead of a cookie. */
export function bearerToken(tokens: TokenVerifier, customers: CustomerReader): Check {
  return {
    before: async ({ event }) => {
      const header = headerOf(event, 'authorization');
      if (header === undefined) return;
      const token = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(header)?.[1];
      if (token === undefined)
        throw new BankError('token-invalid', 'Send the header as "Authorization: Bearer <token>".');
      event.bank.principal = await principalOf(customers, await tokens.verify(token));
      event.bank.credential = 'bearer';
    },
  };
}
