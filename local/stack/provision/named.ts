import { createHash } from 'node:crypto';
import * as z from 'zod';
import { arn, localAccount, localRegion } from '../../aws/arns.ts';
import type { PhysicalResource } from '../template/registry.ts';
import type { DeclaredResource } from './declared.ts';

/** Ten characters in the manner of AWS's own ids, the same on every start. */
function shortId({ defaultName }: DeclaredResource): string {
  return createHash('sha256').update(defaultName).digest('hex').slice(0, 10);
}

function plain(resource: DeclaredResource): PhysicalResource {
  return { id: resource.defaultName };
}

function identified(resource: DeclaredResource): PhysicalResource {
  const id = shortId(resource);
  return { id, attributes: { Id: id } };
}

function lambdaFunction(resource: DeclaredResource): PhysicalResource {
  const { FunctionName } = resource.read(z.object({ FunctionName: z.string().optional() }));
  const id = FunctionName ?? resource.defaultName;
  return { id, attributes: { Arn: arn('lambda', `function:${id}`) } };
}

function role(resource: DeclaredResource): PhysicalResource {
  const { RoleName } = resource.read(z.object({ RoleName: z.string().optional() }));
  const id = RoleName ?? resource.defaultName;
  return { id, attributes: { Arn: `arn:aws:iam::${localAccount}:role/${id}`, RoleId: id } };
}

function httpApi(resource: DeclaredResource): PhysicalResource {
  const id = shortId(resource);
  const endpoint = `https://${id}.execute-api.${localRegion}.amazonaws.com`;
  return { id, attributes: { ApiId: id, ApiEndpoint: endpoint } };
}

function apiDomain(resource: DeclaredResource): PhysicalResource {
  const { DomainName } = resource.read(z.object({ DomainName: z.string() }));
  const attributes = { RegionalDomainName: `d-${DomainName}`, RegionalHostedZoneId: 'ZLOCAL' };
  return { id: DomainName, attributes };
}

function distribution(resource: DeclaredResource): PhysicalResource {
  const id = shortId(resource).toUpperCase();
  return { id, attributes: { Id: id, DomainName: `${id.toLowerCase()}.cloudfront.net` } };
}

function edgeFunction(resource: DeclaredResource): PhysicalResource {
  const id = `arn:aws:cloudfront::${localAccount}:function/${resource.defaultName}`;
  return { id, attributes: { FunctionARN: id } };
}

function keyValueStore(resource: DeclaredResource): PhysicalResource {
  const id = shortId(resource);
  return { id, attributes: { Id: id, Arn: `arn:aws:cloudfront::${localAccount}:key-value-store/${id}` } };
}

function schedule(resource: DeclaredResource): PhysicalResource {
  const { Name } = resource.read(z.object({ Name: z.string().optional() }));
  const id = Name ?? resource.defaultName;
  return { id, attributes: { Arn: arn('scheduler', `schedule/default/${id}`) } };
}

/**
 * Resources that keep nothing between starts: here they only get the names others refer to them by, and a
 * deployment gives them life.
 */
export const namedTypes: Readonly<Record<string, (resource: DeclaredResource) => PhysicalResource>> = {
  'AWS::ApiGatewayV2::Api': httpApi,
  'AWS::ApiGatewayV2::ApiMapping': plain,
  'AWS::ApiGatewayV2::DomainName': apiDomain,
  'AWS::ApiGatewayV2::Integration': identified,
  'AWS::ApiGatewayV2::Route': identified,
  'AWS::ApiGatewayV2::Stage': plain,
  'AWS::CloudFront::CachePolicy': identified,
  'AWS::CloudFront::Distribution': distribution,
  'AWS::CloudFront::Function': edgeFunction,
  'AWS::CloudFront::KeyValueStore': keyValueStore,
  'AWS::CloudFront::OriginRequestPolicy': identified,
  'AWS::CloudFront::ResponseHeadersPolicy': identified,
  'AWS::IAM::Policy': plain,
  'AWS::IAM::Role': role,
  'AWS::Lambda::EventSourceMapping': identified,
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::S3::BucketPolicy': plain,
  'AWS::Scheduler::Schedule': schedule,
  'Custom::CDKBucketDeployment': plain,
};
