import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { wholeBooks } from '../../local/testing/books.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';
import type { TransferPreviewView } from '../contract/transfers.ts';
import { publicId } from '../domain/ids.ts';

const bank = useBank();
let alice: Caller;

beforeAll(async () => {
  alice = await bank().signIn('alice');
});
beforeEach(async () => {
  await post(bank().database.app, aCashDeposit(bank().cast.alice.accountId, 10_000n));
});

interface Asked {
  readonly dryRun?: boolean;
  readonly previewToken?: string;
  readonly amount?: string;
  readonly to?: string;
}

async function send({ amount = '2500', to, ...way }: Asked, key?: string): Promise<Answer> {
  const { cast } = bank();
  const body = {
    fromAccountId: publicId('account', cast.alice.accountId),
    to: to ?? publicId('account', cast.bob.accountId),
    amount: { minor: amount, currency: 'USD' },
    ...way,
  };
  return alice.post('/api/v1/transfers', body, { headers: { 'idempotency-key': key } });
}

async function preview(): Promise<TransferPreviewView> {
  const { status, body } = await send({ dryRun: true });
  expect(status).toBe(200);
  return body as TransferPreviewView;
}

async function balance(): Promise<bigint> {
  const { body } = await alice.get('/api/v1/accounts');
  return BigInt((body as { items: { balance: { minor: string } }[] }).items[0]?.balance.minor ?? '-1');
}

describe('a dry run', () => {
  it('answers what the transfer would do and leaves the books as they were', async () => {
    const before = await wholeBooks(bank().database.owner);
    const held = await balance();
    expect(await preview()).toMatchObject({
      status: 'previewed',
      balanceAfter: { minor: (held - 2500n).toString(), currency: 'USD' },
      toOwnAccount: false,
    });
    expect(await wholeBooks(bank().database.owner)).toEqual(before);
  });

  it('is refused as the transfer would be', async () => {
    const tooMuch = await send({ dryRun: true, amount: '999999999' });
    expect([tooMuch.status, tooMuch.body]).toEqual([
      422,
      expect.objectContaining({ code: 'insufficient-funds' }),
    ]);
    const toNobody = await send({ dryRun: true, to: '9999999999' });
    expect(toNobody.body).toMatchObject({ code: 'account-not-found' });
  });
});

describe('a transfer that shows the token of its preview', () => {
  it('does what was shown, once', async () => {
    const { previewToken, balanceAfter } = await preview();
    const made = await send({ previewToken }, 'shown-and-made');
    expect([made.status, made.body]).toEqual([201, expect.objectContaining({ balanceAfter })]);
    const again = await send({ previewToken }, 'shown-and-made');
    expect([again.status, again.headers['idempotency-replayed']]).toEqual([201, 'true']);
    const withoutToken = await send({}, 'shown-and-made');
    expect(withoutToken.headers['idempotency-replayed']).toBe('true');
    expect(await balance()).toBe(BigInt(balanceAfter.minor));
  });

  it('is refused once the account has moved, and goes through with the next preview under the same key', async () => {
    const { previewToken } = await preview();
    await post(bank().database.app, aCashDeposit(bank().cast.alice.accountId, 1n));
    const before = await balance();
    const late = await send({ previewToken }, 'too-late');
    expect([late.status, late.body]).toEqual([409, expect.objectContaining({ code: 'preview-outdated' })]);
    expect(await balance()).toBe(before);
    const next = await preview();
    expect((await send({ previewToken: next.previewToken }, 'too-late')).status).toBe(201);
  });

  it('is refused with the token of another transfer', async () => {
    const { previewToken } = await preview();
    const other = await send({ previewToken, amount: '2501' }, 'another-amount');
    expect([other.status, other.body]).toEqual([409, expect.objectContaining({ code: 'preview-outdated' })]);
  });

  it('still needs a key', async () => {
    const { previewToken } = await preview();
    expect((await send({ previewToken })).body).toMatchObject({ code: 'idempotency-key-missing' });
  });
});
