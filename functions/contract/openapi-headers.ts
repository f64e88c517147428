import { rateLimits } from '../domain/rate-limits.ts';
import { limitsOf } from './limits.ts';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

const header = (description: string, example: string): Json => ({
  description,
  schema: { type: 'string' },
  example,
});

/** Headers of answers, described once; those of limits as in draft-ietf-httpapi-ratelimit-headers. */
export const answerHeaders = {
  'RateLimit-Policy': header('Each limit it is counted under: requests in seconds.', '"user";q=1200;w=60'),
  RateLimit: header('What is left of each, and seconds until it begins anew.', '"user";r=1199;t=42'),
  'Retry-After': header('Seconds after which to come back.', '42'),
} as const;

type AnswerHeader = keyof typeof answerHeaders;

/** Which of them an answer of a route carries. */
export function headersOf(route: Route, status: number): Json {
  const limited: AnswerHeader[] = limitsOf(route).length > 0 ? ['RateLimit-Policy', 'RateLimit'] : [];
  const names: AnswerHeader[] = status === 429 || status === 503 ? [...limited, 'Retry-After'] : limited;
  const references = names.map((name) => [name, { $ref: `#/components/headers/${name}` }] as const);
  return names.length > 0 ? { headers: Object.fromEntries(references) } : {};
}

/** The limits themselves, for people who write clients. */
export function limitTexts(route: Route): Json {
  const texts = limitsOf(route).map((name) => {
    const { limit, windowSeconds, of } = rateLimits[name];
    return [name, `${limit} in ${windowSeconds} s per ${of}`] as const;
  });
  return texts.length > 0 ? { 'x-rate-limits': Object.fromEntries(texts) } : {};
}
