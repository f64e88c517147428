import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { InterestView } from '../../../functions/contract/deposits.ts';
import { ButtonLink } from '../../ui/buttons.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatDate, formatMoney } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { screens } from '../screens.ts';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';

function InterestPage({ data: interest, session }: ScreenProps<InterestView>): ReactElement {
  const { product, certificate, period, fees } = interest;
  return (
    <Page title="Terms and interest" lead={`As of ${formatDate(interest.asOf)}.`}>
      <Facts layout="tiles" facts={tilesOf(interest)} />
      <Facts facts={yearFacts(interest)} />
      {certificate ? (
        <Section title="Certificate">
          <Facts facts={certificateFacts(certificate)} />
        </Section>
      ) : null}
      {period ? (
        <Section title="Last month">
          <Facts facts={periodFacts(period)} />
        </Section>
      ) : null}
      {fees.length === 0 ? null : (
        <Section title="Fees">
          <DataTable caption="Fees and why" columns={feeColumns} rows={fees} keyOf={keyOf} />
        </Section>
      )}
      <div className="lb-actions">
        <Link to={`/accounts/${interest.accountId}/statements`}>Statements of this account</Link>
        {product === null ? null : (
          <Link to={`${screens.products.path}/${product}`}>Rates and fees of this account</Link>
        )}
      </div>
      {session.permissions.includes('account:read-own') ? (
        <div className="lb-actions">
          <ButtonLink to={`/accounts/${interest.accountId}`}>Back to the account</ButtonLink>
        </div>
      ) : null}
    </Page>
  );
}

type TextFacts = readonly (readonly [name: string, value: string])[];

function tilesOf({
  rate,
  accrued,
  nextCreditOn,
}: InterestView): readonly (readonly [string, ReactElement | string])[] {
  return [
    ['Interest rate', `${rate} %`],
    ['Earned, not credited yet', <Money key="accrued" value={accrued} />],
    ...(nextCreditOn === null ? [] : ([['Next credit', formatDate(nextCreditOn)]] as const)),
  ];
}

function yearFacts({ accruedThrough, yearInterest, yearWithheld }: InterestView): TextFacts {
  return [
    ...(accruedThrough === null ? [] : ([['Earned up to', formatDate(accruedThrough)]] as const)),
    ['Credited this year', formatMoney(yearInterest)],
    ...(yearWithheld.minor === '0'
      ? []
      : ([['Of it withheld for taxes', formatMoney(yearWithheld)]] as const)),
  ];
}

function certificateFacts(certificate: NonNullable<InterestView['certificate']>): TextFacts {
  const { startsOn, maturesOn, atMaturity, graceDays, penaltyDays } = certificate;
  const isRenewed = atMaturity === 'renew';
  return [
    ['Term', `${formatDate(startsOn)} to ${formatDate(maturesOn)}`],
    [
      'At maturity',
      isRenewed ? `renewed; withdraw free of charge for ${graceDays} days after it` : 'paid out',
    ],
    ['Early withdrawal', `costs ${penaltyDays} days of interest on what is withdrawn`],
    ['Notice before maturity', formatDate(certificate.noticeOn)],
  ];
}

function periodFacts(period: NonNullable<InterestView['period']>): TextFacts {
  return [
    ['Period', `${formatDate(period.from)} to ${formatDate(period.to)}`],
    ['Interest earned', formatMoney(period.interest)],
    ['Average daily balance', formatMoney(period.averageDailyBalance)],
    ['Annual percentage yield earned', `${period.apye} %`],
  ];
}

type Fee = InterestView['fees'][number];

const keyOf = ({ fee, periodStart }: Fee): string => `${fee} ${periodStart}`;
const outcomeText = { charged: 'Charged', waived: 'Waived', uncollected: 'Not collected' } as const;

const feeColumns: readonly Column<Fee>[] = [
  {
    title: 'Fee',
    heads: true,
    cell: ({ fee, periodStart }) =>
      `${fee === 'P12' ? 'Maintenance, month from' : 'Overdraft,'} ${formatDate(periodStart)}`,
  },
  { title: 'Amount', align: 'end', beside: true, cell: ({ amount }) => <Money value={amount} /> },
  { title: 'Outcome', cell: ({ outcome }) => outcomeText[outcome] },
  { title: 'Why', cell: whyText },
];

function whyText({ rule, figure, amount: { currency } }: Fee): string {
  const money = (): string => formatMoney({ minor: figure, currency });
  const reasons: Readonly<Record<string, () => string>> = {
    'opening-month': () => 'the account was opened in this month',
    'minimum-balance': () => `the lowest balance was ${money()}`,
    'direct-deposits': () => `direct deposits came to ${money()}`,
    'fee-due': () => `the lowest balance was ${money()}`,
    'paid-into-overdraft': () => `${figure} items were paid into overdraft`,
  };
  return reasons[rule]?.() ?? rule;
}

/** What an account earns and is charged; for its owner and for staff. */
export const interestScreen: ScreenModule<InterestView> = {
  load: async (port, { params }) =>
    shown(await port.read('getInterest', { params: { accountId: params['accountId'] ?? '' } })),
  View: InterestPage,
};
