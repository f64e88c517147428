import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { arn } from '../arns.ts';
import { AwsError } from '../service.ts';

const version = z.object({
  VersionId: z.string(),
  SecretString: z.string().optional(),
  SecretBinary: z.string().optional(),
  VersionStages: z.array(z.string()),
  CreatedDate: z.number(),
});
const secret = z.object({
  ARN: z.string(),
  Name: z.string(),
  Description: z.string().optional(),
  CreatedDate: z.number(),
  LastChangedDate: z.number(),
  /** The newest first; only the current and the previous one are kept. */
  versions: z.array(version),
});
export const secretList = z.array(secret);
export type Secret = z.infer<typeof secret>;
export type SecretVersion = z.infer<typeof version>;

/** ARN of the secret with this name. Its six-letter suffix follows from the name, so that it survives a reset. */
export function secretArn(name: string): string {
  const suffix = createHash('sha256')
    .update(name)
    .digest('base64')
    .replace(/[^A-Za-z]/g, '')
    .slice(0, 6);
  return arn('secretsmanager', `secret:${name}-${suffix}`);
}

/** Finds a secret by ARN, ARN without suffix, or name. Throws ResourceNotFoundException. */
export function findSecret(secrets: readonly Secret[], id: string): Secret {
  const found = secrets.find(({ ARN, Name }) => [ARN, ARN.slice(0, -7), Name].includes(id));
  if (!found)
    throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  return found;
}

export interface VersionChoice {
  readonly VersionId?: string | undefined;
  readonly VersionStage?: string | undefined;
}

/** The version asked for, the current one unless told. Throws ResourceNotFoundException. */
export function findVersion({ versions }: Secret, { VersionId, VersionStage }: VersionChoice): SecretVersion {
  const stage = VersionStage ?? (VersionId === undefined ? 'AWSCURRENT' : undefined);
  const found = versions.find(
    (each) =>
      (VersionId === undefined || each.VersionId === VersionId) &&
      (stage === undefined || each.VersionStages.includes(stage)),
  );
  if (!found)
    throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret value.");
  return found;
}

export interface SecretValue {
  readonly SecretString?: string | undefined;
  readonly SecretBinary?: string | undefined;
  readonly ClientRequestToken?: string | undefined;
}

/** Makes the value current. A request that comes again under its token changes nothing; another value is refused. */
export function putVersion(kept: Secret, value: SecretValue, at: number): SecretVersion {
  const { SecretString, SecretBinary, ClientRequestToken: VersionId = randomUUID() } = value;
  const repeated = kept.versions.find((each) => each.VersionId === VersionId);
  if (repeated) {
    if (repeated.SecretString === SecretString && repeated.SecretBinary === SecretBinary) return repeated;
    throw new AwsError('ResourceExistsException', `The version ${VersionId} exists with another value.`);
  }
  const current = { VersionId, SecretString, SecretBinary, VersionStages: ['AWSCURRENT'], CreatedDate: at };
  const previous = kept.versions.slice(0, 1).map((each) => ({ ...each, VersionStages: ['AWSPREVIOUS'] }));
  kept.versions = [current, ...previous];
  kept.LastChangedDate = at;
  return current;
}
