import type { Route } from '../contract/route.ts';
import { personKeyOf } from '../domain/session.ts';
import type { RateLimiter } from '../services/ports.ts';
import { countRequest } from './count-request.ts';
import type { Check } from './state.ts';

/** Whoever is known is counted, wherever they come from, and once more in a flow that has a limit of its own. */
export function rateLimitUser({ flow }: Route, limiter: RateLimiter): Check {
  const names = flow === undefined ? (['user'] as const) : (['user', flow] as const);
  return {
    before: async ({ event }) => {
      const { principal } = event.bank;
      if (principal) await countRequest(event, limiter, { names, who: personKeyOf(principal) });
    },
  };
}
