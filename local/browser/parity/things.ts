import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { runConsole } from '../../../functions/console/main.ts';
import { publicId, uuidOf } from '../../../functions/domain/ids.ts';
import { posted } from '../../../web/client/client.ts';
import type { HttpSession } from '../../http-session.ts';
import type { LocalConfig } from '../../config.ts';
import { localConsole } from '../../console/context.ts';
import { asSuperuser } from '../testing/books-switch.ts';
import { makeDeadLetter } from '../testing/dead-letter.ts';
import type { RunningBank } from '../testing/use-running-bank.ts';
import type { Things } from './cases.ts';

/** Makes, through the API, one of everything that the demo bank does not have by itself. */
export async function makeThings(bank: RunningBank): Promise<Things> {
  const fresh = await openFresh(bank);
  const [alice, teller, accountant] = [
    await bank.enter('alice'),
    await bank.enter('teller'),
    await bank.enter('accountant'),
  ];
  const { items } = (await alice.call('listAccounts', {})).data;
  const account = items.find(({ kind }) => kind === 'deposit');
  const loan = items.find(({ kind }) => kind === 'loan');
  if (!account || !loan) throw new Error('Alice lacks an account or a loan');
  const amount = { minor: '1250', currency: 'USD' };
  const once = (): { idempotencyKey: string } => ({ idempotencyKey: randomUUID() });
  const fields = { from: account.id, to: '1000000201', amount: '12.50', reference: 'Rent' };
  const draft = await alice.call('saveDraft', { body: { form: 'transfer', fields } });
  const transfer = await alice.call(
    'transferFunds',
    { body: { fromAccountId: account.id, to: '1000000201', amount, reference: 'Rent' } },
    once(),
  );
  const payment = { params: { accountId: loan.id }, body: { fromAccountId: account.id, amount } };
  await alice.call('payLoan', payment, once());
  const cash = await teller.call('depositCash', { body: { accountId: account.id, amount } }, once());
  const [customer] = (await teller.call('findCustomers', { query: { q: 'Alice' } })).data.items;
  const [journal] = (await accountant.call('listJournals', { query: {} })).data.items;
  const held = { accountId: account.id, amount, description: 'Hotel', reference: 'Room 12' };
  await teller.call('placeHold', { body: held }, once());
  const imported = await importFile(accountant, account.number);
  const orders = await setOrders(alice, account.id);
  const checks = await depositChecks(teller, account.id);
  const approvals = await askForApprovals(accountant, await bank.enter('administrator'));
  await makeDeadLetter(bank.config);
  await sealAll(bank.config);
  await untilFilesAreKept(accountant);
  return {
    account: account.id,
    certificate: there(items.find(({ product }) => product === 'certificate-6')?.id),
    emptyAccount: fresh.emptyAccount,
    loan: loan.id,
    draft: draft.data.id,
    transfer: posted(transfer.data).id,
    customer: there(customer?.id),
    customerWithoutAccounts: fresh.customerWithoutAccounts,
    journal: there(journal?.id),
    cashReceipt: cash.data.journalId,
    import: imported,
    ...orders,
    ...checks,
    ...approvals,
    sealedJournal: publicId('journal', there(uuidOf('transfer', posted(transfer.data).id))),
  };
}

/** The files of what the demo bank has filed are kept within minutes, and pages say it. */
async function untilFilesAreKept(accountant: HttpSession): Promise<void> {
  const isKept = async (period: string): Promise<boolean> => {
    const params = { kind: 'quarter', period } as const;
    const { versions } = (await accountant.call('getReport', { params, query: {} })).data;
    return versions.every(({ state, files }) => state !== 'FILED' || files.length === 4);
  };
  const end = Date.now() + 150_000;
  for (const period of ['2025Q1', '2025Q2', '2025Q3', '2025Q4'])
    while (!(await isKept(period))) {
      if (Date.now() > end) throw new Error(`The files of ${period} were not kept`);
      await delay(500);
    }
}

/** Two standing orders, one of them paused, and a draft of a third. */
async function setOrders(
  alice: HttpSession,
  fromAccountId: string,
): Promise<Pick<Things, 'order' | 'pausedOrder' | 'orderDraft'>> {
  const amount = { minor: '1250', currency: 'USD' };
  const series = { frequency: 'monthly', startsOn: '2026-10-31' } as const;
  const body = { fromAccountId, to: '1000000201', amount, reference: 'Rent', ...series };
  const set = async (): Promise<{ id: string; version: number }> =>
    (await alice.call('setStandingOrder', { body }, { idempotencyKey: randomUUID() })).data;
  const [order, paused] = [await set(), await set()];
  const pause = { change: 'pause', version: paused.version } as const;
  await alice.call('changeStandingOrder', { params: { standingOrderId: paused.id }, body: pause });
  const typed = { from: fromAccountId, to: '1000000201', amount: '12.50', frequency: 'weekly' };
  const rest = { startsOn: '2026-10-31', holidays: 'next', ends: 'after', endsAfter: '3', reference: 'Rent' };
  const fields = { ...typed, ...rest };
  const draft = await alice.call('saveDraft', { body: { form: 'standingOrder', fields } });
  return { order: order.id, pausedOrder: paused.id, orderDraft: draft.data.id };
}

