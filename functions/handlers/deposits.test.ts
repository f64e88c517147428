import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Caller } from '../../local/testing/bank.ts';
import { anAccount } from '../../local/testing/cast.ts';
import { aDeposit, endDaysUntil } from '../../local/testing/deposits.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';
import type { InterestView, ProductView } from '../contract/deposits.ts';
import { publicId } from '../domain/ids.ts';
import { creditedMinor } from '../domain/interest/accrual.ts';

const bank = useBank();
let alice: Caller;
let savings: string;
let certificate: string;

const pathOf = (account: string): string => `/api/v1/accounts/${publicId('account', account)}/interest`;
const usd = (minor: string): { minor: string; currency: string } => ({ minor, currency: 'USD' });

beforeAll(async () => {
  const { database, cast } = bank();
  alice = await bank().signIn('alice');
  const customer = cast.alice.customerId;
  savings = await aDeposit(database.operator, customer, 'savings');
  await post(database.app, aCashDeposit(savings, 6_000_000n));
  const from = await anAccount(database.operator, customer, { balanceMinor: 2_000_000n });
  const wish = { number: '8000000001', customer, product: 'certificate-6', minor: '1000000', from };
  const { rows } = await database.operator.query<{ id: string }>(
    "SELECT bank.open_certificate($1::jsonb) ->> 'id' AS id",
    [JSON.stringify(wish)],
  );
  certificate = rows[0]?.id ?? '';
  await endDaysUntil(database.app, '2026-02-03');
});

describe('the products', () => {
  it('are for anybody, with yields as appendix A of Regulation DD reckons them', async () => {
    const { status, body } = await bank().anonymous.get('/api/v1/products');
    expect(status).toBe(200);
    const { items } = body as { items: ProductView[] };
    expect(items.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['checking', 'interest-checking', 'savings', 'money-market', 'certificate-24']),
    );
    expect(items.find(({ code }) => code === 'savings')).toMatchObject({
      kind: 'savings',
      tierMethod: 'slices',
      tiers: [
        { from: usd('0'), rate: '0.50', lowestApy: '0.50', highestApy: '0.50' },
        { from: usd('5000000'), rate: '0.65', lowestApy: '0.50', highestApy: '0.64' },
      ],
    });
  });

  it('are read one by one, with fees, waivers and penalties', async () => {
    const checking = await bank().anonymous.get('/api/v1/products/checking');
    expect(checking.body).toMatchObject({
      tiers: [],
      maintenanceFee: usd('600'),
      waiveBalance: usd('150000'),
      waiveDeposits: usd('50000'),
    });
    const certificates = await bank().anonymous.get('/api/v1/products/certificate-6');
    expect(certificates.body).toMatchObject({
      termMonths: 6,
      penaltyDays: 90,
      tiers: [{ rate: '3.80', lowestApy: '3.84', highestApy: '3.84' }],
    });
  });

  it('that do not exist are not found', async () => {
    const { status, body } = await bank().anonymous.get('/api/v1/products/gold');
    expect([status, body]).toEqual([404, expect.objectContaining({ code: 'not-found' })]);
  });
});

describe('the interest of an account', () => {
  it('shows rate, accrual, credits of the year and the yield earned last month', async () => {
    const { status, body } = await alice.get(pathOf(savings));
    expect(status).toBe(200);
    // $50,000 at 0.50 % and $10,000 at 0.65 %, from the 15th: 17 days of January, and two of February.
    const aDay = 5_000_000n * 5_000n + 1_000_000n * 6_500n;
    const january = creditedMinor(aDay * 17n);
    const interest = body as InterestView;
    expect(interest).toMatchObject({
      asOf: '2026-02-03',
      product: 'savings',
      rate: '0.65',
      accruedThrough: '2026-02-02',
      nextCreditOn: '2026-03-01',
      yearInterest: usd(january.toString()),
      yearWithheld: usd('0'),
      certificate: null,
      fees: [],
    });
    expect(interest.accrued).toEqual(usd(creditedMinor((aDay + january * 6_500n) * 2n).toString()));
    // The average over all 31 days is 17/31 of the balance, on which January earned.
    expect(interest.period).toEqual({
      from: '2026-01-01',
      to: '2026-01-31',
      interest: usd(january.toString()),
      averageDailyBalance: usd(((6_000_000n * 17n * 2n + 31n) / 62n).toString()),
      apye: '0.53',
    });
  });

  it('shows the term of a certificate, its maturity and what leaving early costs', async () => {
    const { body } = await alice.get(pathOf(certificate));
    expect(body).toMatchObject({
      rate: '3.80',
      nextCreditOn: '2026-07-15',
      certificate: {
        startsOn: '2026-01-15',
        maturesOn: '2026-07-15',
        noticeOn: '2026-06-15',
        penaltyDays: 90,
        graceDays: 10,
        atMaturity: 'renew',
      },
    });
  });

  it('is empty where the product has no terms', async () => {
    const { body } = await alice.get(pathOf(bank().cast.alice.accountId));
    expect(body).toMatchObject({ product: null, rate: '0.00', accrued: usd('0'), nextCreditOn: null });
  });

  it('is there for its owner and for staff, and for nobody else', async () => {
    const [bob, teller] = [await bank().signIn('bob'), await bank().signIn('teller')];
    expect((await teller.get(pathOf(savings))).status).toBe(200);
    expect((await bob.get(pathOf(savings))).status).toBe(404);
    expect((await bank().anonymous.get(pathOf(savings))).status).toBe(401);
  });
});
