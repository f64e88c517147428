import {
  aws_cloudfront as cloudfront,
  aws_cloudfront_origins as origins,
  aws_s3 as s3,
  aws_s3_deployment as deployment,
  RemovalPolicy,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { edgeFunction } from '../bundle.ts';
import { BankStack } from '../constructs/bank-stack.ts';
import { apiOrigin, cdn, staticHeaders, uncached } from '../constructs/cdn.ts';
import { hostsOf, type StageConfig } from '../stages.ts';
import type { ApiStack } from './api.ts';
import type { DataStack } from './data.ts';
import type { NetworkStack } from './network.ts';

interface WebStackParts {
  readonly network: NetworkStack;
  readonly data: DataStack;
  readonly api: ApiStack;
}

/** The single-page bank: static files from a private bucket, the API under the same origin. */
export class WebStack extends BankStack {
  constructor(scope: Construct, config: StageConfig, parts: WebStackParts) {
    super(scope, config, 'web');
    const bucket = new s3.Bucket(this, 'site', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new deployment.BucketDeployment(this, 'files', {
      destinationBucket: bucket,
      sources: [deployment.Source.asset('web/public')],
    });
    const api = uncached(apiOrigin(parts.api.originHost, parts.data.edgeToken));
    cdn(this, 'cdn', {
      host: hostsOf(config).bank,
      webAclArn: parts.network.webAclArn,
      defaultBehavior: this.site(bucket),
      additionalBehaviors: { '/api/*': api, '/auth/*': api },
      defaultRootObject: 'index.html',
    });
  }

  private site(bucket: s3.Bucket): cloudfront.BehaviorOptions {
    // A rewrite on this behaviour, not a custom error page: those are distribution-wide and would also
    // replace the API’s own 404 answers.
    const rewrite = new cloudfront.Function(this, 'spa-rewrite', {
      code: cloudfront.FunctionCode.fromInline(edgeFunction('spa-rewrite.js')),
      runtime: cloudfront.FunctionRuntime.JS_2_0,
    });
    return {
      origin: origins.S3BucketOrigin.withOriginAccessControl(bucket),
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: staticHeaders(this),
      functionAssociations: [{ function: rewrite, eventType: cloudfront.FunctionEventType.VIEWER_REQUEST }],
    };
  }
}
