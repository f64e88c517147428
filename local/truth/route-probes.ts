import { documentRoutes } from '../../functions/contract/documents.ts';
import { type OperationId, routes } from '../../functions/contract/routes.ts';
import { ProblemError } from '../../web/client/client.ts';
import type { HttpSession } from '../http-session.ts';
import { approvalProbes } from './approval-probes.ts';
import { dayProbes } from './day-probes.ts';
import { documentProbes } from './document-probes.ts';
import { holdProbes, importProbes, journalProbes, loanProbes } from './ledger-probes.ts';
import { paymentProbes } from './payment-probes.ts';
import { reportProbes } from './report-probes.ts';
import { signInProbes } from './sign-in-probes.ts';
import type { Probe } from './probe.ts';
import { productProbes } from './product-probes.ts';
import { get, signIn, type World } from './world.ts';

const cent = { minor: '1', currency: 'USD' };
const once = (): { idempotencyKey: string } => ({ idempotencyKey: crypto.randomUUID() });

/** Calls whose answer the contract's schema accepts; a route that is gone has no such answer. */
const operations: Readonly<Record<OperationId, Probe>> = {
  // Not somebody of the cast: a sixth sign-in would end their first.
  signIn: (world) => signIn(world, 'carla'),
  signOut: async (world) => {
    const session = await signIn(world, 'bob');
    await session.call('signOut', {});
    await expectRefusal(session);
  },
  ...signInProbes,
  getSession: ({ cast }) => cast.alice.call('getSession', {}),
  listAccounts: ({ cast }) => cast.alice.call('listAccounts', {}),
  getAccount: ({ cast }) => cast.alice.call('getAccount', { params: { accountId: cast.aliceAccount } }),
  listTransactions: ({ cast }) =>
    cast.alice.call('listTransactions', { params: { accountId: cast.aliceAccount }, query: {} }),
  getBalanceAsOf: ({ cast }) =>
    cast.alice.call('getBalanceAsOf', { params: { accountId: cast.aliceAccount }, query: {} }),
  getInterest: ({ cast }) => cast.alice.call('getInterest', { params: { accountId: cast.aliceAccount } }),
  ...documentProbes,
  listProducts: ({ cast }) => cast.alice.call('listProducts', {}),
  getProduct: ({ cast }) => cast.alice.call('getProduct', { params: { code: 'savings' } }),
  ...holdProbes,
  ...loanProbes,
  ...productProbes,
  transferFunds: ({ cast }) => {
    const body = { fromAccountId: cast.aliceAccount, to: cast.bobNumber, amount: cent, reference: 'Truth' };
    return cast.alice.call('transferFunds', { body }, once());
  },
  findTransfer: async ({ cast }) => {
    const key = crypto.randomUUID();
    const body = { fromAccountId: cast.aliceAccount, to: cast.bobNumber, amount: cent, reference: 'Truth' };
    await cast.alice.call('transferFunds', { body }, { idempotencyKey: key });
    const { data } = await cast.alice.call('findTransfer', { query: { key } });
    if (data.items.length !== 1) throw new Error('The transfer is not found by its key.');
  },
  getTransfer: ({ cast }) => cast.alice.call('getTransfer', { params: { transferId: cast.transfer } }),
  ...paymentProbes,
  findCustomers: ({ cast }) => cast.teller.call('findCustomers', { query: { q: 'Alice' } }),
  getCustomer: ({ cast }) => cast.teller.call('getCustomer', { params: { customerId: cast.customer } }),
  depositCash: ({ cast }) =>
    cast.teller.call('depositCash', { body: { accountId: cast.aliceAccount, amount: cent } }, once()),
  withdrawCash: ({ cast }) =>
    cast.teller.call('withdrawCash', { body: { accountId: cast.aliceAccount, amount: cent } }, once()),
  findCashReceipt: async ({ cast }) => {
    const key = crypto.randomUUID();
    const body = { accountId: cast.aliceAccount, amount: cent };
    await cast.teller.call('depositCash', { body }, { idempotencyKey: key });
    const { data } = await cast.teller.call('findCashReceipt', { query: { key } });
    if (data.items.length !== 1) throw new Error('The cash receipt is not found by its key.');
  },
  getCashReceipt: ({ cast }) =>
    cast.teller.call('getCashReceipt', { params: { journalId: cast.cashReceipt } }),
  saveDraft: ({ cast }) =>
    cast.alice.call('saveDraft', { body: { form: 'transfer', fields: { amount: '25' } } }),
  getDraft: ({ cast }) => cast.alice.call('getDraft', { params: { draftId: cast.draft } }),
  listJournals: ({ cast }) => cast.accountant.call('listJournals', { query: {} }),
  getJournal: ({ cast }) => cast.accountant.call('getJournal', { params: { journalId: cast.journal } }),
  ...journalProbes,
  getJournalProof: ({ cast }) =>
    orUnsealed(cast.accountant.call('getJournalProof', { params: { journalId: cast.journal } })),
  getPublishedBlock: ({ cast }) =>
    orUnsealed(cast.accountant.call('getPublishedBlock', { params: { number: '1' } })),
  getTrialBalance: ({ cast }) => cast.accountant.call('getTrialBalance', { query: {} }),
  listChartOfAccounts: ({ cast }) => cast.accountant.call('listChartOfAccounts', {}),
  ...reportProbes,
  ...importProbes,
  ...approvalProbes,
  ...dayProbes,
  getLiveness: ({ cast }) => cast.alice.call('getLiveness', {}),
  getReadiness: async ({ cast }) => {
    const { data } = await cast.alice.call('getReadiness', {});
    if (data.status !== 'ok') throw new Error(`The bank is ${data.status}: ${JSON.stringify(data.checks)}`);
  },
  describeProblem: ({ cast }) =>
    cast.alice.call('describeProblem', { params: { code: 'insufficient-funds' } }),
  listVersions: ({ cast }) => cast.alice.call('listVersions', {}),
};

