import type { Permission } from '../../functions/domain/permissions.ts';

/** One page of the bank. Both sites, the navigation, the guard and the tests are made from this table. */
export interface Screen {
  readonly path: string;
  /** What the viewer must be allowed; the API decides again, for every call the page makes. */
  readonly permission: Permission;
  /** Its place in the navigation of those who may see it. */
  readonly nav?: string;
  /** What a form of this page is called when its text is set aside as a draft. */
  readonly draft?: 'transfer' | 'standingOrder' | 'cash' | 'report';
}

export const screens = {
  home: { path: '/', permission: 'session:own' },
  signIn: { path: '/sign-in', permission: 'public' },
  signOut: { path: '/sign-out', permission: 'public' },
  handOff: { path: '/hand-off', permission: 'public' },
  signUp: { path: '/sign-up', permission: 'public' },
  confirmSignUp: { path: '/sign-up/confirm', permission: 'public' },
  forgottenPassword: { path: '/forgotten-password', permission: 'public' },
  newPassword: { path: '/forgotten-password/new', permission: 'public' },
  waysToSignIn: { path: '/ways-to-sign-in', permission: 'session:own' },
  sessions: { path: '/sessions', permission: 'session:own' },
  proveIt: { path: '/prove-it', permission: 'session:own' },
  accounts: { path: '/accounts', permission: 'account:read-own', nav: 'Accounts' },
  account: { path: '/accounts/:accountId', permission: 'account:read-own' },
  transfer: {
    path: '/transfers/new',
    permission: 'transfer:create-own',
    nav: 'Transfer',
    draft: 'transfer',
  },
  transferCheck: { path: '/transfers/check/:draftId', permission: 'transfer:create-own' },
  transferReceipt: { path: '/transfers/:transferId', permission: 'account:read-own' },
  payments: { path: '/payments', permission: 'standing-order:manage-own', nav: 'Payments' },
  newPayment: { path: '/payments/new', permission: 'standing-order:manage-own', draft: 'standingOrder' },
  paymentCheck: { path: '/payments/check/:draftId', permission: 'standing-order:manage-own' },
  payment: { path: '/payments/:orderId', permission: 'standing-order:manage-own' },
  messages: { path: '/messages', permission: 'notice:read-own', nav: 'Messages' },
  loan: { path: '/loans/:accountId', permission: 'account:read' },
  counter: { path: '/counter', permission: 'cash:post', nav: 'Counter', draft: 'cash' },
  cashReceipt: { path: '/counter/receipts/:journalId', permission: 'cash:post' },
  checkReceipt: { path: '/counter/checks/:journalId', permission: 'cash:post' },
  drawer: { path: '/drawer', permission: 'cash:post', nav: 'Drawer' },
  customers: { path: '/customers', permission: 'customer:read', nav: 'Customers' },
  customer: { path: '/customers/:customerId', permission: 'customer:read' },
  customerSignIns: { path: '/customers/:customerId/sign-ins', permission: 'sign-in:manage' },
  newCertificate: { path: '/customers/:customerId/certificates/new', permission: 'certificate:manage' },
  withdrawal: {
    path: '/customers/:customerId/certificates/:accountId/withdrawal',
    permission: 'certificate:manage',
  },
  newLoan: { path: '/customers/:customerId/loans/new', permission: 'loan:manage' },
  trialBalance: { path: '/trial-balance', permission: 'trial-balance:read', nav: 'Trial balance' },
  newJournal: { path: '/journals/new', permission: 'journal:post' },
  journals: { path: '/journals', permission: 'journal:read', nav: 'Journals' },
  journal: { path: '/journals/:journalId', permission: 'journal:read' },
  reports: { path: '/reports', permission: 'report:read', nav: 'Reports', draft: 'report' },
  trends: { path: '/reports/trends', permission: 'report:read' },
  reportChanges: { path: '/reports/:kind/:period/changes/:version', permission: 'report:read' },
  reportLine: { path: '/reports/:kind/:period/lines/:version/:code', permission: 'report:read' },
  statementCell: {
    path: '/reports/:kind/:period/cells/:version/:statement/:line',
    permission: 'report:read',
  },
  payees: { path: '/reports/:kind/:period/payees/:version', permission: 'report:read' },
  report: { path: '/reports/:kind/:period', permission: 'report:read' },
  imports: { path: '/imports', permission: 'import:read', nav: 'Imports' },
  import: { path: '/imports/:importId', permission: 'import:read' },
  days: { path: '/days', permission: 'day:read', nav: 'Days' },
  day: { path: '/days/:date', permission: 'day:read' },
  periods: { path: '/periods', permission: 'period:read', nav: 'Periods' },
  period: { path: '/periods/:month', permission: 'period:read' },
  approvals: { path: '/approvals', permission: 'approval:read', nav: 'Approvals' },
  approval: { path: '/approvals/:approvalId', permission: 'approval:read' },
  limits: { path: '/accounts/:accountId/limits', permission: 'limits:change' },
  users: { path: '/users', permission: 'user:read', nav: 'Users' },
  user: { path: '/users/:userName', permission: 'user:read' },
  audit: { path: '/audit', permission: 'audit:read', nav: 'Audit log' },
  queues: { path: '/queues', permission: 'queue:read', nav: 'Queues' },
  queue: { path: '/queues/:queue', permission: 'queue:read' },
  proof: { path: '/proofs/:journalId', permission: 'proof:read' },
  interest: { path: '/accounts/:accountId/interest', permission: 'account:read' },
  statements: { path: '/accounts/:accountId/statements', permission: 'account:read' },
  taxDocuments: { path: '/tax-documents', permission: 'account:read-own' },
  products: { path: '/products', permission: 'public' },
  product: { path: '/products/:code', permission: 'public' },
} as const satisfies Record<string, Screen>;

export type ScreenId = keyof typeof screens;

/** The navigation of somebody with these permissions, in the order of the table. */
export function navigationOf(held: readonly Permission[]): readonly { path: string; label: string }[] {
  return Object.values<Screen>(screens).flatMap(({ path, permission, nav }) =>
    nav !== undefined && held.includes(permission) ? [{ path, label: nav }] : [],
  );
}
