import { isIP } from 'node:net';
import { sameText } from './session-token.ts';
import { headerOf, type BankEvent, type Check, type Viewer } from './state.ts';

/** Finds out who asks, before anything is counted or looked up. */
export function viewer(siteToken: () => Promise<string>): Check {
  return {
    before: async ({ event }) => {
      event.bank.viewer = isOurSite(event, await siteToken()) ? toldBySite(event) : seenByEdge(event);
    },
  };
}

/**
 * The server-rendered site asks on behalf of many browsers, which would all share its own address. It knows the
 * token of our edge and shows it beside the address of its viewer; anybody else's word is not taken.
 */
function isOurSite(event: BankEvent, siteToken: string): boolean {
  return sameText(headerOf(event, 'x-site-token') ?? '', siteToken);
}

function toldBySite(event: BankEvent): Viewer {
  const address = headerOf(event, 'x-viewer-address') ?? '';
  return {
    address: isIP(address) === 0 ? viewerAddress(event) : address,
    site: 'classic',
    device: deviceOf(headerOf(event, 'x-viewer-agent')),
    cameFrom: undefined,
  };
}

/** Each distribution names its site in a header of its own, over whatever a viewer sent. */
function seenByEdge(event: BankEvent): Viewer {
  return {
    address: viewerAddress(event),
    site: headerOf(event, 'x-bank-site') === 'classic' ? 'classic' : 'bank',
    device: deviceOf(headerOf(event, 'user-agent')),
    cameFrom: headerOf(event, 'sec-fetch-site'),
  };
}

/**
 * Our peer is an edge of the CDN, whose address all its viewers share. It appends the viewer's address to
 * `x-forwarded-for`, and API Gateway appends the edge's; what stands before those two the viewer may have made up.
 * The edge guard has made sure that the CDN was there.
 */
function viewerAddress(event: BankEvent): string {
  const hops = (headerOf(event, 'x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
  return hops.at(-2) ?? event.requestContext.http.sourceIp;
}

const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg\//, 'Edge'],
  [/\bFirefox\//, 'Firefox'],
  [/\bChrom(e|ium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/\bcurl\//, 'curl'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];
const nameIn = (names: typeof browsers, text: string): string | undefined =>
  names.find(([pattern]) => pattern.test(text))?.[1];

/** Enough for somebody to know their own browser again. */
function deviceOf(agent = ''): string {
  const browser = nameIn(browsers, agent) ?? 'A browser';
  const system = nameIn(systems, agent);
  return system === undefined ? browser : `${browser} on ${system}`;
}
