import type { OperationId } from '../../functions/contract/routes.ts';
import { ProblemError } from '../../web/client/client.ts';
import type { Probe } from './probe.ts';
import { signIn, type World } from './world.ts';

type ApprovalOperation = Extract<
  OperationId,
  | 'listApprovals'
  | 'getApproval'
  | 'requestJournalApproval'
  | 'requestLimitsChange'
  | 'requestReversalApproval'
  | 'getAccountLimits'
  | 'findByPersonalData'
  | 'requestUserChange'
  | 'decideApproval'
  | 'listUsers'
  | 'getUser'
  | 'listPersonalData'
  | 'storePersonalData'
  | 'unmaskPersonalData'
  | 'listAuditEvents'
  | 'listQueues'
  | 'getQueue'
  | 'redriveQueue'
>;

const once = (): { idempotencyKey: string } => ({ idempotencyKey: crypto.randomUUID() });
const reason = 'Truth';
const amount = { minor: '1', currency: 'USD' };
const journal = {
  description: 'Truth',
  entries: [
    { ledgerAccount: '7090', side: 'debit' as const, amount },
    { ledgerAccount: '1010', side: 'credit' as const, amount },
  ],
};

async function asked({ cast }: World): Promise<string> {
  return (await cast.accountant.call('requestJournalApproval', { body: { reason, journal } }, once())).data
    .id;
}

const store = ({ teller, customer }: World['cast']): Promise<unknown> =>
  teller.call('storePersonalData', {
    params: { customerId: customer },
    body: { field: 'phone', value: '2125550100' },
  });

/** Calls about approvals and users; nothing is approved. */
export const approvalProbes: Readonly<Record<ApprovalOperation, Probe>> = {
  listApprovals: ({ cast }) => cast.accountant.call('listApprovals', { query: {} }),
  getApproval: async (world) =>
    world.cast.accountant.call('getApproval', { params: { approvalId: await asked(world) } }),
  requestJournalApproval: asked,
  requestLimitsChange: ({ cast }) => {
    const limits = { floorMinor: '0', overdraftMinor: '0', velocity: [] };
    const body = { reason, accountId: cast.aliceAccount, ...limits };
    return cast.accountant.call('requestLimitsChange', { body }, once());
  },
  requestReversalApproval: ({ cast }) =>
    cast.accountant.call('requestReversalApproval', { body: { reason, journalId: cast.journal } }, once()),
  getAccountLimits: ({ cast }) =>
    cast.accountant.call('getAccountLimits', { params: { accountId: cast.aliceAccount } }),
  findByPersonalData: ({ cast }) => cast.teller.call('findByPersonalData', { body: { value: '2125550199' } }),
  requestUserChange: async (world) => {
    const body = { reason, userName: 'bob', roles: ['customer' as const], enabled: false };
    return (await signIn(world, 'administrator')).call('requestUserChange', { body }, once());
  },
  decideApproval: async (world) => {
    const decision = { params: { approvalId: await asked(world) }, body: { decision: 'rejected' } } as const;
    await world.cast.accountant.call('decideApproval', decision).catch((error: unknown) => {
      // Whoever asked may not decide; that answer comes from the function too.
      if (!(error instanceof ProblemError && error.code === 'second-person-required')) throw error;
    });
  },
  listPersonalData: ({ cast }) =>
    cast.teller.call('listPersonalData', { params: { customerId: cast.customer } }),
  storePersonalData: ({ cast }) => store(cast),
  unmaskPersonalData: async ({ cast }) => {
    await store(cast);
    const params = { customerId: cast.customer, field: 'phone' } as const;
    await cast.teller.call('unmaskPersonalData', { params, body: { reason } });
  },
  listAuditEvents: async (world) =>
    (await signIn(world, 'administrator')).call('listAuditEvents', { query: {} }),
  listQueues: async (world) => (await signIn(world, 'administrator')).call('listQueues', {}),
  getQueue: async (world) =>
    (await signIn(world, 'administrator')).call('getQueue', { params: { queue: 'report' } }),
  redriveQueue: async (world) =>
    (await signIn(world, 'administrator')).call('redriveQueue', { params: { queue: 'report' } }),
  listUsers: async (world) => (await signIn(world, 'administrator')).call('listUsers', { query: {} }),
  getUser: async (world) =>
    (await signIn(world, 'administrator')).call('getUser', { params: { userName: 'alice' } }),
};
