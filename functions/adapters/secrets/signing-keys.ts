import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';

const client = new SecretsManagerClient({});

/** One field of a JSON secret. */
export async function secretField(arn: string, field: string): Promise<string> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
  const value = z.record(z.string(), z.string()).parse(JSON.parse(SecretString ?? '{}'))[field];
  if (value === undefined || value === '') throw new Error(`The secret has no field "${field}"`);
  return value;
}

/** The value is fetched at the first use and kept; a failed fetch is tried again at the next use. */
export function lazily<T>(load: () => Promise<T>): () => Promise<T> {
  let pending: Promise<T> | undefined;
  return () => {
    pending ??= load().catch((error: unknown) => {
      pending = undefined;
      throw error;
    });
    return pending;
  };
}
