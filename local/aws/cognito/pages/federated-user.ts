import { randomUUID } from 'node:crypto';
import type { IdentityProvider, Pool, User } from '../model.ts';
import type { Cognito } from '../options.ts';

/** What an identity provider tells about somebody: claims of an ID token, or the answer of a profile endpoint. */
export interface Profile {
  readonly userId: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Lists arrive in attributes in the way the cloud writes them: `[teller, auditor]`. */
function attributeText(value: unknown): string | undefined {
  if (Array.isArray(value)) return `[${value.map(String).join(', ')}]`;
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
}

function mapped({ AttributeMapping }: IdentityProvider, { claims }: Profile): Record<string, string> {
  const entries = Object.entries(AttributeMapping)
    .filter(([attribute]) => attribute !== 'username')
    .map(([attribute, claim]) => [attribute, attributeText(claims[claim])] as const)
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Record<string, string>;
}

/** The user an account at a provider stands for: the one it was linked to, or one of its own, made at the first visit. */
export async function federatedUser(
  { state, now }: Cognito,
  { pool, provider }: { readonly pool: Pool; readonly provider: IdentityProvider },
  profile: Profile,
): Promise<User> {
  const at = now().getTime();
  const user =
    userWith(pool, provider.ProviderName, profile.userId) ?? newcomer(pool, provider, { profile, at });
  Object.assign(user.attributes, mapped(provider, profile));
  user.changedAt = at;
  await state.save();
  return user;
}

export function userWith(pool: Pool, providerName: string, userId: string): User | undefined {
  return pool.users.find(({ identities }) =>
    identities.some((each) => each.providerName === providerName && each.userId === userId),
  );
}

function newcomer(
  pool: Pool,
  { ProviderName }: IdentityProvider,
  { profile, at }: { readonly profile: Profile; readonly at: number },
): User {
  const user: User = {
    username: `${ProviderName}_${profile.userId}`,
    attributes: { sub: randomUUID() },
    status: 'EXTERNAL_PROVIDER',
    enabled: true,
    groups: [`${pool.id}_${ProviderName}`],
    identities: [{ providerName: ProviderName, userId: profile.userId, linkedAt: at }],
    createdAt: at,
    changedAt: at,
  };
  pool.users.push(user);
  return user;
}
