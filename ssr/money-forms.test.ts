import { beforeAll, describe, expect, it } from '@jest/globals';
import { publicId } from '../functions/domain/ids.ts';
import { aCashDeposit, post } from '../local/testing/journals.ts';
import type { Transport } from '../web/client/client.ts';
import { inProcess, openSite } from './testing/site.ts';

const site = openSite();

beforeAll(async () => {
  const { bank } = site();
  await post(bank.database.app, aCashDeposit(bank.cast.alice.accountId, 100_000n));
});

/** The API as it is while Aurora is away: whatever is about transfers gets 503, the rest has other sources. */
function ledgerAway(): Transport {
  const api = inProcess(site().bank);
  const problem = { status: 503, code: 'books-unavailable', detail: 'Away.', traceId: 'abc123' };
  const away = {
    status: 503,
    headers: { get: () => null },
    text: () => Promise.resolve(JSON.stringify(problem)),
  };
  return async (path, init) => (path.startsWith('/api/v1/transfers') ? away : api(path, init));
}

describe('a checked transfer', () => {
  it('that can’t be paid while the ledger is away stays on its page, and is paid from there later', async () => {
    const alice = site().visitor();
    await alice.signIn('alice');
    const { cast, database } = site().bank;
    const number = 'SELECT number FROM bank.account WHERE id = $1';
    const { rows } = await database.owner.query<{ number: string }>(number, [cast.bob.accountId]);
    const entered = await alice.post('/transfers/new', {
      ...alice.formOf(await alice.get('/transfers/new')),
      from: publicId('account', cast.alice.accountId),
      to: rows[0]?.number ?? '',
      amount: '3.00',
      reference: '',
    });
    const check = await alice.follow(entered);
    const place = entered.location ?? '';
    site().reachApiBy(ledgerAway());
    const seen = await alice.get(place);
    expect([seen.status, seen.html.includes('Nothing has been paid yet')]).toEqual([200, false]);
    const told = await alice.post(place, alice.formOf(check));
    site().reachApiBy(undefined);
    expect(told.status).toBe(503);
    expect(told.html).toMatch(/it will not be done twice[\s\S]*abc123[\s\S]*\$3\.00[\s\S]*Pay<\/button>/);
    const paid = await alice.post(place, alice.formOf(told));
    expect(paid.location).toMatch(/^\/transfers\/trf_/);
  });
});

describe('the counter', () => {
  it('asks browsers not to fill in again what was posted, beside another key', async () => {
    const teller = site().visitor();
    await teller.signIn('teller');
    expect((await teller.get('/counter')).html).toMatch(
      /<form[^>]*autocomplete="off"[^>]*action="\/counter"/i,
    );
  });
});
