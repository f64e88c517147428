import { getAccount, listAccounts, listTransactions } from './accounts.ts';
import { getJournal, getTrialBalance, listChartOfAccounts, listJournals } from './books.ts';
import {
  depositCash,
  findCashReceipt,
  findCustomers,
  getCashReceipt,
  getCustomer,
  withdrawCash,
} from './counter.ts';
import { getDraft, saveDraft } from './drafts.ts';
import { describeProblem, getLiveness, getReadiness, listVersions } from './operations.ts';
import { getReport, listReports, requestReport } from './reports.ts';
import type { Route } from './route.ts';
import { getSession, signIn, signOut } from './session.ts';
import { findTransfer, getTransfer, transferFunds } from './transfers.ts';

/** The whole API. Validation, routing, provisioning, clients, permissions and documents come from it. */
export const routes = {
  signIn,
  signOut,
  getSession,
  listAccounts,
  getAccount,
  listTransactions,
  transferFunds,
  findTransfer,
  getTransfer,
  findCustomers,
  getCustomer,
  depositCash,
  withdrawCash,
  findCashReceipt,
  getCashReceipt,
  saveDraft,
  getDraft,
  listJournals,
  getJournal,
  getTrialBalance,
  listChartOfAccounts,
  listReports,
  requestReport,
  getReport,
  getLiveness,
  getReadiness,
  listVersions,
  describeProblem,
} as const;

export type Routes = typeof routes;
export type OperationId = keyof Routes;

export const routeList: readonly Route[] = Object.values(routes);
