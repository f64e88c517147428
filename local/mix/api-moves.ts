import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { posted, ProblemError } from '../../web/client/client.ts';
import type { HttpSession } from '../http-session.ts';
import { between, type Promises } from './promises.ts';

export interface ApiField {
  readonly customers: readonly ApiCustomer[];
  readonly promises: Promises;
}

/** Somebody signed in, with the account that pays and the number others pay to. */
export interface ApiCustomer {
  readonly session: HttpSession;
  readonly accountId: string;
  readonly ledgerId: string;
  readonly number: string;
}

const chance = (n: number): number => Math.floor(Math.random() * n);

/** Asks again with the same key while the bank says that this is too much at once. */
async function patiently(ask: () => Promise<void>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    if (!(error instanceof ProblemError && error.status === 429)) throw error;
    await delay(1000);
    await patiently(ask);
  }
}

/** One customer pays another, now and then by two clicks at once, and asks again when no answer came. */
export async function payByApi({ customers, promises }: ApiField): Promise<void> {
  const from = customers[chance(customers.length)];
  const to =
    customers.find((each) => each !== from && chance(2) === 0) ?? customers.find((each) => each !== from);
  if (!from || !to) throw new Error('It takes two customers');
  const minor = BigInt(1 + chance(400));
  const body = {
    fromAccountId: from.accountId,
    to: to.number,
    amount: { minor: minor.toString(), currency: 'USD' },
    reference: 'Mix',
  };
  const idempotencyKey = `mix-${randomUUID()}`;
  const pay = (): Promise<void> =>
    patiently(async () => {
      posted((await from.session.call('transferFunds', { body }, { idempotencyKey })).data);
    });
  try {
    await (chance(3) === 0 ? Promise.all([pay(), pay()]) : pay());
    promises.keep({ key: idempotencyKey, changes: between(from.ledgerId, to.ledgerId, minor) });
    promises.count('api transfer done');
  } catch (error) {
    if (error instanceof ProblemError && error.status < 500) promises.count('api transfer refused');
    else promises.fault('api transfer', error);
  }
}
