import * as z from 'zod';

/** What the state file holds. Lists are searched, never indexed by a name that came from outside. */

const passwordHash = z.object({ salt: z.string(), hash: z.string() });
export type PasswordHash = z.infer<typeof passwordHash>;

const identity = z.object({ providerName: z.string(), userId: z.string(), linkedAt: z.number() });

const user = z.object({
  username: z.string(),
  attributes: z.record(z.string(), z.string()),
  status: z.enum(['UNCONFIRMED', 'FORCE_CHANGE_PASSWORD', 'CONFIRMED', 'EXTERNAL_PROVIDER']),
  enabled: z.boolean(),
  password: passwordHash.optional(),
  /** When a temporary password stops to work, in epoch milliseconds. */
  temporaryUntil: z.number().optional(),
  /** A code that was sent by e-mail, until it is given back. */
  mailedCode: z
    .object({
      purpose: z.enum(['confirm', 'reset']),
      hash: z.string(),
      until: z.number(),
      triesLeft: z.number(),
    })
    .optional(),
  /** The authenticator; a code of the last step or before is used up. */
  totp: z.object({ secret: z.string(), lastStep: z.number(), isOn: z.boolean() }).optional(),
  pendingTotp: z.string().optional(),
  groups: z.array(z.string()),
  /** Accounts at identity providers that stand for this user. */
  identities: z.array(identity).default([]),
  createdAt: z.number(),
  changedAt: z.number(),
});
export type User = z.infer<typeof user>;

const group = z.object({
  GroupName: z.string(),
  Description: z.string().optional(),
  Precedence: z.number().optional(),
  RoleArn: z.string().optional(),
});

const units = z.enum(['seconds', 'minutes', 'hours', 'days']);
/** The settings of an app client that decide something here; the others are only kept and described. */
export const clientSettings = z.looseObject({
  ClientName: z.string(),
  GenerateSecret: z.boolean().optional(),
  ExplicitAuthFlows: z.array(z.string()).optional(),
  AccessTokenValidity: z.number().optional(),
  IdTokenValidity: z.number().optional(),
  RefreshTokenValidity: z.number().optional(),
  TokenValidityUnits: z
    .object({ AccessToken: units.optional(), IdToken: units.optional(), RefreshToken: units.optional() })
    .optional(),
  AuthSessionValidity: z.number().optional(),
  EnableTokenRevocation: z.boolean().optional(),
  AllowedOAuthFlows: z.array(z.string()).optional(),
  AllowedOAuthScopes: z.array(z.string()).optional(),
  CallbackURLs: z.array(z.string()).optional(),
  LogoutURLs: z.array(z.string()).optional(),
  SupportedIdentityProviders: z.array(z.string()).optional(),
});
const client = z.object({
  id: z.string(),
  secret: z.string().optional(),
  settings: clientSettings,
  createdAt: z.number(),
});
export type Client = z.infer<typeof client>;

const passwordPolicy = z.object({
  MinimumLength: z.number().default(8),
  RequireUppercase: z.boolean().default(true),
  RequireLowercase: z.boolean().default(true),
  RequireNumbers: z.boolean().default(true),
  RequireSymbols: z.boolean().default(true),
  TemporaryPasswordValidityDays: z.number().default(7),
});
export type PasswordPolicy = z.infer<typeof passwordPolicy>;
export const poolSettings = z.looseObject({
  Policies: z.looseObject({ PasswordPolicy: passwordPolicy.optional() }).optional(),
  UsernameAttributes: z.array(z.string()).optional(),
  AliasAttributes: z.array(z.string()).optional(),
});

export const identityProvider = z.looseObject({
  ProviderName: z.string(),
  ProviderType: z.string(),
  ProviderDetails: z.record(z.string(), z.string()).default({}),
  AttributeMapping: z.record(z.string(), z.string()).default({}),
});
export type IdentityProvider = z.infer<typeof identityProvider>;
const resourceServer = z.looseObject({ Identifier: z.string() });
const pool = z.object({
  id: z.string(),
  name: z.string(),
  settings: poolSettings,
  domain: z.looseObject({ Domain: z.string() }).optional(),
  clients: z.array(client),
  groups: z.array(group),
  users: z.array(user),
  identityProviders: z.array(identityProvider),
  resourceServers: z.array(resourceServer),
  createdAt: z.number(),
  changedAt: z.number(),
});
export type Pool = z.infer<typeof pool>;

/** One sign-in: it lives as long as its refresh token, and its access tokens are worth nothing to Cognito after it. */
const grant = z.object({
  /** `origin_jti` of every token that came from this sign-in. */
  id: z.string(),
  poolId: z.string(),
  clientId: z.string(),
  username: z.string(),
  refreshTokenHash: z.string(),
  signedInAt: z.number(),
  expiresAt: z.number(),
});
export type Grant = z.infer<typeof grant>;

export const cognitoState = z.object({
  /** Private RS256 key; its public half is what `jwks.json` shows. */
  signingKey: z.looseObject({ kty: z.string(), kid: z.string() }),
  pools: z.array(pool),
  grants: z.array(grant),
});
export type CognitoState = z.infer<typeof cognitoState>;

/** The policy of a pool that sets none, as in the cloud. */
export function passwordPolicyOf({ settings }: Pool): PasswordPolicy {
  return settings.Policies?.PasswordPolicy ?? passwordPolicy.parse({});
}
