import type { RateLimitName } from '../domain/rate-limits.ts';
import type { Route } from './route.ts';

const counted = (isCounted: boolean, name: RateLimitName): RateLimitName[] => (isCounted ? [name] : []);

/** The limits under which a route is counted. Whether the bank is alive may be asked without end. */
export function limitsOf({ service, method, permission, flow }: Route): readonly RateLimitName[] {
  if (service !== 'api' && service !== 'auth') return [];
  return [
    'address',
    ...counted(service === 'auth' && method !== 'GET', 'sign-in'),
    ...counted(permission !== 'public', 'user'),
    ...(flow === undefined ? [] : [flow]),
  ];
}
