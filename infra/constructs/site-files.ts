import {
  aws_cloudfront as cloudfront,
  aws_cloudfront_origins as origins,
  aws_s3 as s3,
  aws_s3_deployment as deployment,
  RemovalPolicy,
} from 'aws-cdk-lib';
import type { Site } from '../site.ts';
import type { BankStack } from './bank-stack.ts';
import { staticHeaders } from './cdn.ts';

/** A private bucket of built files, which only the CDN reads. */
export function siteBucket(stack: BankStack): s3.Bucket {
  return new s3.Bucket(stack, 'site', {
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    encryption: s3.BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    versioned: true,
    removalPolicy: RemovalPolicy.DESTROY,
  });
}

/** Files of the site, as patterns of `aws s3 sync`. */
export interface FileGroups {
  readonly bucket: s3.Bucket;
  readonly site: Site;
  /** Named by a hash of their content: whoever has one never asks again. */
  readonly hashed: Pick<deployment.BucketDeploymentProps, 'include' | 'exclude'>;
  /** Known by a fixed name: asked for every time, answered with 304 while they are the same. */
  readonly fixed: readonly string[];
}

/** Deploys the hashed files and, once they are there, those that name them. */
export function deploySite(stack: BankStack, { bucket, site, hashed, fixed }: FileGroups): void {
  const common = {
    destinationBucket: bucket,
    sources: [deployment.Source.asset(site.folder)],
    // A page that was loaded before this deployment still asks for the files of its own time.
    prune: false,
  };
  const files = new deployment.BucketDeployment(stack, 'files', {
    ...common,
    ...hashed,
    cacheControl: [deployment.CacheControl.fromString('public, max-age=31536000, immutable')],
  });
  const names = new deployment.BucketDeployment(stack, 'named-files', {
    ...common,
    exclude: ['*'],
    include: [...fixed],
    cacheControl: [deployment.CacheControl.noCache()],
  });
  names.node.addDependency(files);
}

/** Serves the bucket with the headers of static files. */
export function filesBehavior(stack: BankStack, bucket: s3.IBucket): cloudfront.BehaviorOptions {
  return {
    origin: origins.S3BucketOrigin.withOriginAccessControl(bucket),
    viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    responseHeadersPolicy: staticHeaders(stack),
  };
}
