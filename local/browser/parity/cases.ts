import type { ScreenId } from '../../../web/views/screens.ts';
import { approvalCases, type ApprovalThings } from './approval-cases.ts';
import { dayCases } from './day-cases.ts';
import { depositCases, documentCases, loanCases } from './deposit-and-loan-cases.ts';
import { reportCases } from './report-cases.ts';
import { checkCases, paymentCases, type PaymentThings } from './payment-cases.ts';
import { productCases } from './product-cases.ts';
import type { BadForm, Cases, ScreenCases } from './screen-cases.ts';
import { signInCases } from './sign-in-cases.ts';

/** Ids of things in the demo bank that addresses are made of. */
export interface Things extends PaymentThings, ApprovalThings {
  readonly account: string;
  /** Alice’s certificate of deposit. */
  readonly certificate: string;
  readonly emptyAccount: string;
  /** Alice’s, with a payment. */
  readonly loan: string;
  readonly draft: string;
  readonly transfer: string;
  readonly customer: string;
  readonly customerWithoutAccounts: string;
  readonly journal: string;
  readonly cashReceipt: string;
  /** An import that is done, with a line posted and one refused. */
  readonly import: string;
  /** A journal on Alice’s account that is sealed and published. */
  readonly sealedJournal: string;
}

/** Every screen in its states. A screen without its cases does not compile. */
export function casesOf(things: Things): Record<ScreenId, ScreenCases> {
  return {
    ...sessionCases,
    ...signInCases,
    ...customerCases(things),
    ...depositCases(things),
    ...loanCases(things),
    ...documentCases(things),
    ...paymentCases(things),
    ...productCases(things),
    ...staffCases(things),
  };
}

const sessionCases: Cases<'home' | 'signIn' | 'signOut'> = {
  home: { states: { typical: '/' } },
  signIn: {
    states: { typical: '/sign-in', deep: '/sign-in?returnTo=/transfers/new' },
    badForms: [
      { name: 'nothing', path: '/sign-in', fields: { userName: '' }, userName: '' },
      {
        name: 'wrong password',
        path: '/sign-in',
        fields: { userName: 'alice', password: 'x' },
        userName: '',
      },
    ],
  },
  signOut: { states: { typical: '/sign-out' } },
};

function customerCases(
  things: Things,
): Cases<'accounts' | 'account' | 'transfer' | 'transferCheck' | 'transferReceipt' | 'proof'> {
  return {
    accounts: { states: { typical: '/accounts' } },
    account: {
      states: {
        typical: `/accounts/${things.account}`,
        empty: `/accounts/${things.emptyAccount}`,
        filtered: `/accounts/${things.account}?direction=debit&q=card&min=5`,
        'nothing found': `/accounts/${things.account}?q=nosuchthing`,
        'wrong filter': `/accounts/${things.account}?from=2026-02-01&to=2026-01-01&min=x`,
        'as of a date': `/accounts/${things.account}?asOf=2026-09-30`,
        'as known at': `/accounts/${things.account}?asOf=2026-09-30&knownAt=2026-01-01T09:30`,
        'wrong date': `/accounts/${things.account}?asOf=2999-01-01&knownAt=soon`,
        'not mine': '/accounts/acc_00000000-0000-4000-8000-000000000000',
      },
    },
    transfer: {
      states: {
        typical: '/transfers/new',
        kept: `/transfers/new?draft=${things.draft}`,
        'draft gone': '/transfers/new?draft=drf_00000000-0000-4000-8000-000000000000',
      },
      badForms: [
        { name: 'nothing', path: '/transfers/new', fields: {}, userName: 'alice' },
        badTransfer({ to: '12' }),
        badTransfer({ amount: '1,2' }),
        badTransfer({ amount: '99,000,000' }),
        badTransfer({ reference: 'x'.repeat(141) }),
      ],
    },
    transferCheck: {
      states: {
        typical: `/transfers/check/${things.draft}`,
        gone: '/transfers/check/drf_00000000-0000-4000-8000-000000000000',
      },
    },
    proof: {
      states: {
        typical: `/proofs/${things.sealedJournal}`,
        missing: '/proofs/jnl_00000000-0000-4000-8000-000000000000',
      },
    },
    transferReceipt: {
      states: {
        typical: `/transfers/${things.transfer}`,
        missing: '/transfers/trf_00000000-0000-4000-8000-000000000000',
      },
    },
  };
}

