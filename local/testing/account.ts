import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { consoleSecret } from '../../functions/manifest-secrets.ts';
import { startDynamoDb } from '../aws/dynamodb/service.ts';
import { startFront, type AwsFront } from '../aws/front.ts';
import type { PolicyStatement } from '../aws/policy.ts';
import { startSecrets } from '../aws/secrets/service.ts';
import { createAccess, type Credentials } from '../stack/access.ts';
import { consolePassword } from './server-address.ts';

/** An account in which stages of the bank are, as somebody reaches it who has profiles for it. */
export interface TestAccount {
  readonly front: AwsFront;
  readonly admin: Credentials;
}

/** Where the database of its stages is, as their secrets say. */
export const clusterHost = 'books.cluster-abc.us-east-1.rds.amazonaws.com';

/**
 * Starts the account, and has this process find it by the names of its profiles.
 * @param directory for the file with the profiles
 * @param profiles what each of them may do
 */
export async function startAccount(
  directory: string,
  profiles: Readonly<Record<string, readonly PolicyStatement[]>>,
): Promise<TestAccount> {
  const access = createAccess();
  const services = [startSecrets(), await startDynamoDb()];
  const front = await startFront({ services, authorize: access.authorize });
  const sections = Object.entries(profiles).map(([name, statements]) =>
    profileText(name, access.issue(name, statements)),
  );
  const file = join(directory, 'credentials');
  writeFileSync(file, sections.join('\n'));
  Object.assign(process.env, {
    AWS_SHARED_CREDENTIALS_FILE: file,
    AWS_CONFIG_FILE: join(directory, 'config'),
    AWS_ENDPOINT_URL: front.endpoint,
    // Else the SDK would go and ask the network whether this machine is one of Amazon's.
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  return { front, admin: access.admin };
}

function profileText(name: string, { accessKeyId, secretAccessKey, sessionToken }: Credentials): string {
  return [
    `[${name}]`,
    `aws_access_key_id = ${accessKeyId}`,
    `aws_secret_access_key = ${secretAccessKey}`,
    `aws_session_token = ${sessionToken}`,
    '',
  ].join('\n');
}

/** The console's login of a stage; with other fields where they are given. */
export async function putConsoleLogin(
  account: TestAccount,
  stage: string,
  fields: object = { username: 'bank_console', password: consolePassword, host: clusterHost, port: 5432 },
): Promise<void> {
  await putSecret(account, consoleSecret(stage), fields);
}

/** A secret of the account. */
export async function putSecret({ front, admin }: TestAccount, Name: string, fields: object): Promise<void> {
  const client = new SecretsManagerClient({
    ...{ endpoint: front.endpoint, region: 'us-east-1' },
    credentials: admin,
  });
  const SecretString = JSON.stringify(fields);
  await client.send(new CreateSecretCommand({ Name, SecretString }));
  client.destroy();
}
