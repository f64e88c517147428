import { describe, expect, it } from '@jest/globals';
import type { JournalDraft } from './journal.ts';
import * as customers from './journal-templates.ts';
import * as loans from './loan-journal-templates.ts';
import { usd } from './money.ts';
import * as overhead from './overhead-journal-templates.ts';
import * as treasury from './treasury-journal-templates.ts';

const five = usd(500n);
const dollar = usd(100n);

/** Entries as `code amount`, debits positive. */
const linesOf = ({ entries }: JournalDraft): string[] =>
  entries.map((entry) => `${'gl' in entry ? entry.gl : entry.account} ${entry.minor}`);

describe('posting rules of the bank’s own business', () => {
  it.each<[JournalDraft, string, string[]]>([
    [customers.checksCollected(five), 'P02', ['1040 500', '1020 -500']],
    [customers.cardsSettled(five, dollar), 'P11', ['2350 500', '1040 -400', '6075 -100']],
    [treasury.depositInterestAccrued('5020', five), 'D01', ['5020 500', '2300 -500']],
    [customers.interestCredited({ gl: '2080' }, five), 'D02', ['2300 500', '2080 -500']],
    [customers.backupWithholdingPaid(five), 'D03', ['2360 500', '1040 -500']],
    [loans.loanGranted('1421', five), 'L01', ['1421 500', '1040 -500']],
    [loans.loanInterestAccrued('4010', five), 'L02', ['1600 500', '4010 -500']],
    [
      loans.loanPaymentsCollected(dollar, [{ loan: '1421', minor: 500n }]),
      'L03',
      ['1040 600', '1600 -100', '1421 -500'],
    ],
    [loans.creditLossProvision(five), 'L06', ['5210 500', '1499 -500']],
    [loans.loanChargedOff('1473', five), 'L07', ['1499 500', '1473 -500']],
    [treasury.reserveInterestReceived(five), 'T01', ['1040 500', '4060 -500']],
    [treasury.securityBought('1220', five), 'T02', ['1220 500', '1040 -500']],
    [treasury.couponAccrued('4070', five), 'T03', ['1605 500', '4070 -500']],
    [treasury.couponReceived(five), 'T03', ['1040 500', '1605 -500']],
    [treasury.fairValueChanged(usd(-500n), usd(-100n)), 'T05', ['1229 -500', '1610 100', '3060 400']],
    [treasury.advanceDrawn(five), 'T07', ['1040 500', '2200 -500']],
    [treasury.advanceRepaid(five), 'T07', ['2200 500', '1040 -500']],
    [treasury.advanceInterestAccrued(five), 'T07', ['5050 500', '2305 -500']],
    [treasury.advanceInterestPaid(five), 'T07', ['2305 500', '1040 -500']],
    [
      overhead.payrollPaid({ gross: five, benefits: dollar, withheld: usd(150n) }),
      'T08',
      ['7010 500', '7015 100', '1040 -450', '2310 -150'],
    ],
    [overhead.withholdingsPaid(five), 'T08', ['2310 500', '1040 -500']],
    [overhead.invoiceReceived('7050', five, 'Data processing'), 'T09', ['7050 500', '2340 -500']],
    [overhead.invoicesPaid(five), 'T09', ['2340 500', '1040 -500']],
    [overhead.depreciation(five), 'T10', ['7035 500', '1529 -500']],
    [overhead.incomeTaxAccrued(five), 'T11', ['8010 500', '2315 -500']],
    [overhead.incomeTaxPaid(five), 'T11', ['2315 500', '1040 -500']],
    [overhead.dividendDeclared(five), 'T12', ['3050 500', '2380 -500']],
    [overhead.dividendPaid(five), 'T12', ['2380 500', '1040 -500']],
    [overhead.stockIssued(dollar, five), 'T13', ['1040 600', '3020 -100', '3030 -500']],
  ])('$description', (draft, template, lines) => {
    expect(draft.template).toBe(template);
    expect(linesOf(draft)).toEqual(lines);
  });
});

describe('posting rules of payments', () => {
  it.each<[JournalDraft, string, string[]]>([
    [customers.checkDeposit('a', five), 'P02', ['1020 500', 'a -500']],
    [customers.directDebit('a', five, 'City Water'), 'P04', ['a 500', '1040 -500']],
    [customers.wireSent('a', five, dollar), 'P09', ['a 500', '1040 -500', 'a 100', '6070 -100']],
    [customers.cardPurchase('a', five, 'Corner Pantry'), 'P11', ['a 500', '2350 -500']],
  ])('$description', (draft, template, lines) => {
    expect(draft.template).toBe(template);
    expect(linesOf(draft)).toEqual(lines);
  });
});

describe('the closing of a year', () => {
  const year = [
    { code: '1040', minor: 9_000n },
    { code: '4010', minor: -1_000n },
    { code: '6020', minor: 0n },
    { code: '7010', minor: 300n },
    { code: '8010', minor: 140n },
    { code: '9010', minor: 77n },
  ];

  it('moves net income, then dividends, to retained earnings', () => {
    expect(linesOf(overhead.yearClosed([...year, { code: '3050', minor: 60n }]))).toEqual([
      '4010 1000',
      '7010 -300',
      '8010 -140',
      '3040 -560',
      '3050 -60',
      '3040 60',
    ]);
  });

  it('has no line for what stands at zero', () => {
    expect(linesOf(overhead.yearClosed(year))).toEqual(['4010 1000', '7010 -300', '8010 -140', '3040 -560']);
  });
});
