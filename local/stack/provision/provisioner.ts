import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { PhysicalResource, Registry } from '../template/registry.ts';
import type { DeclaredResource } from './declared.ts';

export interface Login {
  readonly user: string;
  readonly password: string;
}
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** What stateful resources are made of. */
export interface Backends {
  readonly sqs: SQSClient;
  readonly dynamodb: DynamoDBClient;
  readonly cognito: CognitoIdentityProviderClient;
  readonly secrets: SecretsManagerClient;
  readonly kms: KMSClient;
  readonly s3: S3Client;
  readonly postgres: Address & { readonly superuser: Login };
  readonly redis: Address;
}

/**
 * Makes a resource exist, or finds the one an earlier start made: state outlives the process, so every
 * provisioner must be able to meet its own work again.
 */
export type Provisioner = (
  resource: DeclaredResource,
  backends: Backends,
  registry: Registry,
) => Promise<PhysicalResource>;
