import {
  aws_apigatewayv2 as apigw,
  aws_route53 as route53,
  aws_route53_targets as targets,
} from 'aws-cdk-lib';
import type { BankStack } from './bank-stack.ts';
import { certificateOf, zoneOf } from './cdn.ts';

/** An HTTP API that answers only under a host the CDN knows; its execute-api endpoint is off. */
export function privateApi(stack: BankStack, id: string, host: string): apigw.HttpApi {
  const domain = new apigw.DomainName(stack, `${id}-domain`, {
    domainName: host,
    certificate: certificateOf(stack, id, host),
  });
  const api = new apigw.HttpApi(stack, id, {
    disableExecuteApiEndpoint: true,
    defaultDomainMapping: { domainName: domain },
  });
  new route53.ARecord(stack, `${id}-record`, {
    zone: zoneOf(stack, id),
    recordName: `${host}.`,
    target: route53.RecordTarget.fromAlias(
      new targets.ApiGatewayv2DomainProperties(domain.regionalDomainName, domain.regionalHostedZoneId),
    ),
  });
  return api;
}