type CustomersOnly =
  | keyof typeof sessionCases
  | keyof typeof signInCases
  | keyof ReturnType<typeof customerCases>
  | keyof ReturnType<typeof depositCases>
  | keyof ReturnType<typeof loanCases>
  | keyof ReturnType<typeof documentCases>
  | keyof ReturnType<typeof paymentCases>
  | keyof ReturnType<typeof productCases>;

function staffCases(things: Things): Omit<Cases<ScreenId>, CustomersOnly> {
  return {
    counter: {
      states: { typical: '/counter', prepared: '/counter?account=1000000101' },
      badForms: [
        { name: 'nothing', path: '/counter', fields: {}, userName: 'teller' },
        badCash({ account: '9999999999' }),
        badCash({ amount: 'ten' }),
        badCash({ amount: '99,000,000', kind: 'withdrawal' }),
      ],
    },
    cashReceipt: { states: { typical: `/counter/receipts/${things.cashReceipt}` } },
    ...peopleCases(things),
    trialBalance: {
      states: {
        typical: '/trial-balance',
        past: '/trial-balance?asOf=2025-12-31',
        empty: '/trial-balance?asOf=2020-01-31',
        'not reached': '/trial-balance?asOf=2027-01-01',
        'no date': '/trial-balance?asOf=soon',
      },
    },
    journals: { states: { typical: '/journals', 'bad cursor': '/journals?cursor=made-up' } },
    journal: {
      states: {
        typical: `/journals/${things.journal}`,
        missing: '/journals/jnl_00000000-0000-4000-8000-000000000000',
      },
    },
    ...reportCases(),
    ...importCases(things),
    ...approvalCases(things),
    ...dayCases(),
    ...checkCases(things),
  };
}

function peopleCases(things: Things): Cases<'customers' | 'customer' | 'customerSignIns'> {
  return {
    // Nobody signs in as this one meanwhile.
    customerSignIns: {
      states: {
        typical: `/customers/${things.customerWithoutAccounts}/sign-ins`,
        missing: '/customers/cus_00000000-0000-4000-8000-000000000000/sign-ins',
      },
    },
    customers: {
      states: {
        typical: '/customers?q=alice',
        unasked: '/customers',
        empty: '/customers?q=nobody+here',
        'too short': '/customers?q=a',
      },
      badForms: [{ name: 'nothing', path: '/customers', fields: { personal: '' }, userName: 'teller' }],
    },
    customer: {
      states: {
        typical: `/customers/${things.customer}`,
        empty: `/customers/${things.customerWithoutAccounts}`,
        missing: '/customers/cus_00000000-0000-4000-8000-000000000000',
      },
      badForms: [
        {
          name: 'no tax number',
          path: `/customers/${things.customer}`,
          fields: { _do: 'store', field: 'tax-id', value: '12' },
          userName: 'teller',
        },
      ],
    },
  };
}

function importCases(things: Things): Cases<'imports' | 'import'> {
  return {
    imports: {
      states: { typical: '/imports' },
      badForms: [{ name: 'no file', path: '/imports', fields: {}, userName: 'accountant' }],
    },
    import: {
      states: {
        typical: `/imports/${things.import}`,
        refused: `/imports/${things.import}?outcome=refused`,
        none: `/imports/${things.import}?outcome=skipped`,
        missing: '/imports/imp_00000000-0000-8000-8000-000000000000',
      },
    },
  };
}

function badTransfer(wrong: Record<string, string>): BadForm {
  const good = { to: '1000000201', amount: '20.00', reference: 'Kept' };
  return {
    name: Object.keys(wrong).join(),
    path: '/transfers/new',
    fields: { ...good, ...wrong },
    userName: 'alice',
  };
}

function badCash(wrong: Record<string, string>): BadForm {
  const good = { account: '1000000101', amount: '20.00', reference: 'Kept' };
  return {
    name: Object.keys(wrong).join(),
    path: '/counter',
    fields: { ...good, ...wrong },
    userName: 'teller',
  };
}
