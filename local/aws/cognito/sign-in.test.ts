import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { secretHash } from './secret-hash.ts';
import { startCognito } from './service.ts';
import { password, useCognito } from './testing/use-cognito.ts';

const refused = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };

describe('signing in to Cognito', () => {
  const cognito = useCognito();
  let poolId = '';
  let web = { id: '', secret: '' };

  beforeAll(async () => {
    poolId = await cognito.pool();
    web = await cognito.appClient(poolId);
    await cognito.user(poolId, 'alice');
  });

  it('gives tokens for the right password, without a signature', async () => {
    const { region, endpoint } = cognito.front.config();
    const unsigned = new CognitoIdentityProviderClient({ region, endpoint });
    const answer = await unsigned.send(
      new InitiateAuthCommand({
        ClientId: web.id,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: 'Alice', PASSWORD: password },
      }),
    );
    expect(answer.AuthenticationResult).toMatchObject({ ExpiresIn: 3600, TokenType: 'Bearer' });
    expect(answer.AuthenticationResult?.RefreshToken).toMatch(/^[\w-]{60,}$/);
  });

  it('says the same for a wrong password and for nobody', async () => {
    await expect(cognito.signIn(web.id, 'alice', 'wrong')).rejects.toMatchObject(refused);
    await expect(cognito.signIn(web.id, 'nobody', 'wrong')).rejects.toMatchObject(refused);
  });

  it('locks a name after five wrong passwords, longer each time, whether it belongs to someone or not', async () => {
    await cognito.user(poolId, 'guessed');
    for (const name of ['guessed', 'nobody-else']) {
      for (let attempt = 1; attempt <= 5; attempt += 1) {
        await expect(cognito.signIn(web.id, name, 'wrong')).rejects.toMatchObject(refused);
      }
      await expect(cognito.signIn(web.id, name)).rejects.toThrow('Password attempts exceeded');
      cognito.clock.now = new Date(cognito.clock.now.getTime() + 1001);
      await expect(cognito.signIn(web.id, name, 'wrong')).rejects.toMatchObject(refused);
      cognito.clock.now = new Date(cognito.clock.now.getTime() + 1001);
      await expect(cognito.signIn(web.id, name)).rejects.toThrow('Password attempts exceeded');
    }
    cognito.clock.now = new Date(cognito.clock.now.getTime() + 1000);
    expect((await cognito.signIn(web.id, 'guessed')).AuthenticationResult).toBeDefined();
    await expect(cognito.signIn(web.id, 'guessed', 'wrong')).rejects.toMatchObject(refused);
  });

  it('offers only the flows that the client allows', async () => {
    const server = await cognito.appClient(poolId, { ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'] });
    await expect(cognito.signIn(server.id, 'alice')).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'USER_PASSWORD_AUTH flow not enabled for this client',
    });
    const byAdmin = new AdminInitiateAuthCommand({
      UserPoolId: poolId,
      ClientId: server.id,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'alice', PASSWORD: password },
    });
    expect((await cognito.client().send(byAdmin)).AuthenticationResult?.AccessToken).toBeDefined();
    const publicly = new InitiateAuthCommand({ ...byAdmin.input, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH' });
    await expect(cognito.client().send(publicly)).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    await expect(cognito.signIn('unknown', 'alice')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('wants proof of the secret from a client that has one', async () => {
    const confidential = await cognito.appClient(poolId, { GenerateSecret: true });
    const attempt = (SECRET_HASH?: string): Promise<unknown> =>
      cognito.client().send(
        new InitiateAuthCommand({
          ClientId: confidential.id,
          AuthFlow: 'USER_PASSWORD_AUTH',
          AuthParameters: {
            USERNAME: 'alice',
            PASSWORD: password,
            ...(SECRET_HASH !== undefined && { SECRET_HASH }),
          },
        }),
      );
    await expect(attempt()).rejects.toThrow('SECRET_HASH was not received');
    await expect(attempt('AAAA')).rejects.toThrow('Unable to verify secret hash');
    const right = secretHash(confidential.secret, 'alice', confidential.id);
    await expect(attempt(right)).resolves.toMatchObject({ AuthenticationResult: { TokenType: 'Bearer' } });
  });

  it('lets nobody in whose account is disabled, until it is enabled again', async () => {
    await cognito.user(poolId, 'leaver');
    const named = { UserPoolId: poolId, Username: 'leaver' };
    await cognito.client().send(new AdminDisableUserCommand(named));
    await expect(cognito.signIn(web.id, 'leaver')).rejects.toThrow('User is disabled.');
    await expect(cognito.signIn(web.id, 'leaver', 'wrong')).rejects.toMatchObject(refused);
    await cognito.client().send(new AdminEnableUserCommand(named));
    expect((await cognito.signIn(web.id, 'leaver')).AuthenticationResult).toBeDefined();
  });

  it('asks for what is missing', async () => {
    const without = {
      ClientId: web.id,
      AuthFlow: 'USER_PASSWORD_AUTH' as const,
      AuthParameters: { USERNAME: 'alice' },
    };
    await expect(cognito.client().send(new InitiateAuthCommand(without))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  describe('with a temporary password', () => {
    const temporary = 'Temporary-1';
    const invite = (Username: string): Promise<unknown> =>
      cognito.client().send(
        new AdminCreateUserCommand({
          UserPoolId: poolId,
          Username,
          TemporaryPassword: temporary,
          UserAttributes: [{ Name: 'email', Value: `${Username}@example.com` }],
        }),
      );
    const choose = (Session: string | undefined, USERNAME: string, NEW_PASSWORD: string): Promise<unknown> =>
      cognito.client().send(
        new RespondToAuthChallengeCommand({
          ClientId: web.id,
          ChallengeName: 'NEW_PASSWORD_REQUIRED',
          ChallengeResponses: { USERNAME, NEW_PASSWORD, 'userAttributes.name': 'Bob' },
          Session,
        }),
      );

    it('sends an invitation and asks for a password of one’s own, which then works', async () => {
      await invite('bob');
      expect(cognito.mailbox.at(-1)).toMatchObject({
        to: 'bob@example.com',
        text: expect.stringContaining(temporary),
      });
      const { ChallengeName, ChallengeParameters, Session } = await cognito.signIn(web.id, 'bob', temporary);
      expect(ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
      expect(JSON.parse(ChallengeParameters?.['userAttributes'] ?? '')).toEqual({ email: 'bob@example.com' });
      await expect(choose(Session, 'bob', 'short')).rejects.toMatchObject({
        name: 'InvalidPasswordException',
      });
      await expect(choose(Session, 'bob', 'My-0wn-choice')).resolves.toMatchObject({
        AuthenticationResult: { TokenType: 'Bearer' },
      });
      await expect(cognito.signIn(web.id, 'bob', temporary)).rejects.toMatchObject(refused);
      expect((await cognito.signIn(web.id, 'bob', 'My-0wn-choice')).AuthenticationResult).toBeDefined();
    });

    it('takes a session only once, only from its user and only for three minutes', async () => {
      await invite('carla');
      const first = await cognito.signIn(web.id, 'carla', temporary);
      await expect(choose(first.Session, 'alice', 'My-0wn-choice')).rejects.toThrow('Invalid session');
      await expect(choose('made-up-session-made-up', 'carla', 'My-0wn-choice')).rejects.toThrow(
        'Invalid session',
      );
      cognito.clock.now = new Date(cognito.clock.now.getTime() + 181_000);
      await expect(choose(first.Session, 'carla', 'My-0wn-choice')).rejects.toThrow('session is expired');
      const second = await cognito.signIn(web.id, 'carla', temporary);
      await choose(second.Session, 'carla', 'My-0wn-choice');
      await expect(choose(second.Session, 'carla', 'An0ther-choice')).rejects.toThrow('Invalid session');
    });

    it('refuses a temporary password that is older than the pool allows', async () => {
      await invite('late');
      cognito.clock.now = new Date(cognito.clock.now.getTime() + 8 * 86_400_000);
      await expect(cognito.signIn(web.id, 'late', temporary)).rejects.toThrow(
        'Temporary password has expired',
      );
    });

    it('lets a server answer for its user', async () => {
      await cognito.user(poolId, 'dan');
      const given = { UserPoolId: poolId, Username: 'dan', Password: temporary };
      await cognito.client().send(new AdminSetUserPasswordCommand(given));
      const { Session } = await cognito.signIn(web.id, 'dan', temporary);
      const respond = new AdminRespondToAuthChallengeCommand({
        UserPoolId: poolId,
        ClientId: web.id,
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        ChallengeResponses: { USERNAME: 'dan', NEW_PASSWORD: password },
        Session,
      });
      expect((await cognito.client().send(respond)).AuthenticationResult?.IdToken).toBeDefined();
    });

    it('knows no other challenge', async () => {
      const respond = new RespondToAuthChallengeCommand({ ClientId: web.id, ChallengeName: 'SMS_MFA' });
      await expect(cognito.client().send(respond)).rejects.toMatchObject({
        name: 'InvalidParameterException',
      });
    });
  });

  it('does not start outside the stage local', async () => {
    await expect(startCognito({ stage: 'prod' })).rejects.toThrow('not prod');
  });
});
