import { isIP } from 'node:net';
import { BankError } from '../domain/errors.ts';
import type { RateLimiter } from '../services/ports.ts';
import { sameText } from './session-token.ts';
import { headerOf, type BankEvent, type Check } from './state.ts';

const policy = { limit: 60, windowSeconds: 60 };

/** Writes that need no session (signing in) are counted per address before anything is looked up. */
export function rateLimitAddress(limiter: RateLimiter, siteToken: () => Promise<string>): Check {
  return {
    before: async ({ event }) => {
      if (event.requestContext.http.method === 'GET' || !event.rawPath.startsWith('/auth/')) return;
      const address = toldAddress(event, await siteToken()) ?? viewerAddress(event);
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

/**
 * The server-rendered site asks on behalf of many browsers, which would all share its own address. It knows the
 * token of our edge and shows it beside the address of its viewer; anybody else's word is not taken.
 */
function toldAddress(event: BankEvent, siteToken: string): string | undefined {
  const address = headerOf(event, 'x-viewer-address') ?? '';
  const trusted = sameText(headerOf(event, 'x-site-token') ?? '', siteToken);
  return trusted && isIP(address) !== 0 ? address : undefined;
}

/**
 * Our peer is an edge of the CDN, whose address all its viewers share. It appends the viewer's address to
 * `x-forwarded-for`, and API Gateway appends the edge's; what stands before those two the viewer may have made up.
 * The edge guard has made sure that the CDN was there.
 */
export function viewerAddress(event: BankEvent): string {
  const hops = (headerOf(event, 'x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
  return hops.at(-2) ?? event.requestContext.http.sourceIp;
}
