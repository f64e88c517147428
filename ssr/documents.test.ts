import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { acc, aliceHas, rollTo } from '../local/testing/front-door.ts';
import { aJournal, aReversal, post, type JournalDraft } from '../local/testing/journals.ts';
import { openReportDesk } from '../local/testing/report-desk.ts';
import { openSite, type Visitor } from './testing/site.ts';

const site = openSite();
let alice: Visitor;
let place: string;

beforeAll(async () => {
  alice = site().visitor();
  await alice.signIn('alice');
  place = `/accounts/${acc(await aliceHas(site().bank, 123_456n))}/statements`;
});

/** Two people file a version of the report of a year whose months are closed. */
async function fileYear(year: string, version = 1): Promise<void> {
  await site().bank.database.owner.query(
    "SELECT books.set_period_state(month, 'SOFT_CLOSED') FROM bank.period WHERE month <= $1 AND state = 'OPEN' ORDER BY month",
    [`${year}-12-01`],
  );
  const desk = await openReportDesk(site().bank, 'year');
  const { sha256 } = await desk.make(year);
  const { content } = await desk.read(year);
  const asked = [...(content?.pack?.rules ?? []), ...(content?.yearEnd?.ties ?? [])];
  const explanations = asked
    .filter(({ outcome }) => outcome === 'explain')
    .map(({ id }) => ({ rule: id, text: 'A bank of few days' }));
  const review = await desk.step(desk.accountant, `${year}:${version}/review`, { sha256, explanations });
  const filing = await desk.step(desk.administrator, `${year}:${version}/filing`, { sha256 });
  expect([review.status, filing.status]).toEqual([200, 200]);
}

describe('the statements of an account, without JavaScript', () => {
  it('say when the first one is there', async () => {
    const page = await alice.get(place);
    expect(page.status).toBe(200);
    expect(page.html).toContain('No statement yet');
    expect(page.html).toContain('The first one, of January 2026, is there once the month is over.');
    expect(page.html).not.toContain('format=pdf');
  });

  it('are links to files, which the API’s answers are', async () => {
    await rollTo(site().bank, '2026-02-02');
    const page = await alice.get(place);
    const links = [...page.html.matchAll(/<a href="([^"]+)" download="([^"]+)" aria-label="([^"]+)">/g)];
    expect(links.map(([, , , label]) => label)).toEqual(
      ['PDF', 'CSV', 'OFX', 'JSON'].map((format) => `Statement of January 2026 as ${format}`),
    );
    for (const [, href = '', name = ''] of links) {
      const file = await alice.get(href.replaceAll('&amp;', '&'));
      const bytes = Buffer.from(file.html, 'base64');
      expect(file.status).toBe(200);
      expect(file.headers).toMatchObject({
        'content-disposition': `attachment; filename="${name}"`,
        etag: `"${createHash('sha256').update(bytes).digest('hex')}"`,
        'cache-control': 'no-store',
      });
    }
  });

  it('are reached by staff from the page of the account', async () => {
    const teller = site().visitor();
    await teller.signIn('teller');
    const interest = await teller.get(place.replace(/statements$/, 'interest'));
    expect(interest.html).toContain(`href="${place}"`);
    expect((await teller.get(place)).status).toBe(200);
  });

  it('and their files are not there for another customer, and refused to nobody', async () => {
    const bob = site().visitor();
    await bob.signIn('bob');
    const file = `/api/v1${place}/2026-01?format=csv`;
    expect([(await bob.get(place)).status, (await bob.get(file)).status]).toEqual([404, 404]);
    expect((await site().visitor().get(file)).status).toBe(401);
    for (const odd of ['2026-01%2f..', '..%2f..', '2026-1'])
      expect((await alice.get(`/api/v1${place}/${odd}`)).status).toBe(404);
  });
});

describe('a file that is not to be had', () => {
  it('is told as that, and not as an outage in which to ask again', async () => {
    const answer = await alice.get(`/api/v1${place}/2026-01?format=xml`);
    expect([answer.status, answer.html]).toEqual([400, 'There is no such file.']);
  });
});

describe('tax documents, without JavaScript', () => {
  it('say when the first ones are there', async () => {
    const page = await alice.get('/tax-documents');
    expect(page.status).toBe(200);
    expect(page.html).toContain('No year is over yet');
  });

  it('are there once a year is over, and say why no form is due', async () => {
    await rollTo(site().bank, '2027-01-04');
    const page = await alice.get('/tax-documents');
    expect(page.html).toContain('Not due: no interest was paid');
    expect(page.html).not.toContain('/api/v1/tax-forms/2026');
    const statement = await alice.get('/api/v1/annual-statements/2026?format=csv');
    expect(statement.headers['content-disposition']).toBe(
      'attachment; filename="ledgerbank-annual-statement-2026.csv"',
    );
    expect(Buffer.from(statement.html, 'base64').toString('utf8')).toContain('Closing balance,1234.56,USD');
  });

  it('say which form was corrected, in what and from when, and what the books can’t place', async () => {
    const { owner, app } = site().bank.database;
    const account = await aliceHas(site().bank, 0n);
    const interest = (minor: bigint): JournalDraft =>
      aJournal([
        { account: '2300', minor },
        { account, minor: -minor },
      ]);
    const wrong = interest(5_000n);
    await post(app, wrong, interest(2_000n));
    await rollTo(site().bank, '2028-01-03');
    await fileYear('2027');
    await post(app, await aReversal(owner, wrong.id), interest(700n), interest(-900n));
    const before = await alice.get('/tax-documents');
    expect(before.html).toContain('Corrected. ');
    expect(before.html).toContain('Your Form 1099-INT of 2027 was corrected');
    const [, told = ''] = before.html.split('What changed on Form 1099-INT of 2027');
    expect(told.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')).toMatch(
      /^ Box Before After Corrected on 1, Interest income \$70\.00 \$20\.00 Jan 3, 2028 /,
    );
    expect(before.html.indexOf('was corrected')).toBeLessThan(before.html.indexOf('Documents by year'));
    expect(before.html).not.toContain('About Form 1099-INT of 2027');
    await rollTo(site().bank, '2029-01-02');
    const after = await alice.get('/tax-documents');
    expect(after.html).toContain('About Form 1099-INT of 2028');
    expect(after.html).toContain('In 2028, 2.00 of interest was taken back beyond what the year has.');
  });

  it('come with a message about a form that an amendment corrects, of which the page of the year says who gets one', async () => {
    const accountant = site().visitor();
    await accountant.signIn('accountant');
    const words = async (): Promise<string> =>
      (await accountant.get('/reports/year/2027')).html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    const desk = await openReportDesk(site().bank, 'year');
    await desk.step(desk.accountant, '2027:1/amendment', { reason: 'Interest taken back' });
    await desk.make('2027');
    const whom = 'to those whose form is another one than in version 1.';
    expect(await words()).toContain(`When this version is filed, a message goes ${whom}`);
    expect((await alice.get('/messages')).html).toContain('There are no messages for you');
    await fileYear('2027', 2);
    expect(await words()).toContain(`When this version was filed, a message went ${whom}`);
    expect((await alice.get('/messages')).html).toContain(
      'href="/tax-documents" data-discover="true">The bank has filed a corrected Form 1099-INT of 2027 for you',
    );
  });
});
