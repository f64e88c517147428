import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { ConsoleError, type StageTarget } from '../../functions/console/context.ts';
import { localRegion } from '../aws/arns.ts';
import { inAccount } from './account.ts';

const loginSchema = z.object({
  username: z.string(),
  password: z.string(),
  host: z.string(),
  port: z.coerce.number(),
});

/** A login to the books of a stage, and where their database is. */
export type StageLogin = z.output<typeof loginSchema>;

/**
 * The login that a secret of a stage holds.
 * @throws ConsoleError when the profile may not read it, the stage has none, or it holds none
 */
export async function readLogin(target: StageTarget, secret: string): Promise<StageLogin> {
  const { data } = loginSchema.safeParse(fieldsOf(await readSecret(target, secret)));
  if (data) return data;
  throw new ConsoleError(`The secret ${secret} does not hold a login: username, password, host and port.`);
}

/**
 * The password that a secret of a stage holds for this role, and no other.
 * @throws ConsoleError as `readLogin`
 */
export async function readRolePassword(
  target: StageTarget,
  { secret, role }: { readonly secret: string; readonly role: string },
): Promise<string> {
  const schema = z.object({ username: z.literal(role), password: z.string().min(1) });
  const { data } = schema.safeParse(fieldsOf(await readSecret(target, secret)));
  if (data) return data.password;
  throw new ConsoleError(`The secret ${secret} does not hold a password of ${role}: username and password.`);
}

async function readSecret(target: StageTarget, name: string): Promise<string> {
  const { profile } = target;
  const client = new SecretsManagerClient({ region: localRegion, profile });
  try {
    const { SecretString = '' } = await inAccount(target, 'secretsmanager:GetSecretValue', () =>
      client.send(new GetSecretValueCommand({ SecretId: name })),
    );
    return SecretString;
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    const told = `The account of ${profile} has no secret ${name}. Check --stage, or deploy this version of the bank first.`;
    throw new ConsoleError(told, { cause: error });
  } finally {
    client.destroy();
  }
}

function fieldsOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