/** Two checks, one of which comes back. */
async function depositChecks(
  teller: HttpSession,
  accountId: string,
): Promise<Pick<Things, 'check' | 'returnedCheck'>> {
  const body = { accountId, amount: { minor: '90000', currency: 'USD' }, kind: 'other' } as const;
  const once = (): { idempotencyKey: string } => ({ idempotencyKey: randomUUID() });
  const deposit = async (): Promise<string> =>
    (await teller.call('depositCheck', { body }, once())).data.journalId;
  const [check, returnedCheck] = [await deposit(), await deposit()];
  const params = { journalId: returnedCheck };
  await teller.call('returnCheck', { params, body: { reason: 'insufficient-funds' } }, once());
  return { check, returnedCheck };
}

/** A journal that waits for a second person, and one that was rejected. */
async function askForApprovals(
  accountant: HttpSession,
  administrator: HttpSession,
): Promise<Pick<Things, 'approval' | 'rejectedApproval'>> {
  const amount = { minor: '2500000', currency: 'USD' };
  const entries = [
    { ledgerAccount: '7090', side: 'debit' as const, amount },
    { ledgerAccount: '1040', side: 'credit' as const, amount },
  ];
  const body = { reason: 'The roof leaks', journal: { description: 'A new roof', entries } };
  const ask = async (): Promise<string> =>
    (await accountant.call('requestJournalApproval', { body }, { idempotencyKey: randomUUID() })).data.id;
  const [approval, rejectedApproval] = [await ask(), await ask()];
  const decision = { decision: 'rejected', note: 'Too dear' } as const;
  await administrator.call('decideApproval', { params: { approvalId: rejectedApproval }, body: decision });
  return { approval, rejectedApproval };
}

/** A file of two lines, one of which is refused; done when this returns. */
async function importFile(accountant: HttpSession, number: string): Promise<string> {
  const content = `account,amount,description\n${number},12.50,Salary\n0000000000,1.00,Nobody\n`;
  const body = { kind: 'csv', fileName: 'salaries.csv', content } as const;
  const { id } = (await accountant.call('requestImport', { body })).data;
  for (let i = 0; i < 200; i += 1) {
    const { data } = await accountant.call('getImport', { params: { importId: id } });
    if (data.status === 'ready') return id;
    await delay(100);
  }
  throw new Error('The import was not done within 20 seconds.');
}

/** What the sealer does every minute, so that proofs are the same for everybody who looks. */
async function sealAll(config: LocalConfig): Promise<void> {
  const local = localConsole(config);
  const code = await runConsole({ ...local.context, out: () => undefined }, ['seal']).finally(() =>
    local.close(),
  );
  if (code !== 0) throw new Error('The journals could not be sealed.');
}

/** An account of Alice's on which nothing happened yet, and a customer without accounts, who signs in as Carla. */
async function openFresh(
  bank: RunningBank,
): Promise<Pick<Things, 'emptyAccount' | 'customerWithoutAccounts'>> {
  return asSuperuser(
    bank.config,
    async (client) => {
      const answer = async (statement: string, parts: object): Promise<string> => {
        const { rows } = await client.query<{ id: string }>(`SELECT (${statement}) ->> 'id' AS id`, [parts]);
        return there(rows[0]?.id);
      };
      const customer = await answer('bank.open_customer($1)', { number: '19999999', name: 'Nadia Newman' });
      const { rows } = await client.query<{ id: string }>(
        "SELECT id FROM bank.customer WHERE number = '10000001'",
      );
      const account = await answer('bank.open_account($1)', {
        number: '1999999901',
        customer: rows[0]?.id,
        ledgerAccount: '2010',
        currency: 'USD',
        product: 'checking',
        name: 'New account',
        floorMinor: '0',
      });
      await client.query(
        `UPDATE books.customer_identity SET customer_id = $1
         WHERE customer_id = (SELECT id FROM bank.customer WHERE number = '10000003')`,
        [customer],
      );
      return {
        emptyAccount: publicId('account', account),
        customerWithoutAccounts: publicId('customer', customer),
      };
    },
    'bank',
  );
}

function there(id: string | undefined): string {
  if (id === undefined) throw new Error('The demo bank lacks something that the comparison needs.');
  return id;
}
