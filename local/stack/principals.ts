import { SQSClient } from '@aws-sdk/client-sqs';
import { evaluate, type PolicyStatement } from '../aws/policy.ts';
import type { Credentials } from './access.ts';
import type { Closers } from './closers.ts';
import { clientSettings, type Plant } from './plant.ts';

/** Access keys and clients with the permissions of the templates' roles. */
export interface Principals {
  readonly keyFor: (holder: string, roleArn: string) => Credentials;
  readonly sqsFor: (holder: string, roleArn: string) => SQSClient;
  /** @throws when the role may not invoke the function */
  readonly checkInvoke: (roleArn: string, functionArn: string) => void;
}

/** @param opened takes what must end with the deployment: keys are revoked, clients closed */
export function principalsOf(
  { access, endpoint }: Plant,
  permissions: ReadonlyMap<string, readonly PolicyStatement[]>,
  opened: Closers,
): Principals {
  const statementsOf = (roleArn: string): readonly PolicyStatement[] => permissions.get(roleArn) ?? [];
  const keyFor = (holder: string, roleArn: string): Credentials => {
    const credentials = access.issue(holder, statementsOf(roleArn));
    opened.atEnd(() => {
      access.revoke(credentials);
    });
    return credentials;
  };
  return {
    keyFor,
    sqsFor: (holder, roleArn) => {
      const client = new SQSClient(clientSettings(endpoint, keyFor(holder, roleArn)));
      opened.atEnd(() => {
        client.destroy();
      });
      return client;
    },
    checkInvoke: (roleArn, functionArn) => {
      if (evaluate(statementsOf(roleArn), 'lambda:InvokeFunction', functionArn)) return;
      throw new Error(`${roleArn} is not authorized to perform: lambda:InvokeFunction on ${functionArn}`);
    },
  };
}
