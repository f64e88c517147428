import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  AdminAddUserToGroupCommand,
  AdminDisableUserCommand,
  AdminUserGlobalSignOutCommand,
  CreateGroupCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { decodeJwt } from 'jose';
import { startFront } from '../front.ts';
import { useTemporaryDirectory } from '../testing/temporary-directory.ts';
import { startCognito } from './service.ts';
import { password, useCognito } from './testing/use-cognito.ts';

const inCloud = 'https://cognito-idp.us-east-1.amazonaws.com';

describe('tokens of Cognito', () => {
  const stateFile = join(useTemporaryDirectory(), 'cognito.json');
  const cognito = useCognito({ stateFile });
  let poolId = '';
  let web = { id: '', secret: '' };
  const client = (): ReturnType<typeof cognito.client> => cognito.client();

  beforeAll(async () => {
    cognito.clock.now = new Date();
    poolId = await cognito.pool();
    web = await cognito.appClient(poolId);
    await cognito.user(poolId, 'alice', 'alice@example.com');
    for (const [GroupName, Precedence] of [
      ['teller', 2],
      ['auditor', 1],
    ] as const) {
      const RoleArn = `arn:aws:iam::000000000000:role/${GroupName}`;
      await client().send(new CreateGroupCommand({ UserPoolId: poolId, GroupName, Precedence, RoleArn }));
      await client().send(
        new AdminAddUserToGroupCommand({ UserPoolId: poolId, Username: 'alice', GroupName }),
      );
    }
  });

  const refresh = (REFRESH_TOKEN: string, ClientId = web.id): ReturnType<typeof cognito.signIn> =>
    client().send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        AuthParameters: { REFRESH_TOKEN },
      }),
    );
  const getUser = (AccessToken: string): Promise<{ Username: string | undefined }> =>
    client().send(new GetUserCommand({ AccessToken }));

  it('satisfies the verifier that production uses, with the keys the front shows', async () => {
    const { AccessToken, IdToken } = await cognito.tokens(web.id, 'alice');
    const fetcher = {
      async fetch(uri: string) {
        expect(uri).toBe(`${inCloud}/${poolId}/.well-known/jwks.json`);
        return (await fetch(uri.replace(inCloud, cognito.front.endpoint()))).arrayBuffer();
      },
    };
    const verify = (tokenUse: 'access' | 'id', token: string): Promise<object> =>
      CognitoJwtVerifier.create(
        { userPoolId: poolId, clientId: web.id, tokenUse, groups: ['auditor'] },
        { jwksCache: new SimpleJwksCache({ fetcher }) },
      ).verify(token);
    await expect(verify('access', AccessToken)).resolves.toMatchObject({
      iss: `${inCloud}/${poolId}`,
      token_use: 'access',
      client_id: web.id,
      username: 'alice',
      scope: 'aws.cognito.signin.user.admin',
      version: 2,
      'cognito:groups': ['teller', 'auditor'],
    });
    await expect(verify('id', IdToken)).resolves.toMatchObject({
      aud: web.id,
      email: 'alice@example.com',
      'cognito:username': 'alice',
      'cognito:groups': ['teller', 'auditor'],
      'cognito:preferred_role': 'arn:aws:iam::000000000000:role/auditor',
    });
    await expect(verify('access', IdToken)).rejects.toThrow();
    const [head, , signature] = AccessToken.split('.');
    const forged = Buffer.from(JSON.stringify({ ...decodeJwt(AccessToken), 'cognito:groups': ['admin'] }));
    await expect(
      verify('access', `${head ?? ''}.${forged.toString('base64url')}.${signature ?? ''}`),
    ).rejects.toThrow();
  });

  it('shows keys of pools it has, and only of those', async () => {
    const other = await fetch(`${cognito.front.endpoint()}/us-east-1_Unknown00/.well-known/jwks.json`);
    expect(other.status).toBe(403);
    const shown = await fetch(`${cognito.front.endpoint()}/${poolId}/.well-known/jwks.json`);
    expect(Object.keys(((await shown.json()) as { keys: object[] }).keys[0] ?? {}).sort()).toEqual([
      'alg',
      'e',
      'kid',
      'kty',
      'n',
      'use',
    ]);
  });

  it('lets tokens live as long as the client says', async () => {
    const brief = await cognito.appClient(poolId, {
      AccessTokenValidity: 5,
      IdTokenValidity: 10,
      RefreshTokenValidity: 1,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'days' },
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    });
    const before = cognito.clock.now;
    const tokens = await cognito.tokens(brief.id, 'alice');
    const { iat = 0, exp = 0 } = decodeJwt(tokens.AccessToken);
    expect([iat, exp - iat, tokens.ExpiresIn]).toEqual([Math.floor(before.getTime() / 1000), 300, 300]);
    cognito.clock.now = new Date(before.getTime() + 301_000);
    await expect(getUser(tokens.AccessToken)).rejects.toThrow('Access Token has expired');
    cognito.clock.now = new Date(before.getTime() + 86_401_000);
    await expect(refresh(tokens.RefreshToken, brief.id)).rejects.toThrow('Refresh Token has expired');
    cognito.clock.now = before;
  });

  it('renews tokens of the same sign-in, without a new refresh token', async () => {
    const first = await cognito.tokens(web.id, 'alice');
    const { AuthenticationResult } = await refresh(first.RefreshToken);
    expect(AuthenticationResult?.RefreshToken).toBeUndefined();
    const [old, renewed] = [decodeJwt(first.AccessToken), decodeJwt(AuthenticationResult?.AccessToken ?? '')];
    expect([renewed['origin_jti'], renewed['auth_time']]).toEqual([old['origin_jti'], old['auth_time']]);
    expect(renewed.jti).not.toBe(old.jti);
    const other = await cognito.appClient(poolId);
    await expect(refresh(first.RefreshToken, other.id)).rejects.toThrow('Invalid Refresh Token');
    await expect(refresh('made-up')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  it('tells the holder of an access token who they are, and nobody else', async () => {
    const { AccessToken, IdToken } = await cognito.tokens(web.id, 'alice');
    expect(await getUser(AccessToken)).toMatchObject({
      Username: 'alice',
      UserAttributes: expect.arrayContaining([{ Name: 'email', Value: 'alice@example.com' }]),
    });
    await expect(getUser(IdToken)).rejects.toThrow('Invalid Access Token');
    await expect(getUser('made.up.token')).rejects.toThrow('Invalid Access Token');
  });

  it('ends one sign-in when its refresh token is revoked', async () => {
    const [revoked, other] = [await cognito.tokens(web.id, 'alice'), await cognito.tokens(web.id, 'alice')];
    await client().send(new RevokeTokenCommand({ ClientId: web.id, Token: revoked.RefreshToken }));
    await expect(refresh(revoked.RefreshToken)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await expect(getUser(revoked.AccessToken)).rejects.toThrow('Access Token has been revoked');
    expect(await getUser(other.AccessToken)).toMatchObject({ Username: 'alice' });
  });

  it('revokes only for the client whose token it is', async () => {
    const { RefreshToken } = await cognito.tokens(web.id, 'alice');
    const confidential = await cognito.appClient(poolId, { GenerateSecret: true });
    const unrevocable = await cognito.appClient(poolId, { EnableTokenRevocation: false });
    const revoke = (ClientId: string): Promise<unknown> =>
      client().send(new RevokeTokenCommand({ ClientId, Token: RefreshToken }));
    await expect(revoke(confidential.id)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await expect(revoke(unrevocable.id)).rejects.toMatchObject({ name: 'UnsupportedOperationException' });
    expect((await refresh(RefreshToken)).AuthenticationResult).toBeDefined();
  });

  it.each<[string, (accessToken: string) => Promise<unknown>]>([
    [
      'the user signs out everywhere',
      (AccessToken) => client().send(new GlobalSignOutCommand({ AccessToken })),
    ],
    [
      'an administrator signs the user out',
      () => client().send(new AdminUserGlobalSignOutCommand({ UserPoolId: poolId, Username: 'erin' })),
    ],
    [
      'the account is disabled',
      () => client().send(new AdminDisableUserCommand({ UserPoolId: poolId, Username: 'erin' })),
    ],
  ])('ends every sign-in when %s', async (_, end) => {
    await cognito.user(poolId, 'erin').catch(() => undefined);
    const [one, two] = [await cognito.tokens(web.id, 'erin'), await cognito.tokens(web.id, 'erin')];
    await end(one.AccessToken);
    for (const { RefreshToken, AccessToken } of [one, two]) {
      await expect(refresh(RefreshToken)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
      await expect(getUser(AccessToken)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    }
  });

  it('survives a restart with its key, users and sign-ins, and keeps no password or refresh token', async () => {
    const { AccessToken, RefreshToken } = await cognito.tokens(web.id, 'alice');
    expect(statSync(stateFile).mode & 0o777).toBe(0o600);
    const kept = readFileSync(stateFile, 'utf8');
    expect(kept).not.toContain(password);
    expect(kept).not.toContain(RefreshToken);
    const restarted = await startFront({ services: [await startCognito({ stage: 'local', stateFile })] });
    const keys = (endpoint: string): Promise<unknown> =>
      fetch(`${endpoint}/${poolId}/.well-known/jwks.json`).then((response) => response.json());
    expect(await keys(restarted.endpoint)).toEqual(await keys(cognito.front.endpoint()));
    const response = await fetch(restarted.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.GetUser' },
      body: JSON.stringify({ AccessToken }),
    });
    expect(await response.json()).toMatchObject({ Username: 'alice' });
    await restarted.close();
  });
});
