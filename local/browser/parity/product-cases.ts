import type { Cases } from './screen-cases.ts';

interface ProductThings {
  readonly customer: string;
  readonly customerWithoutAccounts: string;
  /** Alice’s certificate of deposit. */
  readonly certificate: string;
  readonly account: string;
}

/** What staff open for customers: certificates and loans; and what they withdraw before its time. */
export function productCases(things: ProductThings): Cases<'newCertificate' | 'withdrawal' | 'newLoan'> {
  const { customer, customerWithoutAccounts: poor, certificate, account } = things;
  const [opening, lending] = [`/customers/${customer}/certificates/new`, `/customers/${customer}/loans/new`];
  const withdrawal = `/customers/${customer}/certificates/${certificate}/withdrawal`;
  return {
    newCertificate: {
      states: { typical: opening, 'without accounts': `/customers/${poor}/certificates/new` },
      badForms: [
        { name: 'nothing', path: opening, fields: {}, userName: 'teller' },
        { name: 'too little', path: opening, fields: { amount: '5' }, userName: 'teller' },
      ],
    },
    withdrawal: {
      states: {
        typical: withdrawal,
        'no certificate': `/customers/${customer}/certificates/${account}/withdrawal`,
      },
      badForms: [
        { name: 'too much', path: withdrawal, fields: { amount: '99,000,000' }, userName: 'teller' },
        { name: 'no amount', path: withdrawal, fields: { amount: 'all' }, userName: 'teller' },
      ],
    },
    newLoan: {
      states: { typical: lending, 'without accounts': `/customers/${poor}/loans/new` },
      badForms: [
        { name: 'nothing', path: lending, fields: {}, userName: 'accountant' },
        {
          name: 'too late',
          path: lending,
          fields: { principal: '5000', months: '24', firstDueOn: '2027-12-01' },
          userName: 'accountant',
        },
      ],
    },
  };
}
