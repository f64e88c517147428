import { ProblemError } from '../../web/client/client.ts';
import type { Probe } from './probe.ts';
import { lastDay, type World } from './world.ts';

/** Calls of standing orders, notices and checks whose answer the contract's schema accepts. */

const once = (): { idempotencyKey: string } => ({ idempotencyKey: crypto.randomUUID() });

/** The books stand at the demo bank's date, so this lies ahead. */
const terms = ({ cast }: World) =>
  ({
    fromAccountId: cast.aliceAccount,
    to: cast.bobNumber,
    amount: { minor: '1', currency: 'USD' },
    frequency: 'once',
    startsOn: `${Number(lastDay.slice(0, 4)) + 1}-01-04`,
  }) as const;

async function anOrder(world: World): Promise<string> {
  const { data } = await world.cast.alice.call('setStandingOrder', { body: terms(world) }, once());
  await world.cast.alice.call('changeStandingOrder', {
    params: { standingOrderId: data.id },
    body: { change: 'cancel', version: data.version },
  });
  return data.id;
}

async function aCheck({ cast }: World): Promise<string> {
  const body = {
    accountId: cast.aliceAccount,
    amount: { minor: '1', currency: 'USD' },
    kind: 'other',
  } as const;
  return (await cast.teller.call('depositCheck', { body }, once())).data.journalId;
}

const nothing = { minor: '0', currency: 'USD' };

/** A drawer that is open already, by a probe before, is an answer of the function too. */
async function openDrawer({ cast }: World): Promise<void> {
  const opened = cast.teller.call('openDrawer', { body: { counted: nothing } }, once());
  await opened.catch((error: unknown) => {
    if (!(error instanceof ProblemError && error.code === 'drawer-refused')) throw error;
  });
}

export const paymentProbes = {
  getDrawer: ({ cast }) => cast.teller.call('getDrawer', {}),
  openDrawer,
  closeDrawer: async (world) => {
    await openDrawer(world);
    await world.cast.teller.call('closeDrawer', { body: { counted: nothing } }, once());
  },
  depositCheck: aCheck,
  getCheckDeposit: async (world) => {
    const params = { journalId: await aCheck(world) };
    await world.cast.teller.call('getCheckDeposit', { params });
  },
  returnCheck: async (world) => {
    const params = { journalId: await aCheck(world) };
    await world.cast.teller.call('returnCheck', { params, body: { reason: 'stopped' } }, once());
  },
  setStandingOrder: anOrder,
  previewStandingOrder: (world) => world.cast.alice.call('previewStandingOrder', { body: terms(world) }),
  listStandingOrders: ({ cast }) => cast.alice.call('listStandingOrders', {}),
  getStandingOrder: async (world) => {
    const params = { standingOrderId: await anOrder(world) };
    await world.cast.alice.call('getStandingOrder', { params });
  },
  changeStandingOrder: anOrder,
  listNotices: ({ cast }) => cast.alice.call('listNotices', { query: {} }),
  readNotices: ({ cast }) =>
    cast.alice.call('readNotices', { body: { upTo: 'ntc_00000000-0000-4000-8000-000000000000' } }),
} as const satisfies Record<string, Probe>;
