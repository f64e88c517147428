import type { Route } from '../contract/route.ts';
import { BankError } from '../domain/errors.ts';
import { allows } from '../domain/permissions.ts';
import type { Check } from './state.ts';

/** Deny by default: the route's declared permission, held by one of the principal's roles. */
export function authorizeRoute({ operationId, permission }: Route): Check {
  return {
    before: ({ event }) => {
      const { bank } = event;
      bank.operationId = operationId;
      if (permission === 'public') return;
      if (!bank.principal) {
        throw bank.sessionEnded
          ? new BankError('session-expired', 'Your session has ended. Sign in again.')
          : new BankError('session-required', 'Sign in, or send a bearer token.');
      }
      if (!allows(bank.principal.roles, permission)) {
        throw new BankError('forbidden', 'Your role does not include this operation.');
      }
    },
  };
}
