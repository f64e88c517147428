import { resolve } from 'node:path';
import * as z from 'zod';
import { StartError } from './stack/run/start-error.ts';

const url = z.url().optional();

const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(8080),
  /** Address the one public port binds to; 0.0.0.0 in a container. */
  BANK_BIND: z.string().min(1).default('127.0.0.1'),
  BANK_DATA_DIR: z.string().min(1).default('.local'),
  // Real services to use instead of the embedded ones, as docker-compose.yml does.
  BANK_POSTGRES_URL: url,
  REDIS_URL: url,
  BANK_DYNAMODB_URL: url,
  BANK_SQS_URL: url,
  // Whom the console trusts to name the database of a stage, as a PEM file; the certificate authority of RDS unless given.
  BANK_BOOKS_CA: z.string().optional(),
  PATH: z.string().default(''),
});

export interface LocalConfig {
  readonly port: number;
  readonly bind: string;
  /** Absolute path of all state of the local stack. */
  readonly dataDirectory: string;
  readonly postgresUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly dynamodbUrl: string | undefined;
  readonly sqsUrl: string | undefined;
  /** PEM file of the certificate authority of stages' databases; that of RDS unless given. */
  readonly booksCaFile: string | undefined;
  /** Where programs such as `redis-server` are looked for. */
  readonly searchPath: string;
}

/** The host under which the local stage serves the bank; its siblings are below it. */
export const bankHost = 'bank.localhost';

/** Repository root. */
export const root = resolve(import.meta.dirname, '..');

/**
 * Reads the configuration of the local stack; an empty variable counts as unset.
 * @throws {StartError} with one line per variable that cannot be used
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): LocalConfig {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
    throw new StartError(`The environment has values that cannot be used:\n${lines.join('\n')}`);
  }
  const { data } = parsed;
  return {
    port: data.PORT,
    bind: data.BANK_BIND,
    dataDirectory: resolve(root, data.BANK_DATA_DIR),
    postgresUrl: data.BANK_POSTGRES_URL,
    redisUrl: data.REDIS_URL,
    dynamodbUrl: data.BANK_DYNAMODB_URL,
    sqsUrl: data.BANK_SQS_URL,
    booksCaFile: data.BANK_BOOKS_CA,
    searchPath: data.PATH,
  };
}

/** The environment of this process with additions, for a tool that runs as its child. */
export function withOwnEnvironment(
  additions: Readonly<Record<string, string>>,
): Record<string, string | undefined> {
  return { ...process.env, ...additions };
}
