import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Lets this process reach `bank.localhost` and its siblings as a browser does; the resolver of most systems
 * knows only `localhost` itself. In the cloud DNS does this, so it is no business of a function.
 */
export function resolveLocalhostNames(): void {
  const lookup = dns.lookup.bind(dns);
  const replacement = (hostname: string, ...rest: unknown[]): void => {
    const known = hostname.endsWith('.localhost') ? '127.0.0.1' : hostname;
    Reflect.apply(lookup, dns, [known, ...rest]);
  };
  Object.assign(dns, { lookup: replacement });
  syncBuiltinESMExports();
}
