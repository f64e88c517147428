import { beforeAll, describe, expect, it } from '@jest/globals';
import type { SQSEvent } from 'aws-lambda';
import { publicId } from '../functions/domain/ids.ts';
import { aCashDeposit, post } from '../local/testing/journals.ts';
import { openSite, type Visitor } from './testing/site.ts';

const site = openSite();
const visitors = new Map<string, Visitor>();
const as = (userName: string): Visitor => {
  const visitor = visitors.get(userName);
  if (!visitor) throw new Error(`${userName} is not signed in`);
  return visitor;
};
let accountNumber: string;

beforeAll(async () => {
  const { bank } = site();
  await post(bank.database.app, aCashDeposit(bank.cast.alice.accountId, 50_000n));
  const { rows } = await bank.database.owner.query<{ number: string }>(
    'SELECT number FROM bank.account WHERE id = $1',
    [bank.cast.alice.accountId],
  );
  accountNumber = rows[0]?.number ?? '';
  for (const userName of ['alice', 'teller', 'accountant', 'auditor', 'administrator']) {
    const visitor = site().visitor();
    await visitor.signIn(userName);
    visitors.set(userName, visitor);
  }
});

describe('the teller', () => {
  const balance = async (): Promise<bigint> => {
    const { bank } = site();
    const { rows } = await bank.database.owner.query<{ minor: string }>(
      'SELECT balance_minor AS minor FROM bank.account WHERE id = $1',
      [bank.cast.alice.accountId],
    );
    return BigInt(rows[0]?.minor ?? 0);
  };
  const send = async (change: Record<string, string>): ReturnType<Visitor['post']> => {
    const teller = as('teller');
    const form = teller.formOf(await teller.get(`/counter?account=${accountNumber}`));
    return teller.post('/counter', { ...form, kind: 'deposit', amount: '25', ...change });
  };

  it('finds a customer by number and sees the accounts, with the way to the counter', async () => {
    const found = await as('teller').get(`/customers?q=${accountNumber}`);
    const link = /href="(\/customers\/cus_[^"]+)"/.exec(found.html)?.[1] ?? '';
    const customer = await as('teller').get(link);
    expect(customer.html).toContain(`/counter?account=${accountNumber}`);
    expect((await as('auditor').get(link)).html).not.toContain('/counter?');
    expect((await as('teller').get('/customers?q=x')).status).toBe(422);
    expect((await as('teller').get('/customers?q=Nobody+Here')).html).toContain('No customer matches');
  });

  it('takes cash once, however often the form is sent', async () => {
    const before = await balance();
    const teller = as('teller');
    const form = {
      ...teller.formOf(await teller.get(`/counter?account=${accountNumber}`)),
      kind: 'deposit',
      amount: '250.00',
      reference: 'Till 2',
    };
    const first = await teller.post('/counter', form);
    const second = await teller.post('/counter', form);
    expect([first.status, second.location]).toEqual([303, first.location]);
    expect(await balance()).toBe(before + 25_000n);
    const receipt = await teller.follow(first);
    expect(receipt.html).toMatch(/Cash deposited[\s\S]*\$250\.00[\s\S]*Till 2/);
  });

  it('is told when a form has been posted already, and gets another key', async () => {
    const teller = as('teller');
    const form: Record<string, string> = {
      ...teller.formOf(await teller.get(`/counter?account=${accountNumber}`)),
      kind: 'deposit',
      amount: '5.00',
    };
    await teller.post('/counter', form);
    const changed = await teller.post('/counter', { ...form, amount: '6.00' });
    expect([changed.status, changed.html.includes('posted from this form already')]).toEqual([422, true]);
    expect(teller.formOf(changed)['_idem']).not.toBe(form['_idem']);
    const turned = await teller.post('/counter', { ...form, kind: 'withdrawal' });
    expect(turned.html).toContain('posted from this form already');
  });

  it('pays cash out, but never more than there is', async () => {
    const before = await balance();
    const paid = await send({ kind: 'withdrawal', amount: '10' });
    expect((await as('teller').follow(paid)).html).toContain('Cash withdrawn');
    const refused = await send({ kind: 'withdrawal', amount: '100,000' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('<a href="#amount">');
    expect(await balance()).toBe(before - 1000n);
  });

  it.each([
    ['account', '9999999999', 'There is no account with this number.'],
    ['account', '1', 'Enter an account number of ten digits.'],
    ['kind', 'gift', 'Choose what happens.'],
    ['amount', 'ten', 'Enter an amount in dollars and cents'],
  ])('is told about %s "%s"', async (field, value, message) => {
    const page = await send({ [field]: value });
    expect(page.status).toBe(422);
    expect(page.html).toContain(message);
    expect(page.html).toContain(`<a href="#${field}">`);
  });
});

