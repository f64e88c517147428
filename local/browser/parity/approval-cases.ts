import type { Cases } from './screen-cases.ts';

/** Ids of what these addresses are made of. */
export interface ApprovalThings {
  /** An approval that waits, and one that was rejected; asked for by the accountant. */
  readonly approval: string;
  readonly rejectedApproval: string;
}

interface Named extends ApprovalThings {
  readonly account: string;
}

/** What one person asks for and another approves, and who may sign in. */
export function approvalCases(
  things: Named,
): Cases<'approvals' | 'approval' | 'limits' | 'newJournal' | 'users' | 'user' | 'audit'> {
  const limits = `/accounts/${things.account}/limits`;
  return {
    approvals: { states: { typical: '/approvals' } },
    approval: {
      states: {
        typical: `/approvals/${things.approval}`,
        rejected: `/approvals/${things.rejectedApproval}`,
        missing: '/approvals/apr_00000000-0000-4000-8000-000000000000',
      },
      badForms: [
        {
          name: 'long note',
          path: `/approvals/${things.approval}`,
          fields: { note: 'x'.repeat(501), _decision: 'rejected' },
          userName: 'administrator',
        },
      ],
    },
    limits: {
      states: { typical: limits },
      badForms: [
        { name: 'nothing', path: limits, fields: {}, userName: 'accountant' },
        { name: 'no number', path: limits, fields: { amount1: 'ten', reason: 'x' }, userName: 'accountant' },
      ],
    },
    newJournal: {
      states: { typical: '/journals/new' },
      badForms: [
        { name: 'nothing', path: '/journals/new', fields: {}, userName: 'accountant' },
        {
          name: 'too large for one person',
          path: '/journals/new',
          fields: {
            description: 'A new roof',
            account1: '7090',
            debit1: '25,000.00',
            account2: '1010',
            credit2: '25,000.00',
          },
          userName: 'accountant',
        },
      ],
    },
    // Every look at it may add to it, so what is compared is a day of long ago.
    audit: { states: { typical: '/audit?day=2026-01-01', 'one kind': '/audit?day=2026-01-01&kind=denial' } },
    users: { states: { typical: '/users', found: '/users?beginsWith=a', empty: '/users?beginsWith=zz' } },
    user: {
      states: { typical: '/users/teller', missing: '/users/nobody' },
      badForms: [{ name: 'no reason', path: '/users/teller', fields: {}, userName: 'administrator' }],
    },
  };
}
