import { routeList } from '../contract/routes.ts';
import { BankError } from '../domain/errors.ts';
import { sameText } from './session-token.ts';
import { headerOf, type BankEvent, type Check } from './state.ts';

const maxBodyCharacters = 256 * 1024;

/** Routes that take more than others; no parameter is in their paths. */
const roomy = new Map<string, number>(
  routeList.flatMap(({ method, path, maxBody }) =>
    maxBody === undefined ? [] : [[`${method} ${path}`, maxBody] as const],
  ),
);
const jsonType = /^application\/json(;\s*charset=utf-8)?$/i;
const bodyMethods = new Set(['POST', 'PUT', 'PATCH']);

/** Only what came through the CDN (and its web ACL), is of a sane size, and is JSON where there is a body. */
export function edgeGuard(edgeToken: () => Promise<string>): Check {
  return {
    before: async ({ event }) => {
      const shown = headerOf(event, 'x-origin-verify') ?? '';
      if (!sameText(shown, await edgeToken())) {
        throw new BankError('forbidden', 'Use the public address of the bank.');
      }
      checkBody(event);
    },
  };
}

function checkBody(event: BankEvent): void {
  const length = event.body?.length ?? 0;
  const { method } = event.requestContext.http;
  const most = roomy.get(`${method} ${event.rawPath}`) ?? maxBodyCharacters;
  if (length > most) {
    throw new BankError('payload-too-large', `Send at most ${Math.floor(most / 1024)} kB.`);
  }
  if (length === 0 || !bodyMethods.has(method)) return;
  if (!jsonType.test(headerOf(event, 'content-type') ?? '')) {
    throw new BankError('unsupported-media-type', 'Send the body as application/json.');
  }
}
