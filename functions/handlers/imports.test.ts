import { ReceiveMessageCommand, DeleteMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { wholeBooks } from '../../local/testing/books.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';
import { aRecord, failuresOf, type Worker } from '../../local/testing/queue-event.ts';
import type { ImportLineView, ImportView } from '../contract/imports.ts';
import { anAchFile } from '../domain/testing/ach-file.ts';

const bank = useBank();
let accountant: Caller;
let alice: Caller;
let worker: Worker;
let number = '';
let sqs: SQSClient;

beforeAll(async () => {
  accountant = await bank().signIn('accountant');
  alice = await bank().signIn('alice');
  ({ handler: worker } = await import('./import-worker.lambda.ts'));
  sqs = new SQSClient({});
  const { body } = await alice.get('/api/v1/accounts');
  number = (body as { items: { number: string }[] }).items[0]?.number ?? '';
  await post(bank().database.app, aCashDeposit(bank().cast.alice.accountId, 10_000n));
});

const send = (content: string, kind = 'csv', fileName = 'may.csv'): Promise<Answer> =>
  accountant.post('/api/v1/imports', { kind, fileName, content });

async function asked(content: string, kind = 'csv'): Promise<ImportView> {
  const answer = await send(content, kind);
  expect(answer.status).toBe(202);
  return answer.body as ImportView;
}

/** Hands what waits in the queue to the worker; answers how many messages there were. */
async function work(): Promise<number> {
  const QueueUrl = bank().parts.environment['IMPORT_QUEUE_URL'];
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  for (const { Body = '', ReceiptHandle } of Messages) {
    expect(await failuresOf(worker, aRecord(Body))).toEqual([]);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
  return Messages.length;
}

async function view(id: string): Promise<ImportView> {
  return (await accountant.get(`/api/v1/imports/${id}`)).body as ImportView;
}
async function lines(id: string, query = ''): Promise<ImportLineView[]> {
  const { body } = await accountant.get(`/api/v1/imports/${id}/lines${query}`);
  return (body as { items: ImportLineView[] }).items;
}
async function balance(): Promise<bigint> {
  const { body } = await alice.get('/api/v1/accounts');
  return BigInt((body as { items: { balance: { minor: string } }[] }).items[0]?.balance.minor ?? '-1');
}

const csv = (...rows: readonly string[]): string =>
  `account,amount,description,reference\n${rows.join('\n')}\n`;

describe('a CSV file', () => {
  it('is posted line by line, with a report that says why a line was not', async () => {
    const before = await balance();
    const file = csv(
      `${number},12.50,Salary,May`,
      `${number},-2.50,Gym,`,
      `${number},-9000,Rent,`,
      '1,x,,',
      '9999999999,1,Nobody,',
    );
    const { id, status, progress } = await asked(file);
    expect([status, progress]).toEqual(['queued', { done: 0, of: 5, posted: 0, refused: 0, skipped: 0 }]);
    expect(await work()).toBe(1);
    expect(await view(id)).toMatchObject({
      status: 'ready',
      progress: { done: 5, of: 5, posted: 2, refused: 3, skipped: 0 },
      requestedBy: 'accountant',
      fileName: 'may.csv',
    });
    expect((await lines(id)).map(({ line, outcome, problem }) => [line, outcome, problem?.code])).toEqual([
      [2, 'posted', undefined],
      [3, 'posted', undefined],
      [4, 'refused', 'insufficient-funds'],
      [5, 'refused', 'line-invalid'],
      [6, 'refused', 'account-not-found'],
    ]);
    expect(await balance()).toBe(before + 1_000n);
    const [first] = await lines(id, '?outcome=posted');
    const { body } = await accountant.get(`/api/v1/journals/${first?.journalId ?? ''}`);
    expect(body).toMatchObject({ template: 'P03', description: 'Salary', metadata: { importLine: '2' } });
  });

  it('that is sent again, under whatever name, is the same import and posts nothing', async () => {
    const file = csv(`${number},1.00,Once,`);
    const { id } = await asked(file);
    await work();
    const before = await wholeBooks(bank().database.owner);
    const again = await send(file, 'csv', 'copy.csv');
    expect(again.body).toMatchObject({ id, status: 'ready' });
    expect(await work()).toBe(0);
    expect(await wholeBooks(bank().database.owner)).toEqual(before);
  });

  it('of more lines than one chunk pages its report', async () => {
    const rows = Array.from({ length: 1_203 }, (_, index) => `${number},0.01,Cent ${index},`);
    const before = await balance();
    const { id } = await asked(csv(...rows));
    await work();
    expect((await view(id)).progress).toMatchObject({ done: 1_203, posted: 1_203 });
    expect(await balance()).toBe(before + 1_203n);
    const seen: number[] = [];
    let next: string | null = '';
    for (let cursor = ''; next !== null; cursor = `&cursor=${next}`) {
      const { body } = await accountant.get(`/api/v1/imports/${id}/lines?limit=100${cursor}`);
      const page = body as { items: ImportLineView[]; next: string | null };
      seen.push(...page.items.map(({ line }) => line));
      next = page.next;
    }
    expect(seen).toEqual(Array.from({ length: 1_203 }, (_, index) => index + 2));
  });
});

describe('an import whose worker dies', () => {
  it('goes on where it stopped, and posts no line twice', async () => {
    const file = csv(...Array.from({ length: 1_500 }, (_, index) => `${number},0.01,Again ${index},`));
    const before = await balance();
    const { id } = await asked(file);
    const order = { id: id.slice(4), run: 1 };
    const { owner } = bank().database;
    // The second chunk can't be written.
    await owner.query(
      `CREATE FUNCTION books.refuse_second() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN IF NEW.key LIKE '%:1' AND NEW.scope = 'import:csv' THEN RAISE EXCEPTION 'away' USING ERRCODE = '57P01'; END IF; RETURN NEW; END $$`,
    );
    await owner.query(
      'CREATE TRIGGER refuse_second BEFORE INSERT ON books.journal_batch FOR EACH ROW EXECUTE FUNCTION books.refuse_second()',
    );
    expect(await failuresOf(worker, aRecord(order))).toHaveLength(1);
    expect(await view(id)).toMatchObject({ status: 'retrying', progress: { done: 1_000, posted: 1_000 } });
    await owner.query('DROP TRIGGER refuse_second ON books.journal_batch');
    expect(await failuresOf(worker, aRecord(order, { attempt: 2 }))).toEqual([]);
    expect(await view(id)).toMatchObject({ status: 'ready', problem: null, progress: { posted: 1_500 } });
    expect(await balance()).toBe(before + 1_500n);
    await work();
    expect(await balance()).toBe(before + 1_500n);
  });
});

describe('an ACH file', () => {
  it('is posted by its entries', async () => {
    const before = await balance();
    const file = anAchFile([
      { code: '22', account: number, cents: 200_000 },
      { code: '27', account: number, cents: 5_000 },
      { code: '23', account: number, cents: 0 },
      { code: '22', account: number, cents: 100, routing: '021000021' },
    ]);
    const { id } = await asked(file, 'nacha');
    await work();
    expect((await view(id)).progress).toEqual({ done: 4, of: 4, posted: 2, refused: 1, skipped: 1 });
    expect(await balance()).toBe(before + 195_000n);
    const { rows } = await bank().database.owner.query(
      "SELECT template, value_date::text FROM bank.journal WHERE description = 'PAYROLL INC SALARY' ORDER BY sequence",
    );
    expect(rows).toEqual([
      { template: 'P03', value_date: '2026-01-15' },
      { template: 'P04', value_date: '2026-01-15' },
    ]);
  });
});

describe('an entry that comes back', () => {
  it('is posted, and its line tells the reason', async () => {
    const before = await balance();
    const back = { reason: 'R01', trace: '990000120000042' };
    const { id } = await asked(anAchFile([{ code: '26', account: number, cents: 700, back }]), 'nacha');
    await work();
    expect(await balance()).toBe(before - 700n);
    expect(await lines(id)).toEqual([
      expect.objectContaining({
        outcome: 'posted',
        journalId: expect.stringMatching(/^jnl_/),
        problem: { code: 'R01', detail: 'Came back: insufficient funds.' },
      }),
    ]);
  });
});

describe('a file is refused at once', () => {
  it.each([
    ['that is damaged', 'nacha', 'no ACH file', 'Line 1: A record has 94 characters'],
    ['with columns that are not ours', 'csv', 'a,b\n1,2\n', 'Line 1: "a" is no column'],
  ])('%s', async (_what, kind, content, message) => {
    const { status, body } = await send(content, kind);
    expect([status, body]).toEqual([400, expect.objectContaining({ code: 'validation-failed' })]);
    const { errors } = body as { errors: { pointer: string; message: string }[] };
    expect(errors[0]).toMatchObject({ pointer: '/content', message: expect.stringContaining(message) });
    expect(await work()).toBe(0);
  });

  it('to those who may not send or see it', async () => {
    const { id } = await asked(csv(`${number},3.00,Seen,`));
    for (const userName of ['alice', 'teller', 'administrator']) {
      const caller = await bank().signIn(userName);
      expect((await caller.post('/api/v1/imports', { kind: 'csv', content: 'x' })).status).toBe(403);
      expect((await caller.get('/api/v1/imports')).status).toBe(403);
      expect((await caller.get(`/api/v1/imports/${id}/lines`)).status).toBe(403);
    }
    const auditor = await bank().signIn('auditor');
    expect((await auditor.get(`/api/v1/imports/${id}`)).status).toBe(200);
    expect((await auditor.post('/api/v1/imports', { kind: 'csv', content: 'x' })).status).toBe(403);
    const none = '/api/v1/imports/imp_00000000-0000-8000-8000-000000000000';
    expect((await auditor.get(none)).status).toBe(404);
    expect((await auditor.get(`${none}/lines`)).status).toBe(404);
    const { body } = await auditor.get('/api/v1/imports');
    expect((body as { items: ImportView[] }).items[0]).toMatchObject({ id });
  });
});
