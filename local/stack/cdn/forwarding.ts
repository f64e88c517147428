import * as z from 'zod';
import { localRegion } from '../../aws/arns.ts';
import type { HttpRequest } from '../http/message.ts';
import type { Provisioned } from '../provision/provision.ts';

/** Which parts of a viewer's request a behaviour shows to its origin. */
export interface Forwarding {
  readonly headers: Selection;
  readonly cookies: Selection;
  readonly query: Selection;
}
type Selection = (name: string) => boolean;

const all: Selection = () => true;
const none: Selection = () => false;

const nothing: Forwarding = { headers: none, cookies: none, query: none };

/** Policies of AWS's own that the templates use, by id. */
const managed: Readonly<Record<string, Forwarding>> = {
  // CachingDisabled
  '4135ea2d-6df8-44a3-9df3-4b5a84be39ad': nothing,
  // CachingOptimized
  '658327ea-f89d-4fab-a63d-7e88639e58f6': { ...nothing, headers: (name) => name === 'accept-encoding' },
  // AllViewer
  '216adef6-5c7f-47e4-b989-5492eafa07d3': { headers: all, cookies: all, query: all },
  // AllViewerExceptHostHeader
  'b689b0a8-53d0-40ab-baf2-68738e2966ac': { headers: (name) => name !== 'host', cookies: all, query: all },
};

const behaviour = z.enum(['none', 'whitelist', 'allExcept', 'all', 'allViewer']);
const parametersSchema = z.object({
  HeadersConfig: z.object({ HeaderBehavior: behaviour, Headers: z.array(z.string()).default([]) }),
  CookiesConfig: z.object({ CookieBehavior: behaviour, Cookies: z.array(z.string()).default([]) }),
  QueryStringsConfig: z.object({
    QueryStringBehavior: behaviour,
    QueryStrings: z.array(z.string()).default([]),
  }),
});
const originRequestPolicySchema = z.object({ OriginRequestPolicyConfig: parametersSchema });
const cachePolicySchema = z.object({
  CachePolicyConfig: z.object({ ParametersInCacheKeyAndForwardedToOrigin: parametersSchema }),
});

function selection(kind: z.output<typeof behaviour>, names: readonly string[]): Selection {
  const listed = new Set(names.map((name) => name.toLowerCase()));
  if (kind === 'none') return none;
  if (kind === 'whitelist') return (name) => listed.has(name.toLowerCase());
  if (kind === 'allExcept') return (name) => !listed.has(name.toLowerCase());
  return all;
}

function forwardingOf(parameters: z.output<typeof parametersSchema>): Forwarding {
  const { HeadersConfig, CookiesConfig, QueryStringsConfig } = parameters;
  return {
    headers: selection(HeadersConfig.HeaderBehavior, HeadersConfig.Headers),
    cookies: selection(CookiesConfig.CookieBehavior, CookiesConfig.Cookies),
    query: selection(QueryStringsConfig.QueryStringBehavior, QueryStringsConfig.QueryStrings),
  };
}

/** What each cache policy and origin request policy lets through, by id. */
export function forwardingPolicies(provisioned: Provisioned): (id: string | undefined) => Forwarding {
  const declared = new Map<string, Forwarding>();
  for (const policy of provisioned.ofType('AWS::CloudFront::OriginRequestPolicy')) {
    declared.set(policy.id, forwardingOf(policy.read(originRequestPolicySchema).OriginRequestPolicyConfig));
  }
  for (const policy of provisioned.ofType('AWS::CloudFront::CachePolicy')) {
    const config = policy.read(cachePolicySchema).CachePolicyConfig;
    declared.set(policy.id, forwardingOf(config.ParametersInCacheKeyAndForwardedToOrigin));
  }
  return (id) => {
    if (id === undefined) return nothing;
    const forwarding = declared.get(id) ?? managed[id];
    if (!forwarding) throw new Error(`CloudFront policy ${id} is unknown to the local stack.`);
    return forwarding;
  };
}

/** A part reaches the origin when either policy of the behaviour asks for it. */
export function either(one: Forwarding, other: Forwarding): Forwarding {
  return {
    headers: (name) => one.headers(name) || other.headers(name),
    cookies: (name) => one.cookies(name) || other.cookies(name),
    query: (name) => one.query(name) || other.query(name),
  };
}

/** Headers CloudFront passes on whatever the policies say: they describe the body or a cached copy. */
const always = new Set(['content-type', 'content-length', 'if-none-match', 'if-modified-since', 'range']);

function nameOf(part: string): string {
  return part.split('=')[0] ?? '';
}

export interface OriginFacts {
  readonly domainName: string;
  readonly path: string;
  /** Set by CloudFront itself, over whatever the viewer sent. */
  readonly customHeaders: Readonly<Record<string, string>>;
}

/** An origin's peer is an edge of the CDN, never the viewer. */
const edgeAddress = '192.0.2.1';

/** The request as the origin sees it. */
export function originRequest(viewer: HttpRequest, forwarding: Forwarding, origin: OriginFacts): HttpRequest {
  const { cookie = '', 'x-forwarded-for': earlier, ...rest } = viewer.headers;
  const headers = Object.entries(rest).filter(([name]) => always.has(name) || forwarding.headers(name));
  const cookies = cookie.split(/; */).filter((each) => each !== '' && forwarding.cookies(nameOf(each)));
  const query = viewer.query.split('&').filter((each) => each !== '' && forwarding.query(nameOf(each)));
  return {
    ...viewer,
    sourceIp: edgeAddress,
    path: `${origin.path}${viewer.path}`,
    query: query.join('&'),
    headers: {
      host: origin.domainName,
      'user-agent': 'Amazon CloudFront',
      ...Object.fromEntries(headers),
      ...(cookies.length > 0 ? { cookie: cookies.join('; ') } : {}),
      via: `1.1 ${localRegion}.cloudfront.net (CloudFront)`,
      'x-forwarded-for': earlier ? `${earlier}, ${viewer.sourceIp}` : viewer.sourceIp,
      ...origin.customHeaders,
    },
  };
}
