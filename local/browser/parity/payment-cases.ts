import type { BadForm, Cases } from './screen-cases.ts';

/** Ids of what these addresses are made of. */
export interface PaymentThings {
  /** A standing order of Alice’s, and one that she paused. */
  readonly order: string;
  readonly pausedOrder: string;
  readonly orderDraft: string;
  /** A check that was deposited, and one that came back. */
  readonly check: string;
  readonly returnedCheck: string;
}

/** What customers have paid for them, and what is paid in at the counter, in their states. */
export function paymentCases(
  things: PaymentThings,
): Cases<'payments' | 'newPayment' | 'paymentCheck' | 'payment' | 'messages'> {
  return {
    payments: { states: { typical: '/payments' } },
    newPayment: {
      states: {
        typical: '/payments/new',
        kept: `/payments/new?draft=${things.orderDraft}`,
        'draft gone': '/payments/new?draft=drf_00000000-0000-4000-8000-000000000000',
      },
      badForms: [
        { name: 'nothing', path: '/payments/new', fields: {}, userName: 'alice' },
        badPayment({ to: '9999999999' }),
        badPayment({ startsOn: '2020-01-31' }),
        badPayment({ ends: 'after', endsAfter: 'many' }),
        badPayment({ ends: 'on', endsOn: '2026-11-01' }),
      ],
    },
    paymentCheck: {
      states: {
        typical: `/payments/check/${things.orderDraft}`,
        gone: '/payments/check/drf_00000000-0000-4000-8000-000000000000',
      },
    },
    payment: {
      states: {
        typical: `/payments/${things.order}`,
        'just set up': `/payments/${things.order}?done=set`,
        paused: `/payments/${things.pausedOrder}`,
        missing: '/payments/sto_00000000-0000-4000-8000-000000000000',
      },
    },
    messages: { states: { typical: '/messages' } },
  };
}

function badPayment(wrong: Record<string, string>): BadForm {
  const good = { to: '1000000201', amount: '20.00', startsOn: '2026-11-30', reference: 'Kept' };
  return {
    name: Object.keys(wrong).join(),
    path: '/payments/new',
    fields: { ...good, ...wrong },
    userName: 'alice',
  };
}

export function checkCases(things: PaymentThings): Cases<'checkReceipt' | 'drawer'> {
  return {
    drawer: {
      states: { typical: '/drawer' },
      badForms: [{ name: 'nothing', path: '/drawer', fields: {}, userName: 'teller' }],
    },
    checkReceipt: {
      states: {
        typical: `/counter/checks/${things.check}`,
        returned: `/counter/checks/${things.returnedCheck}`,
        missing: '/counter/checks/jnl_00000000-0000-4000-8000-000000000000',
      },
    },
  };
}
