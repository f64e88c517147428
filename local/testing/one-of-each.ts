import { publicId } from '../../functions/domain/ids.ts';
import type { Route } from '../../functions/contract/route.ts';
import type { Answer, Caller, TestBank } from './bank.ts';
import { makeReports } from './make-report.ts';
import { acc, aliceHas, journalBody, rollTo, transferBody, usd } from './front-door.ts';
import { aJournal, post } from './journals.ts';

/** What the parameters of paths can name: one thing of each kind, all of Alice’s where somebody owns it. */
export interface OneOfEach {
  /** Values by parameter name; where a kind of thing is another under the same name, by operation. */
  readonly params: Readonly<Record<string, string>>;
  readonly byOperation: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The same by screen. */
  readonly byScreen: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Queries that an operation can’t do without. */
  readonly queries: Readonly<Record<string, string>>;
}

/** Those who make the things, signed in. */
export interface Makers {
  readonly alice: Caller;
  readonly teller: Caller;
  readonly accountant: Caller;
}

/** The id under that name in the answer to what made something. */
function made({ status, body }: Answer, name = 'id'): string {
  const id = (body as Record<string, unknown>)[name];
  if (status < 400 && typeof id === 'string') return id;
  throw new Error(`Nothing was made: ${JSON.stringify(body)}`);
}

/** Makes one of everything that has an id, through the API. */
export async function makeOneOfEach(bank: TestBank, makers: Makers): Promise<OneOfEach> {
  const { alice, teller } = makers;
  const [payer, payee] = [await aliceHas(bank, 10_000_000n), await aliceHas(bank, 0n)];
  const customer = publicId('customer', bank.cast.alice.customerId);
  const once = transferBody(payer, payee, 100n);
  const transferId = made(await alice.post('/api/v1/transfers', once));
  const terms = { ...once, frequency: 'monthly', startsOn: '2026-03-16' };
  const order = made(await alice.post('/api/v1/standing-orders', terms));
  const typed = { from: acc(payer), to: await numberOf(alice, payee), amount: '1.00', reference: 'Rent' };
  const series = { ...typed, frequency: 'monthly', startsOn: '2027-03-16', holidays: 'next', ends: 'never' };
  const draftId = made(await alice.post('/api/v1/drafts', { form: 'transfer', fields: typed }));
  const orderDraft = made(await alice.post('/api/v1/drafts', { form: 'standingOrder', fields: series }));
  const held = { accountId: acc(payer), amount: usd(100), description: 'Hotel' };
  const holdId = made(await teller.post('/api/v1/holds', held));
  const place = `/api/v1/customers/${customer}/personal-data`;
  await teller.post(place, { field: 'tax-id', value: '912-34-5678' });
  const byTeller = await atTheCounter(teller, { payer, customer });
  const byAccountant = await atTheDesk(makers.accountant, { payer, customer });
  await makeReports(bank, makers.accountant);
  await publish();
  const { journalId, checkId, certificateId } = byTeller;
  const ofCheck = { journalId: checkId };
  await leaveTheYear(bank, payer);
  return {
    params: {
      accountId: acc(payer),
      customerId: customer,
      transferId,
      standingOrderId: order,
      draftId,
      holdId,
      orderId: order,
      journalId,
      ...byAccountant,
      ...named,
    },
    byOperation: {
      getCheckDeposit: ofCheck,
      returnCheck: ofCheck,
      describeProblem: { code: 'forbidden' },
      getReportLine: totalAssets,
      listPayees: aYear,
    },
    byScreen: {
      checkReceipt: ofCheck,
      reportLine: totalAssets,
      payees: aYear,
      loan: { accountId: byAccountant.loanId },
      withdrawal: { accountId: certificateId },
      paymentCheck: { draftId: orderDraft },
    },
    queries: {
      findTransfer: 'key=no-such-key',
      findCashReceipt: 'key=no-such-key',
      findCustomers: 'q=Alice',
    },
  };
}

async function numberOf(owner: Caller, account: string): Promise<string> {
  return made(await owner.get(`/api/v1/accounts/${acc(account)}`), 'number');
}

/** Seals what was posted, and publishes the seal, as the function does every minute. */
async function publish(): Promise<void> {
  const { handler } = await import('../../functions/handlers/sealer.lambda.ts');
  await handler({}, { getRemainingTimeInMillis: () => 50_000 });
}

