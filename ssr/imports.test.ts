import { beforeAll, describe, expect, it } from '@jest/globals';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { publicId } from '../functions/domain/ids.ts';
import { aRecord, failuresOf } from '../local/testing/queue-event.ts';
import { aCashDeposit, post } from '../local/testing/journals.ts';
import { openSite, type Visitor } from './testing/site.ts';

const site = openSite();
let accountant: Visitor;
let number = '';

beforeAll(async () => {
  const { owner } = site().bank.database;
  const { rows } = await owner.query<{ number: string }>('SELECT number FROM bank.account WHERE id = $1', [
    site().bank.cast.alice.accountId,
  ]);
  number = rows[0]?.number ?? '';
  accountant = site().visitor();
  await accountant.signIn('accountant');
});

const aFile = (text: string, name: string): File => new File([text], name, { type: 'text/csv' });

async function workOff(): Promise<void> {
  const { handler } = await import('../functions/handlers/import-worker.lambda.ts');
  const QueueUrl = site().bank.parts.environment['IMPORT_QUEUE_URL'] ?? '';
  const sqs = new SQSClient({});
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  for (const { Body = '' } of Messages) expect(await failuresOf(handler, aRecord(Body))).toEqual([]);
  sqs.destroy();
}

describe('an import', () => {
  it('is sent as a file, is under way, and then there with what became of each line', async () => {
    const form = accountant.formOf(await accountant.get('/imports'));
    const rows = [`${number},12.50,<b>Salary</b>`, '0000000000,1,Nobody'];
    const file = aFile(`account,amount,description\n${rows.join('\n')}\n`, 'May & June.csv');
    const sent = await accountant.upload('/imports', { ...form, importKind: 'csv', file });
    expect(sent.location).toMatch(/^\/imports\/imp_/);
    const place = sent.location ?? '';
    const underWay = await accountant.get(place);
    expect(underWay.html).toMatch(/Import of May &amp; June\.csv[\s\S]*0<!-- --> of <!-- -->2|0 of 2 lines/);
    expect(underWay.html).toContain('data-live="true"');
    await workOff();
    const done = await accountant.get(place);
    expect(done.html).toMatch(/Posted<\/dt><dd>1[\s\S]*Refused<\/dt><dd>1/);
    expect(done.html).toContain('No account of this bank has this number.');
    expect(done.html).toMatch(/href="\/journals\/jnl_/);
    const refused = await accountant.get(`${place}?outcome=refused`);
    expect([refused.html.includes(number), refused.html.includes('0000000000')]).toEqual([false, true]);
    expect((await accountant.get('/imports')).html).toContain('May &amp; June.csv');
  });

  it('is refused at the field without a file, and with one that is none', async () => {
    const form = accountant.formOf(await accountant.get('/imports'));
    const nothing = await accountant.upload('/imports', { ...form, importKind: 'csv', file: aFile('', '') });
    expect([nothing.status, nothing.html.includes('Choose a file that is not empty.')]).toEqual([422, true]);
    const damaged = await accountant.upload('/imports', {
      ...form,
      importKind: 'nacha',
      file: aFile('no ACH file', 'x.ach'),
    });
    expect(damaged.status).toBe(422);
    expect(damaged.html).toMatch(/href="#file"[\s\S]*Line 1: A record has 94 characters/);
    expect(damaged.html).toMatch(/<option[^>]*value="nacha"[^>]*selected/);
    const plain = await accountant.post('/imports', { ...form, importKind: 'csv' });
    expect([plain.status, plain.html.includes('Choose a file')]).toEqual([422, true]);
  });

  it('is seen by the auditor, who can’t send one', async () => {
    const auditor = site().visitor();
    await auditor.signIn('auditor');
    const page = await auditor.get('/imports');
    expect([page.status, page.html.includes('Import a file')]).toEqual([200, false]);
    const form = { importKind: 'csv', _csrf: auditor.formOf(page)['_csrf'] ?? '', file: aFile('x', 'x') };
    expect((await auditor.upload('/imports', form)).status).not.toBe(303);
  });
});

describe('the page of an account', () => {
  it('tells what is held, how the available amount comes about, and what was there on another day', async () => {
    const { bank } = site();
    await post(bank.database.app, aCashDeposit(bank.cast.carla.accountId, 10_000n));
    const accountId = publicId('account', bank.cast.carla.accountId);
    const teller = await bank.signIn('teller');
    const hold = { accountId, amount: { minor: '3000', currency: 'USD' }, description: 'Hotel' };
    expect((await teller.post('/api/v1/holds', hold)).status).toBe(201);
    const carla = site().visitor();
    await carla.signIn('carla');
    const page = await carla.get(`/accounts/${accountId}`);
    expect(page.html).toContain('$100.00 posted − $30.00 held = $70.00 available');
    expect(page.html).toMatch(/Holds[\s\S]*Hotel[\s\S]*30\.00[\s\S]*Jan 22, 2026/);
    const past = await carla.get(`/accounts/${accountId}?asOf=2026-01-14`);
    expect(past.html).toMatch(
      /In the books as they[\s\S]*stand now[\s\S]*had[\s\S]*\$0\.00[\s\S]*Jan 14, 2026/,
    );
    const then = await carla.get(`/accounts/${accountId}?knownAt=2026-01-15T09:30`);
    expect(then.html).toMatch(/stood on Jan 15, 2026, 9:30:00 AM EST[\s\S]*\$0\.00/);
    const wrong = await carla.get(`/accounts/${accountId}?asOf=2026-01-16&knownAt=soon`);
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('Enter a day and a time like 2026-10-05T09:30.');
    const future = await carla.get(`/accounts/${accountId}?asOf=2026-01-16`);
    expect([future.status, future.html.includes('href="#asOf"')]).toEqual([422, true]);
  });
});
