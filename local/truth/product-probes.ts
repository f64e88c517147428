import { ProblemError } from '../../web/client/client.ts';
import { lent } from './ledger-probes.ts';
import type { Probe } from './probe.ts';
import type { World } from './world.ts';

const once = (): { idempotencyKey: string } => ({ idempotencyKey: crypto.randomUUID() });

async function certificate({ cast }: World): Promise<string> {
  const amount = { minor: '100000', currency: 'USD' };
  const body = {
    customerId: cast.customer,
    product: 'certificate-6',
    amount,
    fromAccountId: cast.aliceAccount,
  };
  return (await cast.teller.call('openCertificate', { body }, once())).data.accountId;
}

/** Calls of staff about certificates and about loans that are there. */
export const productProbes = {
  openCertificate: certificate,
  withdrawCertificate: async (world) => {
    const params = { accountId: await certificate(world) };
    await world.cast.teller.call(
      'withdrawCertificate',
      { params, body: { toAccountId: world.cast.aliceAccount } },
      once(),
    );
  },
  listLoanProducts: ({ cast }) => cast.accountant.call('listLoanProducts', {}),
  reverseLoanPayment: async (world) => {
    const { alice, accountant, aliceAccount } = world.cast;
    const accountId = await lent(world);
    const body = { fromAccountId: aliceAccount, amount: { minor: '1', currency: 'USD' } };
    await alice.call('payLoan', { params: { accountId }, body }, once());
    const { payments } = (await accountant.call('getLoan', { params: { accountId } })).data;
    const params = { accountId, paymentId: payments[0]?.id ?? '' };
    await accountant.call('reverseLoanPayment', { params, body: { reason: 'Truth' } }, once());
  },
  returnLoanToAccrual: async (world) => {
    const params = { accountId: await lent(world) };
    const body = { reason: 'Truth' };
    await world.cast.accountant
      .call('returnLoanToAccrual', { params, body }, once())
      .catch((error: unknown) => {
        // It has never left accrual; that answer comes from the books.
        if (!(error instanceof ProblemError && error.code === 'accrual-refused')) throw error;
      });
  },
} as const satisfies Record<string, Probe>;
