import type { Route } from '../contract/route.ts';
import { BankError } from '../domain/errors.ts';
import { may } from '../domain/permissions.ts';
import type { Check, RequestState } from './state.ts';

const reasons = {
  superseded: [
    'session-superseded',
    'You have signed in on more browsers than a person may at once, so this session was ended.',
  ],
  revoked: ['session-revoked', 'This session was ended from elsewhere. Sign in again.'],
} as const;

function noSession(ending: RequestState['sessionEnded']): BankError {
  if (ending === undefined) return new BankError('session-required', 'Sign in, or send a bearer token.');
  const [code, detail] =
    ending === 'superseded' || ending === 'revoked'
      ? reasons[ending]
      : (['session-expired', 'Your session has ended. Sign in again.'] as const);
  return new BankError(code, detail);
}

/** Deny by default: the route's declared permission, held by one of the principal's roles. */
export function authorizeRoute({ operationId, permission }: Route): Check {
  return {
    before: ({ event }) => {
      const { bank } = event;
      bank.operationId = operationId;
      if (permission === 'public') return;
      if (!bank.principal) {
        throw noSession(bank.sessionEnded);
      }
      if (!may(bank.principal, permission)) {
        throw new BankError(
          'forbidden',
          bank.principal.scopes === undefined
            ? 'Your role does not include this operation.'
            : 'The scopes of your token do not include this operation.',
        );
      }
    },
  };
}
