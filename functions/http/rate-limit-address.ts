import type { RateLimiter } from '../services/ports.ts';
import { networkOf } from './address-network.ts';
import { countRequest } from './count-request.ts';
import type { Check } from './state.ts';

/** Every request is counted per address (of IPv6 per /64), before anything is looked up; writes about signing in once more. */
export function rateLimitAddress(limiter: RateLimiter): Check {
  return {
    before: async ({ event }) => {
      const isSignIn = event.requestContext.http.method !== 'GET' && event.rawPath.startsWith('/auth/');
      const names = isSignIn ? (['address', 'sign-in'] as const) : (['address'] as const);
      await countRequest(event, limiter, { names, who: networkOf(event.bank.viewer?.address ?? '') });
    },
  };
}
