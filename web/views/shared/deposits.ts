import type { AccountView } from '../../../functions/contract/accounts.ts';

/** What the bank owes the customer; a loan is the other way round, never added to it, and pays for nothing. */
export const isDeposit = ({ kind }: Pick<AccountView, 'kind'>): boolean => kind === 'deposit';
