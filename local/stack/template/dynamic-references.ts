import * as z from 'zod';
import type { Registry } from './registry.ts';

// An ARN has colons of its own, so it is matched by its number of fields: {{resolve:secretsmanager:<id>:SecretString:<key>::}}
const secretReference =
  /\{\{resolve:secretsmanager:((?:arn:(?:[^:}]*:){5})?[^:}]+)(?::SecretString(?::([^:}]*))?(?::[^:}]*){0,2})?\}\}/g;

const secretJson = z.record(z.string(), z.unknown());

function field(secret: string, key: string): string {
  const content: unknown = JSON.parse(secret);
  const value = secretJson.parse(content)[key];
  if (typeof value !== 'string') throw new Error(`The secret has no field ${key}.`);
  return value;
}

/** Replaces `{{resolve:secretsmanager:…}}` by the secret's value or one field of it. */
export function dynamicReferences(value: string, registry: Registry): string {
  return value.replace(secretReference, (_whole, id: string, key?: string) => {
    const secret = registry.secret(id);
    return key ? field(secret, key) : secret;
  });
}
