import * as z from 'zod';
import { action, checked, parseJson, runJsonAction } from '../json-actions.ts';
import type { JsonActions } from '../json-actions.ts';
import { AwsError } from '../service.ts';
import type { AwsCall, AwsService, Demand } from '../service.ts';
import { openState } from '../state-file.ts';
import type { State } from '../state-file.ts';
import { findSecret, findVersion, putVersion, secretArn, secretList } from './store.ts';
import type { Secret } from './store.ts';

export interface SecretsOptions {
  /** Where the secrets are kept; in memory unless given. */
  readonly stateFile?: string;
  readonly now?: () => Date;
}

export interface SecretsService extends AwsService {
  /** The current text of a secret, for stand-ins that read it on a caller's behalf. Throws as GetSecretValue does. */
  read(secretId: string): string;
}

const value = {
  SecretString: z.string().optional(),
  SecretBinary: z.string().optional(),
  ClientRequestToken: z.string().optional(),
};
const named = z.object({ SecretId: z.string() });
const createRequest = z.object({ Name: z.string().min(1), Description: z.string().optional(), ...value });
const readRequest = named.extend({ VersionId: z.string().optional(), VersionStage: z.string().optional() });

/** Starts Secrets Manager. */
export function startSecrets(options: SecretsOptions = {}): SecretsService {
  const state = openState<Secret[]>(options.stateFile, secretList, () => []);
  const now = options.now ?? ((): Date => new Date());
  const actions = actionsOver(state, () => now().getTime() / 1000);
  return {
    signingName: 'secretsmanager',
    demands: (call) => demands(state.current, call),
    handle: (call) => runJsonAction(actions, call),
    read(secretId) {
      const { SecretString } = findVersion(findSecret(state.current, secretId), {});
      if (SecretString === undefined)
        throw new AwsError('InvalidRequestException', `${secretId} holds no text.`);
      return SecretString;
    },
    close: () => Promise.resolve(),
  };
}

function actionsOver(state: State<Secret[]>, seconds: () => number): JsonActions {
  const secrets = state.current;
  return {
    CreateSecret: action(createRequest, async ({ Name, Description, ...content }) => {
      const ARN = secretArn(Name);
      if (secrets.some((each) => each.ARN === ARN)) {
        throw new AwsError('ResourceExistsException', `The secret ${Name} already exists.`);
      }
      const created: Secret = {
        ARN,
        Name,
        Description,
        CreatedDate: seconds(),
        LastChangedDate: seconds(),
        versions: [],
      };
      const { VersionId } = holdsValue(content) ? putVersion(created, content, seconds()) : {};
      secrets.push(created);
      await state.save();
      return { ARN, Name, VersionId };
    }),
    PutSecretValue: action(named.extend(value), async ({ SecretId, ...content }) => {
      if (!holdsValue(content))
        throw new AwsError('InvalidRequestException', 'Give SecretString or SecretBinary.');
      const kept = findSecret(secrets, SecretId);
      const { VersionId, VersionStages } = putVersion(kept, content, seconds());
      await state.save();
      return { ARN: kept.ARN, Name: kept.Name, VersionId, VersionStages };
    }),
    GetSecretValue: action(readRequest, ({ SecretId, ...choice }) => {
      const { ARN, Name, ...kept } = findSecret(secrets, SecretId);
      return { ARN, Name, ...findVersion({ ARN, Name, ...kept }, choice) };
    }),
    DescribeSecret: action(named, ({ SecretId }) => {
      const { versions, ...description } = findSecret(secrets, SecretId);
      const stages = versions.map(({ VersionId, VersionStages }) => [VersionId, VersionStages]);
      return { ...description, VersionIdsToStages: Object.fromEntries(stages) as unknown };
    }),
  };
}

function holdsValue(content: {
  SecretString?: string | undefined;
  SecretBinary?: string | undefined;
}): boolean {
  return content.SecretString !== undefined || content.SecretBinary !== undefined;
}

const reference = z.object({ SecretId: z.string().optional(), Name: z.string().optional() });

/** The permission on the secret by its whole ARN, whichever way the call names it. */
function demands(secrets: readonly Secret[], call: AwsCall): Demand[] {
  const { SecretId, Name = '' } = checked(reference, parseJson(call.body));
  const resource = SecretId === undefined ? secretArn(Name) : arnOf(secrets, SecretId);
  return [{ action: `secretsmanager:${call.action}`, resources: [resource] }];
}

function arnOf(secrets: readonly Secret[], id: string): string {
  const known = secrets.find(({ ARN, Name }) => [ARN, ARN.slice(0, -7), Name].includes(id));
  return known?.ARN ?? (id.startsWith('arn:') ? id : secretArn(id));
}
