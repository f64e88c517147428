/** A route of an HTTP API, split for matching. */
export interface RoutePattern {
  /** `GET /accounts/{id}` as the template writes it, or `$default`. */
  readonly routeKey: string;
  readonly method: string;
  readonly segments: readonly string[];
}

export interface RouteMatch<R extends RoutePattern> {
  readonly route: R;
  readonly parameters: Readonly<Record<string, string>>;
}

export function parseRouteKey(routeKey: string): RoutePattern {
  if (routeKey === '$default') return { routeKey, method: 'ANY', segments: ['{$default+}'] };
  const [method = '', path = ''] = routeKey.split(' ');
  return { routeKey, method, segments: segmentsOf(path) };
}

function segmentsOf(path: string): string[] {
  return path.replace(/^\//, '').split('/');
}

const greedy = /^\{([^}]+)\+\}$/;
const single = /^\{([^}]+)\}$/;

function match(pattern: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of pattern.entries()) {
    const rest = greedy.exec(segment)?.[1];
    if (rest) return restOf(path, index, { name: rest, parameters });
    const name = single.exec(segment)?.[1];
    const value = path[index];
    if (value === undefined || (name ? value === '' : value !== segment)) return undefined;
    if (name) parameters[name] = value;
  }
  return pattern.length === path.length ? parameters : undefined;
}

interface Greedy {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** A greedy variable takes all that is left, and needs something to be left. */
function restOf(
  path: readonly string[],
  index: number,
  { name, parameters }: Greedy,
): Record<string, string> | undefined {
  const rest = path.slice(index).join('/');
  return rest === '' ? undefined : { ...parameters, [name]: rest };
}

/** Sorts the most specific first: per segment text, then {name}, then {name+}; at last a method before ANY. */
function specificity({ routeKey, method, segments }: RoutePattern): string {
  if (routeKey === '$default') return '9';
  const ranks = segments.map((segment) => (greedy.test(segment) ? '3' : single.test(segment) ? '2' : '1'));
  return `${ranks.join('')}${method === 'ANY' ? '2' : '1'}`;
}

export function bySpecificity<R extends RoutePattern>(routes: readonly R[]): R[] {
  const rank = (route: R): string => specificity(route);
  return [...routes].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/**
 * The most specific route for a request.
 * @param routes sorted by `bySpecificity`
 * @param path decoded
 */
export function matchRoute<R extends RoutePattern>(
  routes: readonly R[],
  method: string,
  path: string,
): RouteMatch<R> | undefined {
  const segments = segmentsOf(path);
  for (const route of routes) {
    if (route.method !== 'ANY' && route.method !== method) continue;
    if (route.routeKey === '$default') return { route, parameters: {} };
    const parameters = match(route.segments, segments);
    if (parameters) return { route, parameters };
  }
  return undefined;
}
