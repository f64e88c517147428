import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { ConsoleError, type StageTarget } from '../../functions/console/context.ts';
import { consoleSecret } from '../../functions/manifest.ts';
import { localRegion } from '../aws/arns.ts';
import { inAccount } from './account.ts';

const loginSchema = z.object({
  username: z.string(),
  password: z.string(),
  host: z.string(),
  port: z.coerce.number(),
});

/**
 * The console's login to the books of a stage, and where their database is.
 * @throws ConsoleError when the profile may not read it, or the stage has none
 */
export async function readConsoleLogin(target: StageTarget): Promise<z.output<typeof loginSchema>> {
  const { profile, stage } = target;
  const name = consoleSecret(stage);
  const client = new SecretsManagerClient({ region: localRegion, profile });
  try {
    const { SecretString = '' } = await inAccount(target, 'secretsmanager:GetSecretValue', () =>
      client.send(new GetSecretValueCommand({ SecretId: name })),
    );
    return loginIn(SecretString, name);
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    const told = `The account of ${profile} has no secret ${name}. Check --stage, or deploy this version of the bank first.`;
    throw new ConsoleError(told, { cause: error });
  } finally {
    client.destroy();
  }
}

function loginIn(text: string, name: string): z.output<typeof loginSchema> {
  const { data } = loginSchema.safeParse(fieldsOf(text));
  if (data) return data;
  throw new ConsoleError(`The secret ${name} does not hold a login: username, password, host and port.`);
}

function fieldsOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
