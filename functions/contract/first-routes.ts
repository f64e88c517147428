import { getAccount, listAccounts, listTransactions } from './accounts.ts';
import { getBalanceAsOf } from './balances.ts';
import { getDraft, saveDraft } from './drafts.ts';
import { listHolds } from './holds.ts';
import { getSession, signIn, signOut } from './session.ts';
import { findTransfer, getTransfer, transferFunds } from './transfers.ts';

/** What customers' pages call: a browser loads these at once, and all others with the first page that calls one. */
export const firstRoutes = {
  signIn,
  signOut,
  getSession,
  listAccounts,
  getAccount,
  listTransactions,
  getBalanceAsOf,
  listHolds,
  transferFunds,
  findTransfer,
  getTransfer,
  saveDraft,
  getDraft,
} as const;