describe('the accountant', () => {
  it('reads the trial balance of any day the books have reached', async () => {
    const page = await as('accountant').get('/trial-balance');
    expect(page.html).toMatch(/current business date[\s\S]*Total/);
    const early = await as('accountant').get('/trial-balance?asOf=2026-01-14');
    expect(early.html).toContain('Nothing was posted up to');
    const late = await as('accountant').get('/trial-balance?asOf=2027-01-01');
    expect([late.status, late.html.includes('href="#asOf"')]).toEqual([422, true]);
    expect((await as('accountant').get('/trial-balance?asOf=soon')).html).toContain('Enter a date like');
  });

  it('walks from the list of journals to one and its entries', async () => {
    const list = await as('accountant').get('/journals');
    const link = /href="(\/journals\/jnl_[^"]+)"/.exec(list.html)?.[1] ?? '';
    const journal = await as('accountant').get(link);
    expect(journal.html).toMatch(/Journal \d+[\s\S]*Entries[\s\S]*1010/);
  });

  it('asks for a quarter’s report, sees it waiting, then ready with its statements', async () => {
    // A rule asks for average assets that show in thousands.
    const { bank } = site();
    await post(bank.database.app, aCashDeposit(bank.cast.bob.accountId, 900_000_000n));
    const accountant = as('accountant');
    const empty = await accountant.get('/reports');
    expect(empty.html).toContain('No report of this kind yet');
    const form = { ...accountant.formOf(empty), reportKind: 'quarter' };
    const wrong = await accountant.post('/reports', { ...form, period: '2026-13' });
    expect([wrong.status, wrong.html.includes('href="#period"')]).toEqual([422, true]);
    expect(wrong.html).toContain('Enter a quarter like 2026Q3.');
    const future = await accountant.post('/reports', { ...form, period: '2030Q1' });
    expect([future.status, future.html.includes('href="#period"')]).toEqual([422, true]);
    const asked = await accountant.post('/reports', { ...form, period: '2026q1' });
    expect(asked.location).toBe('/reports/quarter/2026Q1');
    expect((await accountant.follow(asked)).html).toMatch(/Under way[\s\S]*Waiting for its turn/);
    expect((await accountant.get('/reports')).html).toContain('data-live="true"');
    await workOff();
    const ready = await as('auditor').get('/reports/quarter/2026Q1');
    expect(ready.html).toMatch(
      /SHA-256[\s\S]*Balance sheet[\s\S]*Income statement[\s\S]*Cash flow[\s\S]*Trial balance/,
    );
    expect((await as('auditor').get('/reports?kind=quarter')).html).not.toContain('Ask for it');
    expect((await as('auditor').get('/reports/quarter/1999Q1')).status).toBe(404);
  });
});

/** The worker takes what waits in the report queue. */
async function workOff(): Promise<void> {
  const { SQSClient, ReceiveMessageCommand, DeleteMessageCommand } = await import('@aws-sdk/client-sqs');
  const { handler } = await import('../functions/handlers/report-worker.lambda.ts');
  const sqs = new SQSClient({});
  const QueueUrl = site().bank.parts.environment['REPORT_QUEUE_URL'] ?? '';
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
  );
  for (const message of Messages) {
    const record = {
      messageId: message.MessageId,
      body: message.Body,
      attributes: { ApproximateReceiveCount: '1', MessageGroupId: 'group' },
    };
    const answer = await handler({ Records: [record] } as unknown as SQSEvent);
    expect(answer.batchItemFailures).toEqual([]);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle ?? '' }));
  }
  sqs.destroy();
}

// The page of a customer’s account in the teller’s hands is the customer page; this id only proves the form of ids.
it('ids in addresses are of their kind', async () => {
  const id = publicId('account', site().bank.cast.alice.accountId).replace('acc_', 'cus_');
  expect((await as('teller').get(`/customers/${id}`)).status).toBe(404);
});