const totalAssets = { code: 'RCON2170' };
const aYear = { kind: 'year', period: '2026' };

/** What people and dates are called. */
const named = {
  ...{ field: 'tax-id', way: 'amazon', userName: 'teller', code: 'savings', queue: 'report' },
  ...{
    date: '2026-01-15',
    month: '2026-01',
    year: '2026',
    kind: 'quarter',
    period: '2026Q1',
    number: '1',
    version: '1',
    statement: 'balanceSheet',
    line: '0',
    format: 'csv',
  },
  signInId: 'sgn_00000000-0000-4000-8000-000000000000',
  paymentId: 'lpy_00000000-0000-4000-8000-000000000000',
  changeId: 'pch_00000000-0000-4000-8000-000000000000',
};

/** The year ends with interest enough for a tax form, so that there are documents of its months and of itself. */
async function leaveTheYear(bank: TestBank, account: string): Promise<void> {
  const entries = [
    { account: '5010', minor: 2_000n },
    { account, minor: -2_000n },
  ];
  await post(bank.database.app, aJournal(entries, { template: 'D02', description: 'Interest' }));
  await rollTo(bank, '2027-01-04');
}

interface Parties {
  /** Inner id of an account of Alice’s with money in it. */
  readonly payer: string;
  readonly customer: string;
}

async function atTheCounter(
  teller: Caller,
  { payer, customer }: Parties,
): Promise<Record<'journalId' | 'checkId' | 'certificateId', string>> {
  const [accountId, amount] = [acc(payer), usd(100)];
  const cash = await teller.post('/api/v1/cash-deposits', { accountId, amount });
  const check = await teller.post('/api/v1/check-deposits', { accountId, amount, kind: 'other' });
  const deposit = { customerId: customer, product: 'certificate-12', amount: usd(1_000_000) };
  const opened = await teller.post('/api/v1/certificates', { ...deposit, fromAccountId: accountId });
  return {
    journalId: made(cash, 'journalId'),
    checkId: made(check, 'journalId'),
    certificateId: made(opened, 'accountId'),
  };
}

async function atTheDesk(
  accountant: Caller,
  { payer, customer }: Parties,
): Promise<Record<'loanId' | 'batchId' | 'importId' | 'approvalId', string>> {
  const loan = {
    ...{ customerId: customer, product: 'auto-loan', principal: usd(1_000_000), termMonths: 24 },
    ...{ firstDueOn: '2026-02-17', paymentAccountId: acc(payer), payTo: 'settlement' },
  };
  const lent = await accountant.post('/api/v1/loans', loan);
  const journals = [journalBody('1010', '1040', 1n)];
  const posted = await accountant.post('/api/v1/journals:batch', { journals });
  const file = { kind: 'csv', content: 'account,amount,description\n0000000000,1.00,Nobody\n' };
  const imported = await accountant.post('/api/v1/imports', file);
  const journal = journalBody('7090', '1040', 2_500_000n);
  const asked = await accountant.post('/api/v1/approvals/journals', { reason: 'The roof leaks', journal });
  return {
    loanId: made(lent, 'accountId'),
    batchId: made({ ...posted, body: (posted.body as { batch: unknown }).batch }),
    importId: made(imported),
    approvalId: made(asked),
  };
}

/** Path and query of the operation with these things in it. */
export function pathTo(route: Pick<Route, 'path' | 'operationId'>, things: OneOfEach): string {
  const { path, operationId } = route;
  const isLoan = /[lL]oan/.test(operationId);
  const own = { ...things.params, ...things.byOperation[operationId] };
  const filled = path.replace(/\{(\w+)\}/g, (_match, name: string) => {
    const value = own[name === 'accountId' && isLoan ? 'loanId' : name];
    if (value === undefined) throw new Error(`Nothing is made for {${name}} of ${operationId}`);
    return value;
  });
  const query = things.queries[operationId];
  return query === undefined ? filled : `${filled}?${query}`;
}

/** Path of the screen with these things in it. */
export function screenPathTo(id: string, path: string, { params, byScreen }: OneOfEach): string {
  const own = { ...params, ...byScreen[id] };
  return path.replace(/:(\w+)/g, (_match, name: string) => {
    const value = own[name];
    if (value === undefined) throw new Error(`Nothing is made for :${name} of ${id}`);
    return value;
  });
}
