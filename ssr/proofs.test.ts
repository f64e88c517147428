import { beforeAll, describe, expect, it } from '@jest/globals';
import { aCashDeposit, aTransfer, post } from '../local/testing/journals.ts';
import { sealAll } from '../local/testing/sealed.ts';
import type { Transport, TransportAnswer } from '../web/client/client.ts';
import { inProcess, openSite, type Visitor } from './testing/site.ts';

const site = openSite();
const visitors = new Map<string, Visitor>();
const visitor = (name: string): Visitor => visitors.get(name) ?? site().visitor();

beforeAll(async () => {
  const { bank } = site();
  await post(bank.database.app, aCashDeposit(bank.cast.alice.accountId, 100_000n));
  for (const name of ['alice', 'bob', 'carla', 'teller', 'auditor']) {
    const someone = site().visitor();
    await someone.signIn(name);
    visitors.set(name, someone);
  }
});

async function transfer(): Promise<string> {
  const { bank } = site();
  const { alice, bob } = bank.cast;
  const [posted] = await post(bank.database.app, {
    ...aTransfer(alice.accountId, bob.accountId, 1234n),
    reference: 'Rent & <light>',
  });
  return posted?.id ?? '';
}

async function runSealer(): Promise<void> {
  const { handler } = await import('../functions/handlers/sealer.lambda.ts');
  await handler({}, { getRemainingTimeInMillis: () => 50_000 });
}

/** Changes what the API answers at these paths on its way to the page. */
function changing(paths: RegExp, change: (text: string) => string): Transport {
  const reach = inProcess(site().bank);
  return async (path, init) => {
    const answer: TransportAnswer = await reach(path, init);
    if (!paths.test(path)) return answer;
    const text = change(await answer.text());
    return { ...answer, text: () => Promise.resolve(text) };
  };
}

async function pageThrough(transport: Transport, path: string): Promise<string> {
  site().reachApiBy(transport);
  try {
    return (await visitor('alice').get(path)).html;
  } finally {
    site().reachApiBy(undefined);
  }
}

describe('the proof of a transfer', () => {
  let id: string;
  let path: string;
  beforeAll(async () => {
    id = await transfer();
    path = `/proofs/jnl_${id}`;
  });

  it('is linked from its receipt, and says that it waits to be sealed', async () => {
    const receipt = await visitor('alice').get(`/transfers/trf_${id}`);
    expect(receipt.html).toContain(`href="${path}"`);
    const page = await visitor('alice').get(path);
    expect([page.status, page.html]).toEqual([200, expect.stringContaining('Not sealed yet')]);
    expect(page.html).not.toContain('download');
  });

  it('comes out before its block is published, but says that it is not', async () => {
    await sealAll(site().bank.database.app);
    expect((await visitor('alice').get(path)).html).toContain('It matches, and waits to be published');
  });

  it('comes out for both parties, each with its own entry, and for the auditor with all', async () => {
    await runSealer();
    const { alice, bob } = site().bank.cast;
    const pages = await Promise.all(['alice', 'bob', 'auditor'].map((who) => visitor(who).get(path)));
    for (const { status, html } of pages) {
      expect([status, html]).toEqual([200, expect.stringContaining('>It matches<')]);
      expect(html).toContain('Rent &amp; &lt;light&gt;');
      expect(html).not.toContain('Does not match');
    }
    const shows = (account: string): boolean[] => pages.map(({ html }) => html.includes(account));
    expect([shows(alice.accountId), shows(bob.accountId)]).toEqual([
      [true, false, true],
      [false, true, true],
    ]);
    expect(pages[0]?.html).toMatch(/Debit of <span[^>]*>\$12\.34/);
    expect(pages[1]?.html).toMatch(/Credit of <span[^>]*>\$12\.34/);
  });

  it('can be kept: the download is what the page was made from', async () => {
    const { html } = await visitor('alice').get(path);
    const [, href = ''] =
      /href="data:application\/json;charset=utf-8,([^"]+)" download="proof-jnl_/.exec(html) ?? [];
    const kept = JSON.parse(decodeURIComponent(href)) as {
      proof: { journalId: string };
      published: { root: string };
    };
    expect(kept.proof.journalId).toBe(`jnl_${id}`);
    expect(html).toContain(kept.published.root);
  });

  it.each<[string, RegExp, (text: string) => string, string]>([
    [
      'the amount',
      /\/proof$/,
      (text) => text.replaceAll('1234', '9234'),
      'Each part’s text has the part’s fingerprint',
    ],
    [
      'the reference',
      /\/proof$/,
      (text) => text.replace('Rent', 'Gift'),
      'All parts together make the journal’s fingerprint',
    ],
    [
      'the journal',
      /\/proof$/,
      (text) => text.replace(/(\\"id\\" : \\")\w/, '$1x'),
      'The text is that of this journal',
    ],
    [
      'the published root',
      /published-blocks/,
      (text) => text.replace(/"root":"[0-9a-f]{64}"/, `"root":"${'0'.repeat(64)}"`),
      'is the one that was published',
    ],
  ])(
    'does not match after somebody has changed %s on the way, and says where',
    async (_what, paths, change, step) => {
      const html = await pageThrough(changing(paths, change), path);
      expect(html).toContain('It does not match');
      expect(html).toContain(`The first step that does not come out is “`);
      expect(html.slice(html.indexOf('The first step'), html.indexOf('Download the proof, keep'))).toContain(
        step,
      );
      expect(html).toContain('Does not match');
    },
  );

  it.each([
    ['carla', 404],
    ['teller', 403],
    ['nobody', 401],
  ])('is not shown to %s', async (who, status) => {
    expect((await visitor(who).get(path)).status).toBe(status);
  });

  it('leads the auditor back to the journal, and from there again', async () => {
    expect((await visitor('auditor').get(path)).html).toContain(`href="/journals/jnl_${id}"`);
    expect((await visitor('auditor').get(`/journals/jnl_${id}`)).html).toContain(`href="${path}"`);
    expect((await visitor('alice').get(path)).html).toContain('Back to your accounts');
  });
});
