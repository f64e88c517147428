import * as z from 'zod';
import type { Assembly } from '../../assembly/assembly.ts';
import type { HttpHandler } from '../http/message.ts';
import type { Provisioned } from '../provision/provision.ts';
import { type BucketContent, bucketOrigin } from './bucket.ts';

const deploymentSchema = z.object({
  SourceObjectKeys: z.array(z.string()),
  SourceMarkers: z
    .array(z.record(z.string(), z.unknown()))
    .refine(
      (markers) => markers.every((each) => Object.keys(each).length === 0),
      'values known only at deployment are not supported',
    )
    .optional(),
  DestinationBucketName: z.string(),
  DestinationBucketKeyPrefix: z.string().default(''),
  SystemMetadata: z.record(z.string(), z.string()).default({}),
  Exclude: z.array(z.string()).default([]),
  Include: z.array(z.string()).default([]),
});
type Deployment = z.output<typeof deploymentSchema>;

const policySchema = z.object({
  Bucket: z.string(),
  PolicyDocument: z.object({
    Statement: z.array(
      z.object({ Effect: z.string(), Action: z.union([z.string(), z.array(z.string())]).default([]) }),
    ),
  }),
});

/** Patterns of `aws s3 sync`, where a star also stands for slashes. */
function matches(pattern: string, path: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(path);
}

function isIncluded({ Exclude, Include }: Deployment, path: string): boolean {
  const excluded = Exclude.some((pattern) => matches(pattern, path));
  return !excluded || Include.some((pattern) => matches(pattern, path));
}

function contentOf(deployment: Deployment, assembly: Assembly): BucketContent[] {
  return deployment.SourceObjectKeys.map((key) => {
    const directory = assembly.files.get(key);
    if (!directory) throw new Error(`The assembly has no asset ${key}.`);
    return {
      directory,
      prefix: deployment.DestinationBucketKeyPrefix.replace(/\/$/, ''),
      metadata: deployment.SystemMetadata,
      included: (path) => isIncluded(deployment, path),
    };
  });
}

function isListable(bucket: string, provisioned: Provisioned): boolean {
  const policies = provisioned.ofType('AWS::S3::BucketPolicy').map((resource) => resource.read(policySchema));
  return policies
    .filter(({ Bucket }) => Bucket === bucket)
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .some(({ Effect, Action }) => Effect === 'Allow' && [Action].flat().includes('s3:ListBucket'));
}

/** The buckets of the templates by the domain name the CDN reaches them under. */
export function bucketsByDomain(
  provisioned: Provisioned,
  assembly: Assembly,
): ReadonlyMap<string, HttpHandler> {
  const deployments = provisioned
    .ofType('Custom::CDKBucketDeployment')
    .map((resource) => resource.read(deploymentSchema));
  return new Map(
    provisioned.ofType('AWS::S3::Bucket').map((bucket) => {
      const own = deployments.filter(({ DestinationBucketName }) => DestinationBucketName === bucket.id);
      const content = own.flatMap((deployment) => contentOf(deployment, assembly));
      return [
        bucket.attribute('RegionalDomainName'),
        bucketOrigin(content, isListable(bucket.id, provisioned)),
      ];
    }),
  );
}
