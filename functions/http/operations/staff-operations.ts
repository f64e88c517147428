import { BankError } from '../../domain/errors.ts';
import type { AccountReader, BooksReader, Cache, CustomerReader } from '../../services/ports.ts';
import { readChart, readTrialBalance } from '../../services/read-books.ts';
import type { Operations } from '../operation.ts';
import { innerId } from './identify.ts';
import { pageRequest, pageView } from './paging.ts';
import { accountView, customerView, journalView, trialBalanceView } from './present.ts';

export interface StaffOperationPorts {
  readonly customers: CustomerReader;
  readonly accounts: AccountReader;
  readonly books: BooksReader;
  readonly cache: Cache;
  readonly signingKey: () => Promise<string>;
}

export function customerOperations(ports: StaffOperationPorts): Operations<'findCustomers' | 'getCustomer'> {
  return {
    async findCustomers({ query }) {
      const found = await ports.customers.search(query.q);
      return { body: { items: found.map(customerView) } };
    },
    async getCustomer({ params }) {
      const customerId = innerId('customer', params.customerId);
      const customer = await ports.customers.customer(customerId);
      if (!customer) throw new BankError('not-found', 'There is no customer with this id.');
      const accounts = await ports.accounts.accountsOf(customerId);
      return {
        body: { customer: customerView(customer), accounts: accounts.map((each) => accountView(each)) },
      };
    },
  };
}

export function bookOperations(
  ports: StaffOperationPorts,
): Operations<'listJournals' | 'getJournal' | 'getTrialBalance' | 'listChartOfAccounts'> {
  return {
    async listJournals({ query }) {
      const scope = { list: 'journals', key: await ports.signingKey() };
      const { from, to, ledgerAccount } = query;
      const page = await ports.books.journals({ from, to, ledgerAccount }, pageRequest(query, scope));
      return {
        body: pageView(page, { view: journalView, keyOf: ({ sequence }) => sequence.toString(), scope }),
      };
    },
    async getJournal({ params }) {
      const journal = await ports.books.journal(innerId('journal', params.journalId));
      if (!journal) throw new BankError('not-found', 'There is no journal with this id.');
      return { body: journalView(journal) };
    },
    async getTrialBalance({ query }) {
      return { body: trialBalanceView(await readTrialBalance(ports.books, query.asOf)) };
    },
    async listChartOfAccounts() {
      const chart = await readChart(ports);
      return { body: { items: chart.map(({ code, ...account }) => ({ ledgerAccount: code, ...account })) } };
    },
  };
}
