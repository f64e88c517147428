import {
  aws_cloudfront as cloudfront,
  aws_cloudfront_origins as origins,
  aws_s3 as s3,
  aws_s3_deployment as deployment,
  RemovalPolicy,
} from 'aws-cdk-lib';
import type { Site } from '../site.ts';
import type { BankStack } from './bank-stack.ts';

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
  /** Folder of the bucket they go to; its top unless given. */
  readonly folder?: string;
}

const keep = [deployment.CacheControl.fromString('public, max-age=31536000, immutable')];

/** Deploys hashed files that not everybody may have into a folder of their own. */
export function deployApart(
  stack: BankStack,
  { bucket, site, hashed, folder }: Omit<FileGroups, 'fixed'> & { readonly folder: string },
): void {
  new deployment.BucketDeployment(stack, `${folder}-files`, {
    destinationBucket: bucket,
    destinationKeyPrefix: folder,
    sources: [deployment.Source.asset(site.folder)],
    prune: false,
    ...hashed,
    cacheControl: [deployment.CacheControl.fromString('private, max-age=31536000, immutable')],
  });
}

/** Deploys the hashed files and, once they are there, those that name them. */
export function deploySite(stack: BankStack, { bucket, site, hashed, fixed, folder }: FileGroups): void {
  const common = {
    destinationBucket: bucket,
    sources: [deployment.Source.asset(site.folder)],
    // A page that was loaded before this deployment still asks for the files of its own time.
    prune: false,
    ...(folder === undefined ? {} : { destinationKeyPrefix: folder }),
  };
  const files = new deployment.BucketDeployment(stack, 'files', { ...common, ...hashed, cacheControl: keep });
  const names = new deployment.BucketDeployment(stack, 'named-files', {
    ...common,
    exclude: ['*'],
    include: [...fixed],
    cacheControl: [deployment.CacheControl.noCache()],
  });
  names.node.addDependency(files);
}

export interface FilesBehavior {
  readonly bucket: s3.IBucket;
  readonly headers: cloudfront.IResponseHeadersPolicy;
  /** Folder of the bucket that addresses begin in, so that none of another folder can be spelled. */
  readonly folder?: string;
}

/** Serves the bucket with the headers of static files. */
export function filesBehavior({ bucket, headers, folder }: FilesBehavior): cloudfront.BehaviorOptions {
  const originPath = folder === undefined ? {} : { originPath: `/${folder}` };
  return {
    origin: origins.S3BucketOrigin.withOriginAccessControl(bucket, originPath),
    viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    responseHeadersPolicy: headers,
  };
}
