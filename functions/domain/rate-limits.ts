/** So many requests in a window, which begins anew when it is over. */
export interface RateLimit {
  readonly limit: number;
  readonly windowSeconds: number;
  /** Who shares the count: everybody at one address, or one person or program. */
  readonly of: 'address' | 'user';
}

/**
 * What one address and one person may ask for, and how often within flows that cost somebody something. The web ACL
 * stops floods before they get here; these are for what looks like use.
 */
export const rateLimits = {
  address: { limit: 3000, windowSeconds: 60, of: 'address' },
  /** Writes about signing in: before them nobody is known but by an address. Names are counted besides. */
  'sign-in': { limit: 60, windowSeconds: 60, of: 'address' },
  user: { limit: 1200, windowSeconds: 60, of: 'user' },
  /** Transfers and payments, previews among them. */
  transfer: { limit: 240, windowSeconds: 60, of: 'user' },
  /** Reports that are asked for: each keeps a worker busy for seconds. */
  report: { limit: 30, windowSeconds: 60, of: 'user' },
} as const satisfies Record<string, RateLimit>;

export type RateLimitName = keyof typeof rateLimits;
/** A flow of the business that is counted by itself. */
export type LimitedFlow = 'transfer' | 'report';
