/** Who may do what: the only table. API chain, server-rendered guard, navigation and asset gate read it. */
export const roles = ['customer', 'teller', 'accountant', 'auditor', 'administrator'] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  'public',
  'session:own',
  'account:read-own',
  'account:read',
  'transfer:create-own',
  'standing-order:manage-own',
  'notice:read-own',
  'customer:read',
  'cash:post',
  'hold:manage',
  'journal:read',
  'proof:read',
  'journal:post',
  'import:read',
  'import:post',
  'trial-balance:read',
  'chart:read',
  'report:read',
  'report:request',
  'report:review',
  'report:file',
  'period:read',
  'period:change',
  'period:decide',
  'day:read',
  'day:end',
  'loan:manage',
  'sign-in:manage',
  'certificate:manage',
  'approval:read',
  'approval:decide',
  'limits:change',
  'user:read',
  'user:change',
  'audit:read',
  'queue:read',
  'queue:redrive',
  'personal:write',
  'personal:unmask',
] as const;
export type Permission = (typeof permissions)[number];

const everyone: readonly Permission[] = ['public', 'session:own'];

/** Whoever may see customers sees their accounts too. A customer's `account:read` is for their own alone. */
const anyAccount: readonly Permission[] = ['customer:read', 'account:read'];

const granted: Record<Role, readonly Permission[]> = {
  customer: [
    ...everyone,
    'account:read-own',
    'account:read',
    'transfer:create-own',
    'standing-order:manage-own',
    'notice:read-own',
    'proof:read',
  ],
  teller: [
    ...everyone,
    ...anyAccount,
    'cash:post',
    'hold:manage',
    'certificate:manage',
    'chart:read',
    'personal:write',
    'personal:unmask',
  ],
  accountant: [
    ...everyone,
    ...anyAccount,
    'journal:read',
    'proof:read',
    'journal:post',
    'import:read',
    'import:post',
    'trial-balance:read',
    'chart:read',
    'report:read',
    'report:request',
    'report:review',
    'report:file',
    'period:read',
    'period:change',
    'period:decide',
    'day:read',
    'day:end',
    'loan:manage',
    'approval:read',
    'approval:decide',
    'limits:change',
  ],
  // The auditor reads everything of the bank and writes nothing.
  auditor: [
    ...everyone,
    ...anyAccount,
    'journal:read',
    'proof:read',
    'import:read',
    'trial-balance:read',
    'chart:read',
    'report:read',
    'period:read',
    'day:read',
    'approval:read',
    'user:read',
    'audit:read',
    'queue:read',
  ],
  administrator: [
    ...everyone,
    ...anyAccount,
    'report:read',
    'report:file',
    'period:read',
    'period:decide',
    'day:read',
    'day:end',
    'approval:read',
    'approval:decide',
    'user:read',
    'user:change',
    'audit:read',
    'queue:read',
    'queue:redrive',
    'personal:unmask',
    'sign-in:manage',
  ],
};

/** The resource server of the user pool, and what its scopes let a program do. */
export const resourceServer = 'bank';
export const apiScopes = {
  'books.read': {
    description: 'Read journals, balances and reports',
    permissions: [
      'customer:read',
      'account:read',
      'journal:read',
      'proof:read',
      'trial-balance:read',
      'chart:read',
      'report:read',
      'period:read',
      'day:read',
    ],
  },
  'journals.write': { description: 'Post journals', permissions: ['journal:post'] },
  'imports.write': { description: 'Send files of payments', permissions: ['import:read', 'import:post'] },
} as const satisfies Record<string, { description: string; permissions: readonly Permission[] }>;
export type ApiScope = `${typeof resourceServer}/${keyof typeof apiScopes}`;

const grantedScopes = new Map<string, readonly Permission[]>(
  Object.entries(apiScopes).map(([name, scope]) => [`${resourceServer}/${name}`, scope.permissions]),
);

export function isApiScope(name: string): name is ApiScope {
  return grantedScopes.has(name);
}

/** Whether somebody may do this: by their roles or, for a program, by its scopes. */
export function may(
  { roles: held, scopes }: { readonly roles: readonly Role[]; readonly scopes?: readonly ApiScope[] },
  permission: Permission,
): boolean {
  if (scopes === undefined) return allows(held, permission);
  if (everyone.includes(permission)) return true;
  return scopes.some((scope) => grantedScopes.get(scope)?.includes(permission) === true);
}

/** True when one of the roles carries the permission. Nobody at all carries only `public`. */
export function allows(held: readonly Role[], permission: Permission): boolean {
  if (permission === 'public') return true;
  return held.some((role) => granted[role].includes(permission));
}

export function isRole(name: string): name is Role {
  return roles.some((role) => role === name);
}
