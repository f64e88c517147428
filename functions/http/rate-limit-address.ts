import { BankError } from '../domain/errors.ts';
import type { RateLimiter } from '../services/ports.ts';
import type { Check } from './state.ts';

const policy = { limit: 60, windowSeconds: 60 };

/** Writes that need no session (signing in) are counted per address before anything is looked up. */
export function rateLimitAddress(limiter: RateLimiter): Check {
  return {
    before: async ({ event }) => {
      if (event.requestContext.http.method === 'GET' || !event.rawPath.startsWith('/auth/')) return;
      const address = event.bank.viewer?.address ?? '';
      const decision = await limiter.hit(`address:${address}`, policy.limit, policy.windowSeconds);
      event.bank.answerHeaders['ratelimit-policy'] = `"address";q=${policy.limit};w=${policy.windowSeconds}`;
      event.bank.answerHeaders['ratelimit'] = `"address";r=${decision.remaining};t=${decision.resetSeconds}`;
      if (decision.allowed) return;
      throw new BankError('rate-limited', 'Too many requests from your address. Wait and try again.', {
        retryAfterSeconds: decision.resetSeconds,
      });
    },
  };
}
