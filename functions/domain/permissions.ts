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
  'period:read',
  'period:change',
  'period:decide',
  'day:read',
  'day:end',
  'loan:manage',
  'approval:read',
  'approval:decide',
  'limits:change',
  'user:read',
  'user:change',
  'audit:read',
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
  teller: [...everyone, ...anyAccount, 'cash:post', 'hold:manage', 'chart:read'],
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
  ],
  administrator: [
    ...everyone,
    ...anyAccount,
    'period:read',
    'period:decide',
    'day:read',
    'day:end',
    'approval:read',
    'approval:decide',
    'user:read',
    'user:change',
    'audit:read',
  ],
};

/** True when one of the roles carries the permission. Nobody at all carries only `public`. */
export function allows(held: readonly Role[], permission: Permission): boolean {
  if (permission === 'public') return true;
  return held.some((role) => granted[role].includes(permission));
}

export function isRole(name: string): name is Role {
  return roles.some((role) => role === name);
}
