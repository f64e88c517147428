import type { Pool } from 'pg';
import { apiTransport } from '../../ssr/api-transport.ts';
import { posted, type TransportAnswer } from '../../web/client/client.ts';
import { type HttpSession, signInOverHttp } from '../http-session.ts';
import type { SeededSignIn } from '../seed/demo.ts';
import type { Backends } from '../stack/provision/provisioner.ts';
import type { Scheduler } from '../../functions/console/schedules/scheduler.ts';

/** Where the books stand: later than every day that a probe lets a schedule come due on. */
export const lastDay = '2066-12-31';

/** People signed in and things they know, gathered once while everything is in place. */
export interface Cast {
  readonly alice: HttpSession;
  readonly teller: HttpSession;
  readonly accountant: HttpSession;
  readonly aliceAccount: string;
  readonly bobNumber: string;
  readonly customer: string;
  readonly journal: string;
  readonly transfer: string;
  readonly cashReceipt: string;
  readonly draft: string;
}

/** What a probe acts on. */
export interface World {
  readonly bankOrigin: URL;
  readonly signIns: readonly SeededSignIn[];
  readonly cast: Cast;
  readonly books: Pool;
  readonly backends: Backends;
  /** Physical ids by logical id, of queues and tables. */
  readonly ids: ReadonlyMap<string, string>;
  /** Of the deployment that runs now. */
  readonly scheduler: Scheduler;
  /** Rejects as soon as something goes wrong behind the scenes; a probe need not wait for an effect then. */
  readonly firstProblem: Promise<never>;
}

export function signIn(world: Pick<World, 'bankOrigin' | 'signIns'>, userName: string): Promise<HttpSession> {
  const credentials = world.signIns.find((each) => each.userName === userName);
  if (!credentials) throw new Error(`There is no demo user ${userName}.`);
  const { origin } = world.bankOrigin;
  return signInOverHttp(apiTransport(origin), origin, credentials);
}

/** A plain GET of a path below the bank's host or a sibling of it. */
export function get(
  { bankOrigin }: Pick<World, 'bankOrigin'>,
  sibling: string,
  path: string,
): Promise<TransportAnswer> {
  const origin = sibling === '' ? bankOrigin.origin : `${bankOrigin.protocol}//${sibling}.${bankOrigin.host}`;
  return apiTransport(origin)(path, { method: 'GET', headers: {} });
}

function first<T>(items: readonly T[], what: string): T {
  const [item] = items;
  if (!item) throw new Error(`The demo bank has no ${what}.`);
  return item;
}

export async function gatherCast(world: Pick<World, 'bankOrigin' | 'signIns'>): Promise<Cast> {
  const [alice, bob, teller, accountant] = await Promise.all(
    ['alice', 'bob', 'teller', 'accountant'].map((name) => signIn(world, name)),
  );
  if (!alice || !bob || !teller || !accountant) throw new Error('Somebody did not sign in.');
  const from = first((await alice.call('listAccounts', {})).data.items, 'account of Alice');
  const to = first((await bob.call('listAccounts', {})).data.items, 'account of Bob');
  const body = {
    fromAccountId: from.id,
    to: to.number,
    amount: { minor: '1', currency: 'USD' },
    reference: 'Truth',
  };
  const transfer = await alice.call('transferFunds', { body }, { idempotencyKey: crypto.randomUUID() });
  const cash = { accountId: from.id, amount: body.amount };
  const paidIn = await teller.call('depositCash', { body: cash }, { idempotencyKey: crypto.randomUUID() });
  const draft = await alice.call('saveDraft', { body: { form: 'transfer', fields: { amount: '1' } } });
  await accountant.call('requestReport', { body: { kind: 'year', period: '2026' } });
  const customers = await teller.call('findCustomers', { query: { q: 'Alice' } });
  const journals = await accountant.call('listJournals', { query: {} });
  return {
    alice,
    teller,
    accountant,
    aliceAccount: from.id,
    bobNumber: to.number,
    customer: first(customers.data.items, 'customer Alice').id,
    journal: first(journals.data.items, 'journal').id,
    transfer: posted(transfer.data).id,
    cashReceipt: paidIn.data.journalId,
    draft: draft.data.id,
  };
}
