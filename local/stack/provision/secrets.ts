import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import type { Registry } from '../template/registry.ts';
import type { Provisioner } from './provisioner.ts';
import { generateSchema, randomSecret } from './random-secret.ts';

const secretSchema = z.object({
  Name: z.string().optional(),
  SecretString: z.string().optional(),
  GenerateSecretString: generateSchema.optional(),
});
type SecretProperties = z.output<typeof secretSchema>;

interface Secret {
  readonly arn: string;
  readonly value: string;
}

async function existing(client: SecretsManagerClient, id: string): Promise<Secret | undefined> {
  try {
    const { ARN, SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));
    return { arn: ARN ?? '', value: SecretString ?? '' };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function create(
  client: SecretsManagerClient,
  name: string,
  properties: SecretProperties,
): Promise<Secret> {
  const { SecretString, GenerateSecretString } = properties;
  const value = SecretString ?? randomSecret(GenerateSecretString ?? generateSchema.parse({}));
  const { ARN } = await client.send(new CreateSecretCommand({ Name: name, SecretString: value }));
  return { arn: ARN ?? '', value };
}

/** `AWS::SecretsManager::Secret`: made up once, then kept for as long as the data directory. */
export const provisionSecret: Provisioner = async (resource, { secrets }, registry) => {
  const properties = resource.read(secretSchema);
  const name = properties.Name ?? resource.defaultName;
  const secret = (await existing(secrets, name)) ?? (await create(secrets, name, properties));
  registry.rememberSecret([secret.arn, name], secret.value);
  return { id: secret.arn, attributes: { Id: secret.arn } };
};

const attachmentSchema = z.object({
  SecretId: z.string(),
  TargetId: z.string(),
  TargetType: z.literal('AWS::RDS::DBCluster'),
});
const fieldsSchema = z.record(z.string(), z.unknown());

function withAddress(
  registry: Registry,
  secretId: string,
  address: Readonly<Record<string, unknown>>,
): string {
  const content: unknown = JSON.parse(registry.secret(secretId));
  return JSON.stringify({ ...fieldsSchema.parse(content), ...address });
}

/** `AWS::SecretsManager::SecretTargetAttachment`: the secret also learns where its database is. */
export const provisionAttachment: Provisioner = async (resource, { secrets, postgres }, registry) => {
  const { SecretId, TargetId } = resource.read(attachmentSchema);
  const address = {
    engine: 'postgres',
    host: postgres.host,
    port: postgres.port,
    dbClusterIdentifier: TargetId,
  };
  const value = withAddress(registry, SecretId, address);
  if (value !== registry.secret(SecretId)) {
    await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: value }));
    registry.rememberSecret([SecretId], value);
  }
  return { id: SecretId };
};
