import { describe, expect, it } from '@jest/globals';
import { CognitoIdentityProviderClient, ListUsersCommand } from '@aws-sdk/client-cognito-identity-provider';
import { mockClient } from 'aws-sdk-client-mock';
import { setTimeout as pause } from 'node:timers/promises';
import { cognitoUsers } from './users.ts';

const pool = mockClient(CognitoIdentityProviderClient);

describe('the names of a page of the audit log', () => {
  it('are asked for a few at a time, so that fifty people are no burst that Cognito refuses', async () => {
    let [open, most] = [0, 0];
    pool.on(ListUsersCommand).callsFake(async ({ Filter }: { Filter: string }) => {
      open += 1;
      most = Math.max(most, open);
      await pause(1);
      open -= 1;
      return { Users: [{ Username: Filter.replace('sub = ', 'name of ') }] };
    });
    const subjects = new Set(Array.from({ length: 50 }, (_, index) => `s${index}`));
    const users = cognitoUsers('us-east-1_pool', new CognitoIdentityProviderClient({}));
    const names = await users.userNames(subjects);
    expect(names.size).toBe(50);
    expect(names.get('s49')).toBe('name of "s49"');
    expect(most).toBeLessThanOrEqual(5);
  });
});
