import { aws_cloudfront as cloudfront, type aws_s3 as s3 } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { edgeFunction } from '../bundle.ts';
import { BankStack } from '../constructs/bank-stack.ts';
import { apiOrigin, cdn, uncached } from '../constructs/cdn.ts';
import { deploySite, filesBehavior, siteBucket } from '../constructs/site-files.ts';
import type { Site } from '../site.ts';
import { hostsOf, type StageConfig } from '../stages.ts';
import type { ApiStack } from './api.ts';
import type { DataStack } from './data.ts';
import type { NetworkStack } from './network.ts';

interface WebStackParts {
  readonly network: NetworkStack;
  readonly data: DataStack;
  readonly api: ApiStack;
  readonly site: Site;
}

/** The single-page bank: static files from a private bucket, the API under the same origin. */
export class WebStack extends BankStack {
  constructor(scope: Construct, config: StageConfig, parts: WebStackParts) {
    super(scope, config, 'web');
    const bucket = siteBucket(this);
    const fixed = ['index.html', 'assets/favicon.svg'];
    deploySite(this, { bucket, site: parts.site, hashed: { exclude: fixed }, fixed });
    const api = uncached(apiOrigin(parts.api.originHost, parts.data.edgeToken, 'bank'));
    cdn(this, 'cdn', {
      host: hostsOf(config).bank,
      webAclArn: parts.network.webAclArn,
      defaultBehavior: this.pages(bucket),
      additionalBehaviors: { '/api/*': api, '/auth/*': api },
      defaultRootObject: 'index.html',
    });
  }

  private pages(bucket: s3.Bucket): cloudfront.BehaviorOptions {
    // A rewrite on this behaviour, not a custom error page: those are distribution-wide and would also
    // replace the API’s own 404 answers.
    const rewrite = new cloudfront.Function(this, 'spa-rewrite', {
      code: cloudfront.FunctionCode.fromInline(edgeFunction('spa-rewrite.js')),
      runtime: cloudfront.FunctionRuntime.JS_2_0,
    });
    return {
      ...filesBehavior(this, bucket),
      functionAssociations: [{ function: rewrite, eventType: cloudfront.FunctionEventType.VIEWER_REQUEST }],
    };
  }
}
