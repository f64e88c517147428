import type { Cases } from './screen-cases.ts';

interface Things {
  readonly account: string;
  readonly certificate: string;
  readonly emptyAccount: string;
  readonly loan: string;
}

/** What deposits earn, and what the bank offers. */
export function depositCases(
  things: Pick<Things, 'account' | 'certificate'>,
): Cases<'interest' | 'products' | 'product'> {
  return {
    interest: {
      states: {
        typical: `/accounts/${things.account}/interest`,
        certificate: `/accounts/${things.certificate}/interest`,
        'not mine': '/accounts/acc_00000000-0000-4000-8000-000000000000/interest',
      },
    },
    products: { states: { typical: '/products' } },
    product: {
      states: {
        typical: '/products/savings',
        certificate: '/products/certificate-6',
        'without interest': '/products/checking',
        missing: '/products/no-such-thing',
      },
    },
  };
}

/** What is kept on paper: of accounts by month, of customers by year. */
export function documentCases(
  things: Pick<Things, 'account' | 'emptyAccount' | 'loan'>,
): Cases<'statements' | 'taxDocuments'> {
  return {
    statements: {
      states: {
        typical: `/accounts/${things.account}/statements`,
        empty: `/accounts/${things.emptyAccount}/statements`,
        loan: `/accounts/${things.loan}/statements`,
        'not mine': '/accounts/acc_00000000-0000-4000-8000-000000000000/statements',
      },
    },
    taxDocuments: { states: { typical: '/tax-documents' } },
  };
}

/** What is lent. */
export function loanCases(things: Pick<Things, 'account' | 'loan'>): Cases<'loan'> {
  return {
    loan: {
      states: {
        typical: `/loans/${things.loan}`,
        whole: `/loans/${things.loan}?schedule=all`,
        'no loan': `/loans/${things.account}`,
      },
      badForms: [
        { name: 'no amount', path: `/loans/${things.loan}`, fields: { amount: '' }, userName: 'alice' },
        { name: 'too much', path: `/loans/${things.loan}`, fields: { amount: '99,000' }, userName: 'alice' },
      ],
    },
  };
}
