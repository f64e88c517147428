import * as z from 'zod';
import type { Assembly } from '../../assembly/assembly.ts';
import { localRegion } from '../../aws/arns.ts';
import type { Credentials } from '../access.ts';
import type { Plant } from '../plant.ts';
import type { Provisioned, ProvisionedResource } from '../provision/provision.ts';
import { locateCode } from './code.ts';
import type { ProcessOptions } from './function-process.ts';

const functionSchema = z.object({
  Handler: z.string().optional(),
  Runtime: z.literal('nodejs24.x').optional(),
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  Role: z.string(),
  Code: z.object({ S3Key: z.string().optional(), ImageUri: z.string().optional() }),
  ImageConfig: z.object({ Command: z.array(z.string()).optional() }).optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.string()) }).default({ Variables: {} }),
});

export interface FunctionDefinition extends Omit<ProcessOptions, 'print'> {
  readonly roleArn: string;
}

/** What the Lambda service adds to the variables of the template. */
function injected(name: string, memoryMb: number): Readonly<Record<string, string>> {
  return {
    AWS_REGION: localRegion,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    TZ: ':UTC',
  };
}

/** How a function reaches the stand-ins, and as whom; and where browsers reach S3. */
export function reachStandIns(
  { endpoint, s3LinkEndpoint }: Pick<Plant, 'endpoint' | 's3LinkEndpoint'>,
  credentials: Credentials,
): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    S3_LINK_ENDPOINT_URL: s3LinkEndpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
  };
}

function definition(resource: ProvisionedResource, assembly: Assembly): FunctionDefinition {
  const properties = resource.read(functionSchema);
  const { Handler, ImageConfig, Code } = properties;
  const handler = Code.ImageUri ? ImageConfig?.Command?.[0] : Handler;
  return {
    name: resource.id,
    arn: resource.attribute('Arn'),
    memoryMb: properties.MemorySize,
    timeoutMs: properties.Timeout * 1000,
    roleArn: properties.Role,
    environment: { ...properties.Environment.Variables, ...injected(resource.id, properties.MemorySize) },
    ...locateCode(assembly, { handler, s3Key: Code.S3Key, imageUri: Code.ImageUri }),
  };
}

const helperSchema = z.object({ ServiceToken: z.string() });

/** The functions of the templates, without those that only serve CloudFormation while it deploys. */
export function functionDefinitions(provisioned: Provisioned, assembly: Assembly): FunctionDefinition[] {
  const helpers = provisioned
    .ofType('Custom::CDKBucketDeployment')
    .map((resource) => resource.read(helperSchema).ServiceToken);
  return provisioned
    .ofType('AWS::Lambda::Function')
    .filter((resource) => !helpers.includes(resource.attribute('Arn')))
    .map((resource) => definition(resource, assembly));
}
