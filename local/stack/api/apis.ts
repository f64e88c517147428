import * as z from 'zod';
import { localRegion } from '../../aws/arns.ts';
import type { LambdaFunction } from '../functions/lambda-function.ts';
import type { HttpHandler } from '../http/message.ts';
import type { Provisioned, ProvisionedResource } from '../provision/provision.ts';
import { type ApiRoute, httpApi } from './http-api.ts';
import { parseRouteKey } from './route-key.ts';

const apiSchema = z.object({
  ProtocolType: z.literal('HTTP'),
  DisableExecuteApiEndpoint: z.boolean().default(false),
  CorsConfiguration: z.undefined({ error: 'preflight answers are not supported' }).optional(),
});
const routeSchema = z.object({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.literal('NONE').default('NONE'),
});
const integrationSchema = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z.number().default(30_000),
});
const stageSchema = z.object({ ApiId: z.string(), StageName: z.literal('$default') });
const mappingSchema = z.object({
  ApiId: z.string(),
  DomainName: z.string(),
  Stage: z.literal('$default'),
  ApiMappingKey: z.undefined({ error: 'base paths are not supported' }).optional(),
});

export type FunctionsByArn = ReadonlyMap<string, LambdaFunction>;

function routesOf(apiId: string, provisioned: Provisioned, functions: FunctionsByArn): ApiRoute[] {
  const integrations = provisioned.ofType('AWS::ApiGatewayV2::Integration');
  const routes = provisioned.ofType('AWS::ApiGatewayV2::Route').map((resource) => resource.read(routeSchema));
  return routes
    .filter((route) => route.ApiId === apiId)
    .map(({ RouteKey, Target }) => {
      const integration = integrations
        .find(({ id }) => Target === `integrations/${id}`)
        ?.read(integrationSchema);
      const target = functions.get(integration?.IntegrationUri ?? '');
      if (!integration || !target)
        throw new Error(`Route ${RouteKey} leads to no function of the templates.`);
      return { ...parseRouteKey(RouteKey), target, timeoutMs: integration.TimeoutInMillis };
    });
}

/** Hosts of an API: the domains mapped to its stage, and its own name unless that is switched off. */
function hostsOf(api: ProvisionedResource, provisioned: Provisioned): string[] {
  const stages = provisioned.ofType('AWS::ApiGatewayV2::Stage').map((resource) => resource.read(stageSchema));
  if (!stages.some(({ ApiId }) => ApiId === api.id)) return [];
  const mappings = provisioned
    .ofType('AWS::ApiGatewayV2::ApiMapping')
    .map((resource) => resource.read(mappingSchema));
  const domains = mappings.filter(({ ApiId }) => ApiId === api.id).map(({ DomainName }) => DomainName);
  const ownName = `${api.id}.execute-api.${localRegion}.amazonaws.com`;
  return api.read(apiSchema).DisableExecuteApiEndpoint ? domains : [...domains, ownName];
}

/**
 * The HTTP APIs of the templates by the host that reaches them.
 * @throws for a route without a function behind it
 */
export function apisByHost(
  provisioned: Provisioned,
  functions: FunctionsByArn,
): ReadonlyMap<string, HttpHandler> {
  const hosts = new Map<string, HttpHandler>();
  for (const api of provisioned.ofType('AWS::ApiGatewayV2::Api')) {
    const routes = routesOf(api.id, provisioned, functions);
    for (const domainName of hostsOf(api, provisioned)) {
      hosts.set(domainName, httpApi(routes, { apiId: api.id, domainName }));
    }
  }
  return hosts;
}
