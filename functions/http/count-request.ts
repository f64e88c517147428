import { BankError } from '../domain/errors.ts';
import { rateLimits, type RateLimitName } from '../domain/rate-limits.ts';
import type { RateLimiter } from '../services/ports.ts';
import type { BankEvent } from './state.ts';

const refusals = {
  address: 'Too many requests from your address. Wait and try again.',
  user: 'You have sent too many requests. Wait and try again.',
} as const;

/** Behind what earlier checks of the same request have said. */
function say(event: BankEvent, header: string, item: string): void {
  const { answerHeaders } = event.bank;
  const said = answerHeaders[header];
  answerHeaders[header] = said === undefined ? item : `${said}, ${item}`;
}

/**
 * Counts the request under these limits and says on the answer what is left (`RateLimit`, `RateLimit-Policy`:
 * draft-ietf-httpapi-ratelimit-headers).
 * @param who the address or person whose requests are counted together
 * @throws BankError `rate-limited`, with the time until the window ends
 */
export async function countRequest(
  event: BankEvent,
  limiter: RateLimiter,
  { names, who }: { readonly names: readonly RateLimitName[]; readonly who: string },
): Promise<void> {
  const counts = await Promise.all(
    names.map(async (name) => {
      const { limit, windowSeconds } = rateLimits[name];
      return { name, ...(await limiter.hit(`${name}:${who}`, limit, windowSeconds)) };
    }),
  );
  for (const { name, remaining, resetSeconds } of counts) {
    const { limit, windowSeconds } = rateLimits[name];
    say(event, 'ratelimit-policy', `"${name}";q=${limit};w=${windowSeconds}`);
    say(event, 'ratelimit', `"${name}";r=${remaining};t=${resetSeconds}`);
  }
  const over = counts.find(({ allowed }) => !allowed);
  if (!over) return;
  const retryAfterSeconds = over.resetSeconds;
  throw new BankError('rate-limited', refusals[rateLimits[over.name].of], { retryAfterSeconds });
}
