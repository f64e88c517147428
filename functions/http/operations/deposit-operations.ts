import type { InterestView, ProductView } from '../../contract/deposits.ts';
import { compoundingOf, type AccountInterest, type DepositProduct } from '../../domain/deposit-product.ts';
import { publicId } from '../../domain/ids.ts';
import { creditedMinor } from '../../domain/interest/accrual.ts';
import { tierYields } from '../../domain/interest/apy.ts';
import { periodYield } from '../../domain/interest/period-yield.ts';
import { decimalText } from '../../domain/interest/rational.ts';
import { readInterest, readProduct, type ReadDepositPorts } from '../../services/read-deposits.ts';
import { principalOf, type Operations } from '../operation.ts';
import { innerId } from './identify.ts';
import { moneyView } from './present.ts';

/** Rates in percent, with the decimals they have beyond two. */
function rateText(ratePpm: bigint): string {
  return decimalText({ numerator: ratePpm, denominator: 10_000n }, ratePpm % 100n === 0n ? 2 : 4);
}

const usd = (minor: bigint): ReturnType<typeof moneyView> => moneyView(minor, 'USD');

function productView(product: DepositProduct): ProductView {
  const { code, kind, name, description, asOf, tierMethod, termMonths, graceDays, penaltyDays } = product;
  const { waiveBalanceMinor, waiveDepositsMinor } = product;
  const yields = tierYields(tierMethod, product.tiers, compoundingOf(product));
  return {
    ...{ code, kind, name, description, asOf, tierMethod, termMonths, graceDays, penaltyDays },
    tiers: yields.map(({ fromMinor, ratePpm, lowest, highest }) => ({
      from: usd(fromMinor),
      rate: rateText(ratePpm),
      lowestApy: lowest,
      highestApy: highest,
    })),
    creditMonths: [...product.creditMonths],
    minimumOpening: usd(product.minimumOpeningMinor),
    maintenanceFee: usd(product.maintenanceFeeMinor),
    waiveBalance: waiveBalanceMinor === null ? null : usd(waiveBalanceMinor),
    waiveDeposits: waiveDepositsMinor === null ? null : usd(waiveDepositsMinor),
    overdraftFee: usd(product.overdraftFeeMinor),
    overdraftFeesADay: product.overdraftFeesADay,
    overdraftFree: usd(product.overdraftFreeMinor),
    overdraftRate: rateText(product.overdraftRatePpm),
  };
}

function periodView(interest: AccountInterest): InterestView['period'] {
  const { period, currency, creditMonths, certificate } = interest;
  if (period === null) return null;
  const termDays = certificate?.termDays ?? null;
  const { averageDailyBalanceMinor, apye } = periodYield({ ...period, creditMonths, termDays });
  return {
    from: period.from,
    to: period.to,
    interest: moneyView(creditedMinor(period.numerator), currency),
    averageDailyBalance: moneyView(averageDailyBalanceMinor, currency),
    apye,
  };
}

function interestView(accountId: string, interest: AccountInterest): InterestView {
  const { asOf, product, currency, accruedThrough, nextCreditOn, certificate } = interest;
  return {
    accountId: publicId('account', accountId),
    ...{ asOf, product, accruedThrough, nextCreditOn },
    rate: rateText(interest.ratePpm),
    accrued: moneyView(creditedMinor(interest.accruedNumerator), currency),
    yearInterest: moneyView(interest.yearInterestMinor, currency),
    yearWithheld: moneyView(interest.yearWithheldMinor, currency),
    period: periodView(interest),
    certificate: certificate && { ...certificate },
    fees: interest.fees.map(({ amountMinor, ...fee }) => ({
      ...fee,
      amount: moneyView(amountMinor, currency),
    })),
  };
}

export function depositOperations(
  ports: ReadDepositPorts,
): Operations<'listProducts' | 'getProduct' | 'getInterest'> {
  return {
    async listProducts() {
      return { body: { items: (await ports.deposits.products()).map(productView) } };
    },
    async getProduct({ params }) {
      return { body: productView(await readProduct(ports.deposits, params.code)) };
    },
    async getInterest({ params, state }) {
      const accountId = innerId('account', params.accountId);
      const interest = await readInterest(ports, principalOf(state), accountId);
      return { body: interestView(accountId, interest) };
    },
  };
}
