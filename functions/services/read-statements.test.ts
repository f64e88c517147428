import { describe, expect, it } from '@jest/globals';
import type { Account } from '../domain/account.ts';
import type { StatementFigures } from '../domain/documents/account-statement.ts';
import { quietMonth } from '../domain/testing/statement-figures.ts';
import type { StatementFormat } from '../domain/documents/document-file.ts';
import type { Principal } from '../domain/session.ts';
import { readStatementFile, type StatementPorts } from './read-statements.ts';

const named = { customerId: 'c', issuer: 'i', subject: 's', userName: 'alice', displayName: 'Alice' };
const alice: Principal = { ...named, roles: ['customer'] };

const account: Account = {
  ...{
    id: 'a',
    number: '1234567890',
    name: 'Checking',
    product: 'checking',
    kind: 'deposit',
    status: 'open',
  },
  ...{ currency: 'USD', balanceMinor: 0n, availableMinor: 0n, heldMinor: 0n, overdraftMinor: 0n, version: 1 },
  openedOn: '2026-01-02',
};

const figuresOf = (count: bigint): StatementFigures => ({
  ...quietMonth,
  ...{ afterVersion: 7n, throughVersion: 7n + count },
});

const unasked = (): never => {
  throw new Error('Nobody asks for this');
};

/** A month of so many entries, which say when they are read. */
function monthOf(count: bigint): StatementPorts {
  return {
    accounts: {
      ...{ accountsOf: unasked, accountAnywhere: unasked, knowsPayee: unasked },
      ...{ transactionOf: unasked, transactions: unasked },
      accountOf: () => Promise.resolve(account),
    },
    documents: {
      ...{ months: unasked, businessDate: unasked, accountsIn: unasked, payeeYears: unasked },
      statement: () => Promise.resolve(figuresOf(count)),
      entries: () => Promise.reject(new Error('Entries were read')),
    },
    printer: unasked,
    digest: unasked,
  };
}

describe('a month of more entries than a file takes', () => {
  it.each<[StatementFormat, bigint]>([
    ['pdf', 1_500n],
    ['csv', 45_000n],
    ['ofx', 45_000n],
    ['json', 45_000n],
  ])('is refused as %s before an entry is read', async (format, most) => {
    const file = (count: bigint): Promise<unknown> =>
      readStatementFile(monthOf(count), alice, { accountId: 'a', month: '2026-09', format });
    await expect(file(most + 1n)).rejects.toMatchObject({ code: 'not-acceptable' });
    await expect(file(most)).rejects.toThrow('Entries were read');
  });
});
