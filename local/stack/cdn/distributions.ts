import * as z from 'zod';
import type { HttpHandler } from '../http/message.ts';
import type { Provisioned } from '../provision/provision.ts';
import { type Behavior, distribution, type Origin } from './distribution.ts';
import { compileEdgeFunction, type EdgeFunction } from './edge-function.ts';
import { either, forwardingPolicies } from './forwarding.ts';
import { keyValueStores } from './key-value-stores.ts';
import { responseHeadersPolicies } from './response-headers.ts';

const behaviorSchema = z.object({
  PathPattern: z.string().default('*'),
  TargetOriginId: z.string(),
  AllowedMethods: z.array(z.string()).default(['GET', 'HEAD']),
  CachePolicyId: z.string(),
  OriginRequestPolicyId: z.string().optional(),
  ResponseHeadersPolicyId: z.string().optional(),
  FunctionAssociations: z
    .array(z.object({ EventType: z.enum(['viewer-request', 'viewer-response']), FunctionARN: z.string() }))
    .default([]),
  LambdaFunctionAssociations: z.undefined({ error: 'Lambda@Edge is not supported' }).optional(),
});
const originSchema = z.object({
  Id: z.string(),
  DomainName: z.string(),
  OriginPath: z.string().default(''),
  OriginCustomHeaders: z.array(z.object({ HeaderName: z.string(), HeaderValue: z.string() })).default([]),
});
const distributionSchema = z.object({
  DistributionConfig: z.object({
    Aliases: z.array(z.string()).default([]),
    CacheBehaviors: z.array(behaviorSchema).default([]),
    DefaultCacheBehavior: behaviorSchema,
    DefaultRootObject: z.string().default(''),
    Enabled: z.literal(true),
    Origins: z.array(originSchema),
    CustomErrorResponses: z.undefined({ error: 'custom error pages are not supported' }).optional(),
  }),
});
const functionSchema = z.object({
  Name: z.string(),
  FunctionCode: z.string(),
  FunctionConfig: z.object({
    Runtime: z.literal('cloudfront-js-2.0'),
    KeyValueStoreAssociations: z
      .array(z.object({ KeyValueStoreARN: z.string() }))
      .max(1)
      .default([]),
  }),
});

/** What origins and behaviours of a distribution refer to. */
interface Parts {
  readonly functions: ReadonlyMap<string, EdgeFunction>;
  readonly forwarding: ReturnType<typeof forwardingPolicies>;
  readonly headers: ReturnType<typeof responseHeadersPolicies>;
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The templates refer to ${what}, which does not exist.`);
  return value;
}

function originOf(origin: z.output<typeof originSchema>, servers: ReadonlyMap<string, HttpHandler>): Origin {
  const { DomainName, OriginPath, OriginCustomHeaders } = origin;
  const custom = OriginCustomHeaders.map(({ HeaderName, HeaderValue }) => [
    HeaderName.toLowerCase(),
    HeaderValue,
  ]);
  return {
    domainName: DomainName,
    path: OriginPath,
    customHeaders: Object.fromEntries(custom) as Record<string, string>,
    handler: found(servers.get(DomainName), `origin ${DomainName}`),
  };
}

function behaviorOf(
  behavior: z.output<typeof behaviorSchema>,
  origins: ReadonlyMap<string, Origin>,
  { functions, forwarding, headers }: Parts,
): Behavior {
  const associated = behavior.FunctionAssociations.map(({ EventType, FunctionARN }) => [
    EventType,
    found(functions.get(FunctionARN), `edge function ${FunctionARN}`),
  ]);
  const policy = behavior.ResponseHeadersPolicyId;
  return {
    pattern: behavior.PathPattern,
    methods: behavior.AllowedMethods,
    origin: found(origins.get(behavior.TargetOriginId), `origin ${behavior.TargetOriginId}`),
    forwarding: either(forwarding(behavior.CachePolicyId), forwarding(behavior.OriginRequestPolicyId)),
    headersPolicy: policy === undefined ? undefined : found(headers.get(policy), `headers policy ${policy}`),
    functions: Object.fromEntries(associated) as Behavior['functions'],
  };
}

function edgeFunctions(provisioned: Provisioned): ReadonlyMap<string, EdgeFunction> {
  const stores = keyValueStores(provisioned);
  return new Map(
    provisioned.ofType('AWS::CloudFront::Function').map((resource) => {
      const { Name, FunctionCode, FunctionConfig } = resource.read(functionSchema);
      const [store] = FunctionConfig.KeyValueStoreAssociations.map(({ KeyValueStoreARN }) =>
        found(stores.get(KeyValueStoreARN), `key value store ${KeyValueStoreARN}`),
      );
      return [resource.id, compileEdgeFunction(Name, FunctionCode, store)];
    }),
  );
}

/**
 * The distributions of the templates by the host names they answer to.
 * @param servers HTTP APIs and buckets by domain name
 * @throws for a behaviour that leads nowhere
 */
export function distributionsByHost(
  provisioned: Provisioned,
  servers: ReadonlyMap<string, HttpHandler>,
): ReadonlyMap<string, HttpHandler> {
  const parts = {
    functions: edgeFunctions(provisioned),
    forwarding: forwardingPolicies(provisioned),
    headers: responseHeadersPolicies(provisioned),
  };
  const hosts = new Map<string, HttpHandler>();
  for (const resource of provisioned.ofType('AWS::CloudFront::Distribution')) {
    const { DistributionConfig: config } = resource.read(distributionSchema);
    const origins = new Map(config.Origins.map((origin) => [origin.Id, originOf(origin, servers)]));
    const behaviors = [...config.CacheBehaviors, config.DefaultCacheBehavior].map((behavior) =>
      behaviorOf(behavior, origins, parts),
    );
    const handler = distribution({ id: resource.id, defaultRootObject: config.DefaultRootObject, behaviors });
    for (const alias of config.Aliases) hosts.set(alias, handler);
  }
  return hosts;
}
