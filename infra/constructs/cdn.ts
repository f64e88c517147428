import {
  aws_certificatemanager as acm,
  aws_cloudfront as cloudfront,
  aws_cloudfront_origins as origins,
  aws_route53 as route53,
  aws_route53_targets as targets,
  Duration,
} from 'aws-cdk-lib';
import type { BankStack } from './bank-stack.ts';

/** The hosted zone of the stage; an operator owns it, so it is imported by id. */
export function zoneOf(stack: BankStack, id: string): route53.IHostedZone {
  const { hostedZoneId, domain } = stack.config;
  return route53.HostedZone.fromHostedZoneAttributes(stack, `${id}-zone`, { hostedZoneId, zoneName: domain });
}

export function certificateOf(stack: BankStack, id: string, host: string): acm.Certificate {
  return new acm.Certificate(stack, `${id}-certificate`, {
    domainName: host,
    validation: acm.CertificateValidation.fromDns(zoneOf(stack, `${id}-certificate`)),
  });
}

/**
 * An API of ours behind the CDN. One header proves to it that the request passed the web ACL, another tells at which
 * of our hosts; CloudFront sets both over whatever a viewer sent.
 */
export function apiOrigin(
  host: string,
  edgeToken: string,
  site: 'bank' | 'classic' | 'api',
): origins.HttpOrigin {
  return new origins.HttpOrigin(host, {
    customHeaders: { 'x-origin-verify': edgeToken, 'x-bank-site': site },
  });
}

/** Nothing of the API or of a signed-in page is ever cached at the edge. */
export function uncached(origin: cloudfront.IOrigin): cloudfront.BehaviorOptions {
  return {
    origin,
    viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
    originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
  };
}

export interface CdnProps {
  readonly host: string;
  readonly webAclArn: string;
  readonly defaultBehavior: cloudfront.BehaviorOptions;
  readonly additionalBehaviors?: Record<string, cloudfront.BehaviorOptions>;
  readonly defaultRootObject?: string;
}

/** A distribution for one host with certificate, web ACL and DNS record. */
export function cdn(stack: BankStack, id: string, props: CdnProps): cloudfront.Distribution {
  const distribution = new cloudfront.Distribution(stack, id, {
    domainNames: [props.host],
    certificate: certificateOf(stack, id, props.host),
    webAclId: props.webAclArn,
    minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
    httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
    defaultBehavior: props.defaultBehavior,
    ...(props.additionalBehaviors ? { additionalBehaviors: props.additionalBehaviors } : {}),
    ...(props.defaultRootObject ? { defaultRootObject: props.defaultRootObject } : {}),
  });
  new route53.ARecord(stack, `${id}-record`, {
    zone: zoneOf(stack, id),
    recordName: `${props.host}.`,
    target: route53.RecordTarget.fromAlias(new targets.CloudFrontTarget(distribution)),
  });
  return distribution;
}

const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Headers of static pages; the functions set their own. */
export function staticHeaders(stack: BankStack): cloudfront.ResponseHeadersPolicy {
  return new cloudfront.ResponseHeadersPolicy(stack, 'static-headers', {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: csp, override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: cloudfront.HeadersReferrerPolicy.SAME_ORIGIN, override: true },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(365),
        includeSubdomains: true,
        override: true,
      },
    },
  });
}
