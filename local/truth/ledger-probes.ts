import { monthsAfter } from '../../functions/domain/loans/schedule.ts';
import type { HttpSession } from '../http-session.ts';
import type { RouteInput } from '../../functions/contract/route.ts';
import type { Routes } from '../../functions/contract/routes.ts';
import type { Given } from '../../web/client/client.ts';
import type { Probe } from './probe.ts';
import type { World } from './world.ts';

/** Calls of journals, holds and imports whose answer the contract's schema accepts. */

const cent = { minor: '1', currency: 'USD' };
const once = (): { idempotencyKey: string } => ({ idempotencyKey: crypto.randomUUID() });

const journal = {
  description: 'Truth',
  entries: [
    { ledgerAccount: '1010', side: 'debit', amount: cent },
    { ledgerAccount: '1040', side: 'credit', amount: cent },
  ],
} as const;

async function posted({ cast }: World): Promise<string> {
  const { data } = await cast.accountant.call(
    'postJournal',
    { body: { ...journal, entries: [...journal.entries] } },
    once(),
  );
  if (data.status !== 'posted') throw new Error('The journal was not posted.');
  return data.id;
}

async function batch(accountant: HttpSession): Promise<string> {
  const body = { journals: [{ ...journal, entries: [...journal.entries] }] };
  const { data } = await accountant.call('postJournalBatch', { body }, once());
  return data.batch.id;
}

export const journalProbes = {
  postJournal: posted,
  reverseJournal: async (world) => {
    const params = { journalId: await posted(world) };
    await world.cast.accountant.call('reverseJournal', { params, body: {} }, once());
  },
  postJournalBatch: ({ cast }) => batch(cast.accountant),
  getJournalBatch: async ({ cast }) => {
    const params = { batchId: await batch(cast.accountant) };
    await cast.accountant.call('getJournalBatch', { params });
  },
  listBatchResults: async ({ cast }) => {
    const params = { batchId: await batch(cast.accountant) };
    await cast.accountant.call('listBatchResults', { params, query: {} });
  },
} as const satisfies Record<string, Probe>;

async function held({ cast }: World): Promise<string> {
  const body = { accountId: cast.aliceAccount, amount: cent, description: 'Truth' };
  const { data } = await cast.teller.call('placeHold', { body }, once());
  return data.id;
}

export const holdProbes = {
  placeHold: held,
  listHolds: ({ cast }) =>
    cast.alice.call('listHolds', { params: { accountId: cast.aliceAccount }, query: {} }),
  getHold: async (world) => {
    await world.cast.alice.call('getHold', { params: { holdId: await held(world) } });
  },
  captureHold: async (world) => {
    const params = { holdId: await held(world) };
    await world.cast.teller.call('captureHold', { params, body: { to: { ledgerAccount: '2350' } } }, once());
  },
  releaseHold: async (world) => {
    await world.cast.teller.call('releaseHold', { params: { holdId: await held(world) }, body: {} }, once());
  },
} as const satisfies Record<string, Probe>;

type NewLoan = Given<RouteInput<Routes['originateLoan']>>['body'];

async function aLoan({ cast }: World): Promise<NewLoan> {
  const { businessDate } = (await cast.accountant.call('getTrialBalance', { query: {} })).data;
  return {
    customerId: cast.customer,
    product: 'auto-loan',
    principal: { minor: '1000000', currency: 'USD' },
    termMonths: 24,
    firstDueOn: monthsAfter(businessDate, 1),
    paymentAccountId: cast.aliceAccount,
  };
}

export async function lent(world: World): Promise<string> {
  const body = await aLoan(world);
  return (await world.cast.accountant.call('originateLoan', { body }, once())).data.accountId;
}

export const loanProbes = {
  previewLoan: async (world) => world.cast.accountant.call('previewLoan', { body: await aLoan(world) }),
  originateLoan: lent,
  getLoan: async (world) => {
    await world.cast.accountant.call('getLoan', { params: { accountId: await lent(world) } });
  },
  payLoan: async (world) => {
    const params = { accountId: await lent(world) };
    const body = { fromAccountId: world.cast.aliceAccount, amount: cent };
    await world.cast.alice.call('payLoan', { params, body }, once());
  },
} as const satisfies Record<string, Probe>;

async function imported({ cast }: World): Promise<string> {
  const content = `account,amount,description,reference\n0000000000,1.00,Truth,${crypto.randomUUID()}\n`;
  const { data } = await cast.accountant.call('requestImport', { body: { kind: 'csv', content } });
  return data.id;
}

export const importProbes = {
  requestImport: imported,
  listImports: ({ cast }) => cast.accountant.call('listImports', {}),
  getImport: async (world) => {
    await world.cast.accountant.call('getImport', { params: { importId: await imported(world) } });
  },
  listImportLines: async (world) => {
    const params = { importId: await imported(world) };
    await world.cast.accountant.call('listImportLines', { params, query: {} });
  },
} as const satisfies Record<string, Probe>;
