import {
  aws_apigatewayv2_integrations as integrations,
  type aws_cloudfront as cloudfront,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { bankFunction } from '../constructs/bank-function.ts';
import { BankStack } from '../constructs/bank-stack.ts';
import { apiOrigin, cdn, staticHeaders, uncached } from '../constructs/cdn.ts';
import { privateApi } from '../constructs/private-api.ts';
import { deploySite, filesBehavior, siteBucket } from '../constructs/site-files.ts';
import type { Site } from '../site.ts';
import { hostsOf, originOf, type StageConfig } from '../stages.ts';
import type { ApiStack } from './api.ts';
import type { DataStack } from './data.ts';
import type { NetworkStack } from './network.ts';

interface SsrStackParts {
  readonly network: NetworkStack;
  readonly data: DataStack;
  readonly api: ApiStack;
  readonly site: Site;
}

/** The server-rendered twin on its own subdomain: a container image behind an HTTP API of its own. */
export class SsrStack extends BankStack {
  constructor(scope: Construct, config: StageConfig, parts: SsrStackParts) {
    super(scope, config, 'ssr');
    const hosts = hostsOf(config);
    const originHost = `origin-classic.${config.domain}`;
    const api = privateApi(this, 'http-api', originHost);
    const handler = bankFunction(this, {
      name: 'ssr',
      values: {
        API_ORIGIN: originOf(config, hosts.api),
        EDGE_TOKEN: parts.data.edgeToken,
        SITE_ORIGIN: originOf(config, hosts.classic),
        SIGN_IN_ORIGINS: [
          originOf(config, hosts.bank),
          originOf(config, hosts.auth),
          new URL(config.directoryIssuer).origin,
          config.amazonOrigin,
        ].join(' '),
        STYLE_SHEET: parts.site.styleSheet,
      },
      vpc: parts.network.vpc,
      securityGroup: parts.network.functionsGroup,
    });
    api.addRoutes({ path: '/{proxy+}', integration: new integrations.HttpLambdaIntegration('ssr', handler) });
    api.addRoutes({ path: '/', integration: new integrations.HttpLambdaIntegration('ssr-root', handler) });
    cdn(this, 'cdn', {
      host: hosts.classic,
      webAclArn: parts.network.webAclArn,
      defaultBehavior: uncached(apiOrigin(originHost, parts.data.edgeToken, 'classic')),
      additionalBehaviors: {
        '/assets/*': this.looks(parts.site),
        // Browsers on their way through a sign-in: the cookies are this host's.
        '/auth/*': uncached(apiOrigin(parts.api.originHost, parts.data.edgeToken, 'classic')),
      },
    });
  }

  /** Style sheet, fonts and icon; the bucket of the single-page bank would tie the two stacks together. */
  private looks(site: Site): cloudfront.BehaviorOptions {
    const bucket = siteBucket(this);
    const hashed = { exclude: ['*'], include: ['assets/*.css', 'assets/*.woff2'] };
    deploySite(this, { bucket, site, hashed, fixed: ['assets/favicon.svg'] });
    return filesBehavior({ bucket, headers: staticHeaders(this) });
  }
}
