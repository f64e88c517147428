import * as z from 'zod';
import type { HttpResponse } from '../http/message.ts';
import type { Provisioned } from '../provision/provision.ts';

interface PolicyHeader {
  readonly name: string;
  readonly value: string;
  readonly override: boolean;
}
export interface ResponseHeadersPolicy {
  readonly headers: readonly PolicyHeader[];
  readonly removed: readonly string[];
}

const override = z.object({ Override: z.boolean() });
const policySchema = z.object({
  ResponseHeadersPolicyConfig: z.object({
    CorsConfig: z.undefined({ error: 'CORS at the CDN is not supported' }).optional(),
    CustomHeadersConfig: z
      .object({ Items: z.array(override.extend({ Header: z.string(), Value: z.string() })) })
      .default({ Items: [] }),
    RemoveHeadersConfig: z
      .object({ Items: z.array(z.object({ Header: z.string() })) })
      .default({ Items: [] }),
    SecurityHeadersConfig: z
      .object({
        ContentSecurityPolicy: override.extend({ ContentSecurityPolicy: z.string() }).optional(),
        ContentTypeOptions: override.optional(),
        FrameOptions: override.extend({ FrameOption: z.enum(['DENY', 'SAMEORIGIN']) }).optional(),
        ReferrerPolicy: override.extend({ ReferrerPolicy: z.string() }).optional(),
        StrictTransportSecurity: override
          .extend({
            AccessControlMaxAgeSec: z.number(),
            IncludeSubdomains: z.boolean().default(false),
            Preload: z.boolean().default(false),
          })
          .optional(),
      })
      .default({}),
  }),
});
type Config = z.output<typeof policySchema>['ResponseHeadersPolicyConfig'];
type Security = Config['SecurityHeadersConfig'];

function transportSecurity(policy: NonNullable<Security['StrictTransportSecurity']>): string {
  const { AccessControlMaxAgeSec, IncludeSubdomains, Preload } = policy;
  const flags = [IncludeSubdomains ? 'includeSubDomains' : '', Preload ? 'preload' : ''];
  return [`max-age=${AccessControlMaxAgeSec}`, ...flags.filter((flag) => flag !== '')].join('; ');
}

function securityHeaders(config: Security): PolicyHeader[] {
  const { ContentSecurityPolicy, ContentTypeOptions, FrameOptions, ReferrerPolicy, StrictTransportSecurity } =
    config;
  const stated = [
    ['content-security-policy', ContentSecurityPolicy?.ContentSecurityPolicy, ContentSecurityPolicy],
    ['x-content-type-options', 'nosniff', ContentTypeOptions],
    ['x-frame-options', FrameOptions?.FrameOption, FrameOptions],
    ['referrer-policy', ReferrerPolicy?.ReferrerPolicy, ReferrerPolicy],
    [
      'strict-transport-security',
      StrictTransportSecurity && transportSecurity(StrictTransportSecurity),
      StrictTransportSecurity,
    ],
  ] as const;
  return stated.flatMap(([name, value, setting]) =>
    value && setting ? [{ name, value, override: setting.Override }] : [],
  );
}

function policyOf(config: Config): ResponseHeadersPolicy {
  const custom = config.CustomHeadersConfig.Items.map(({ Header, Value, Override }) => ({
    name: Header.toLowerCase(),
    value: Value,
    override: Override,
  }));
  return {
    headers: [...securityHeaders(config.SecurityHeadersConfig), ...custom],
    removed: config.RemoveHeadersConfig.Items.map(({ Header }) => Header.toLowerCase()),
  };
}

/** The response headers policies of the templates by id. */
export function responseHeadersPolicies(
  provisioned: Provisioned,
): ReadonlyMap<string, ResponseHeadersPolicy> {
  const policies = provisioned.ofType('AWS::CloudFront::ResponseHeadersPolicy');
  return new Map(
    policies.map((resource) => [
      resource.id,
      policyOf(resource.read(policySchema).ResponseHeadersPolicyConfig),
    ]),
  );
}

/** Adds the headers of the policy, over the origin's where it says so, and takes away those it removes. */
export function applyHeaders(
  response: HttpResponse,
  policy: ResponseHeadersPolicy | undefined,
): HttpResponse {
  if (!policy) return response;
  const kept = Object.entries(response.headers).filter(([name]) => !policy.removed.includes(name));
  const headers = Object.fromEntries(kept);
  for (const { name, value, override: overrides } of policy.headers) {
    if (overrides || !(name in headers)) headers[name] = value;
  }
  return { ...response, headers };
}
