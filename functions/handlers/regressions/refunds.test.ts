import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Answer } from '../../../local/testing/bank.ts';
import { brokenRules, wholeBooks } from '../../../local/testing/books.ts';
import {
  aliceHas,
  balanceOf,
  bobHas,
  journalBody,
  openDesk,
  problem,
  type Desk,
} from '../../../local/testing/front-door.ts';

const bank = useBank();
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(bank());
});

interface Payment {
  readonly payer: string;
  readonly payee: string;
  readonly reversals: string;
}

/** A payment of 400 out of 1,000, and where it is reversed. */
async function aPayment(): Promise<Payment> {
  const [payer, payee] = [await aliceHas(bank(), 1_000n), await bobHas(bank(), 1_000n)];
  const { status, body } = await desk.accountant.post('/api/v1/journals', journalBody(payer, payee, 400n));
  expect(status).toBe(201);
  return { payer, payee, reversals: `/api/v1/journals/${(body as { id: string }).id}/reversals` };
}

const balances = async ({ payer, payee }: Payment): Promise<bigint[]> => [
  await balanceOf(bank(), payer),
  await balanceOf(bank(), payee),
];
const reverse = ({ reversals }: Payment, key?: string): Promise<Answer> =>
  desk.accountant.post(reversals, {}, key ? { headers: { 'idempotency-key': key } } : {});

describe('Regression 1: a second refund is refused and carried out all the same', () => {
  it('the refusal of a second reversal leaves the books as they were', async () => {
    const payment = await aPayment();
    expect((await reverse(payment)).status).toBe(201);
    const before = await wholeBooks(bank().database.owner);
    expect(problem(await reverse(payment))).toEqual({ status: 409, code: 'reversal-refused' });
    expect(problem(await reverse(payment, 'refused-and-sent-again'))).toMatchObject({ status: 409 });
    expect(problem(await reverse(payment, 'refused-and-sent-again'))).toMatchObject({ status: 409 });
    expect(await wholeBooks(bank().database.owner)).toEqual(before);
    expect(await balances(payment)).toEqual([1_000n, 1_000n]);
  });
});

describe('Regression 2: two reversals of one payment race and both go through', () => {
  it('the same request sent many times at once reverses once, and all are told the same', async () => {
    const payment = await aPayment();
    const answers = await Promise.all(Array.from({ length: 10 }, () => reverse(payment, 'one-of-many')));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await balances(payment)).toEqual([1_000n, 1_000n]);
    expect(await brokenRules(bank().database.owner)).toEqual([]);
  });
});

describe('Regression 3: two refunds of one payment under different keys both go through', () => {
  it('of many reversals with keys of their own one is made, and the others change nothing', async () => {
    const payment = await aPayment();
    const answers = await Promise.all(Array.from({ length: 10 }, () => reverse(payment)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status !== 201).map(problem);
    expect(refused).toEqual(refused.map(() => ({ status: 409, code: 'reversal-refused' })));
    expect(await balances(payment)).toEqual([1_000n, 1_000n]);
    expect(await brokenRules(bank().database.owner)).toEqual([]);
  });
});
