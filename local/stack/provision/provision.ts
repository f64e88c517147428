import type { Assembly } from '../../assembly/assembly.ts';
import { Registry, type PhysicalResource } from '../template/registry.ts';
import { provisionBucket } from './buckets.ts';
import { isCloudOnly } from './cloud-only.ts';
import { provisionCache, provisionCluster, provisionProxy } from './databases.ts';
import { type DeclaredResource, declaredResources } from './declared.ts';
import { namedTypes } from './named.ts';
import { provisionKey } from './keys.ts';
import type { Backends, Provisioner } from './provisioner.ts';
import { provisionQueue } from './queues.ts';
import { provisionAttachment, provisionSecret } from './secrets.ts';
import { provisionTable } from './tables.ts';
import { provisionUserPoolClient } from './user-pool-clients.ts';
import {
  provisionDomain,
  provisionGroup,
  provisionIdentityProvider,
  provisionResourceServer,
  provisionUserPool,
} from './user-pools.ts';

const provisioners: Readonly<Record<string, Provisioner>> = {
  'AWS::Cognito::UserPool': provisionUserPool,
  'AWS::Cognito::UserPoolClient': provisionUserPoolClient,
  'AWS::Cognito::UserPoolDomain': provisionDomain,
  'AWS::Cognito::UserPoolGroup': provisionGroup,
  'AWS::Cognito::UserPoolIdentityProvider': provisionIdentityProvider,
  'AWS::Cognito::UserPoolResourceServer': provisionResourceServer,
  'AWS::DynamoDB::GlobalTable': provisionTable,
  'AWS::DynamoDB::Table': provisionTable,
  'AWS::ElastiCache::ServerlessCache': provisionCache,
  'AWS::KMS::Key': provisionKey,
  'AWS::RDS::DBCluster': provisionCluster,
  'AWS::RDS::DBProxy': provisionProxy,
  'AWS::S3::Bucket': provisionBucket,
  'AWS::SecretsManager::Secret': provisionSecret,
  'AWS::SecretsManager::SecretTargetAttachment': provisionAttachment,
  'AWS::SQS::Queue': provisionQueue,
};

/** All resources of an assembly that matter on one machine, with their physical ids. */
export interface Provisioned {
  readonly registry: Registry;
  readonly ofType: (type: string) => readonly ProvisionedResource[];
}
export interface ProvisionedResource extends DeclaredResource {
  /** Physical id: what `Ref` gives. */
  readonly id: string;
  /** @throws when the local stack offers no such attribute */
  attribute(name: string): string;
}

async function exist(
  resource: DeclaredResource,
  backends: Backends,
  registry: Registry,
): Promise<PhysicalResource> {
  const name = namedTypes[resource.type];
  if (name) return name(resource);
  const provisioner = provisioners[resource.type];
  if (provisioner) return provisioner(resource, backends, registry);
  const { type, stack, logicalId } = resource;
  throw new Error(`${stack}.${logicalId}: the local stack does not know resources of type ${type}.`);
}

/**
 * Makes every resource of the assembly exist; those an earlier start made are found again.
 * @throws for a resource of unknown type, naming it
 */
export async function provision(assembly: Assembly, backends: Backends): Promise<Provisioned> {
  const registry = new Registry();
  const provisioned: ProvisionedResource[] = [];
  for (const resource of declaredResources(assembly, registry)) {
    const { stack, logicalId, type } = resource;
    if (isCloudOnly(type)) {
      registry.registerAbsent(stack, logicalId);
      continue;
    }
    registry.register(stack, logicalId, await exist(resource, backends, registry));
    const attribute = (name: string): string => registry.attribute(stack, logicalId, name);
    provisioned.push({ ...resource, id: registry.ref(stack, logicalId), attribute });
  }
  return { registry, ofType: (type) => provisioned.filter((resource) => resource.type === type) };
}