/** Time stands still here, so nothing may be sealed yet; that answer comes from the function too. */
async function orUnsealed(call: Promise<unknown>): Promise<void> {
  await call.catch((error: unknown) => {
    if (!(error instanceof ProblemError && error.code === 'not-sealed')) throw error;
  });
}

async function expectRefusal(session: HttpSession): Promise<void> {
  const stillIn = await session.call('getSession', {}).then(
    () => true,
    () => false,
  );
  if (stillIn) throw new Error('The session outlived the sign-out.');
}

async function page(world: World, where: { sibling: string; path: string }, expected: RegExp): Promise<void> {
  const answer = await get(world, where.sibling, where.path);
  const text = await answer.text();
  if (!expected.test(text)) throw new Error(`${where.path} answered ${answer.status}: ${text.slice(0, 80)}`);
}

const documents: Readonly<Record<string, Probe>> = {
  getOpenApi: (world) => page(world, { sibling: '', path: '/api/openapi.json' }, /"openapi":/),
  getDocs: (world) => page(world, { sibling: '', path: '/api/docs' }, /swagger-ui/),
  getDocsAsset: (world) => page(world, { sibling: '', path: '/api/docs/swagger-ui.css' }, /\.swagger-ui/),
};

const site: Readonly<Record<string, Probe>> = {
  'ANY /': (world) => page(world, { sibling: 'classic', path: '/' }, /<title>Sign in/),
  'ANY /{proxy+}': (world) => page(world, { sibling: 'classic', path: '/no/such/page' }, /Page not found/),
};

const byRoute = [
  ...Object.values(routes).map(
    (route) => [`${route.method} ${route.path}`, operations[route.operationId]] as const,
  ),
  ...documentRoutes.map((route) => [`${route.method} ${route.path}`, documents[route.operationId]] as const),
  ...Object.entries(site),
];

/** A probe for each route of the templates, by its route key. */
export const routeProbes: ReadonlyMap<string, Probe | undefined> = new Map(byRoute);
