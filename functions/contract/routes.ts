import { getAccount, listAccounts, listTransactions } from './accounts.ts';
import {
  decideApproval,
  getAccountLimits,
  getApproval,
  listApprovals,
  requestJournalApproval,
  requestLimitsChange,
  requestReversalApproval,
  requestUserChange,
} from './approvals.ts';
import { listAuditEvents } from './audit.ts';
import { getBalanceAsOf } from './balances.ts';
import { getJournal, getTrialBalance, listChartOfAccounts, listJournals } from './books.ts';
import { openCertificate, withdrawCertificate } from './certificates.ts';
import {
  depositCash,
  findCashReceipt,
  findCustomers,
  getCashReceipt,
  getCustomer,
  withdrawCash,
} from './counter.ts';
import { endDay, getDay, listDays } from './days.ts';
import { getInterest, getProduct, listProducts } from './deposits.ts';
import { depositCheck, getCheckDeposit, returnCheck } from './checks.ts';
import { getDraft, saveDraft } from './drafts.ts';
import { closeDrawer, getDrawer, openDrawer } from './drawer.ts';
import { captureHold, placeHold, releaseHold } from './hold-changes.ts';
import { getHold, listHolds } from './holds.ts';
import { getImport, listImportLines, listImports, requestImport } from './imports.ts';
import { getJournalBatch, listBatchResults, postJournalBatch } from './journal-batches.ts';
import { getLoan, originateLoan, payLoan } from './loans.ts';
import { listLoanProducts, previewLoan, returnLoanToAccrual, reverseLoanPayment } from './loan-changes.ts';
import { postJournal, reverseJournal } from './journals.ts';
import { getQueue, listQueues, redriveQueue } from './queues.ts';
import { describeProblem, getLiveness, getReadiness, listVersions } from './operations.ts';
import {
  findByPersonalData,
  listPersonalData,
  storePersonalData,
  unmaskPersonalData,
} from './personal-data.ts';
import {
  decidePeriodChange,
  getPeriod,
  listPeriods,
  reconcileMonth,
  requestPeriodChange,
} from './periods.ts';
import { getJournalProof, getPublishedBlock } from './proofs.ts';
import { getReportChanges } from './report-changes.ts';
import { amendReport, fileReport, getReportFile, returnReport, reviewReport } from './report-versions.ts';
import { getReport, listReports, listTrends, requestReport } from './reports.ts';
import { getReportLine } from './report-lines.ts';
import type { Route } from './route.ts';
import {
  confirmTotp,
  enrolTotp,
  getSignInWays,
  linkAccount,
  removeTotp,
  stepUp,
  unlinkAccount,
} from './sign-in-ways.ts';
import {
  acceptHandOff,
  endOtherSignIns,
  endSignIn,
  handOff,
  listCustomerSignIns,
  listSignIns,
  manageCustomerSignIns,
} from './sign-ins.ts';
import { confirmSignUp, forgetPassword, resetPassword, signUp } from './sign-up.ts';
import { getSession, signIn, signOut } from './session.ts';
import { answerTotp, finishSignIn, startSignIn } from './outside-sign-in.ts';
import { listNotices, readNotices } from './notices.ts';
import {
  changeStandingOrder,
  getStandingOrder,
  listStandingOrders,
  previewStandingOrder,
  setStandingOrder,
} from './standing-orders.ts';
import { getUser, listUsers } from './users.ts';
import { findTransfer, getTransfer, transferFunds } from './transfers.ts';
import { getStatementCell } from './statement-cells.ts';
import { listPayees } from './year-end.ts';
import { getStatement, listStatements } from './statements.ts';
import { getAnnualStatement, getTaxForm, listAnnualStatements, listTaxForms } from './year-documents.ts';

/** The whole API. Validation, routing, provisioning, clients, permissions and documents come from it. */
export const routes = {
  signIn,
  signOut,
  answerTotp,
  startSignIn,
  finishSignIn,
  getSignInWays,
  linkAccount,
  unlinkAccount,
  stepUp,
  enrolTotp,
  confirmTotp,
  removeTotp,
  listSignIns,
  endSignIn,
  endOtherSignIns,
  handOff,
  acceptHandOff,
  listCustomerSignIns,
  manageCustomerSignIns,
  signUp,
  confirmSignUp,
  forgetPassword,
  resetPassword,
  getSession,
  listAccounts,
  getAccount,
  listTransactions,
  getBalanceAsOf,
  getInterest,
  listStatements,
  getStatement,
  listAnnualStatements,
  getAnnualStatement,
  listTaxForms,
  getTaxForm,
  listProducts,
  getProduct,
  listHolds,
  getHold,
  placeHold,
  captureHold,
  releaseHold,
  getLoan,
  payLoan,
  listLoanProducts,
  previewLoan,
  originateLoan,
  reverseLoanPayment,
  returnLoanToAccrual,
  openCertificate,
  withdrawCertificate,
  transferFunds,
  findTransfer,
  getTransfer,
  listStandingOrders,
  setStandingOrder,
  previewStandingOrder,
  getStandingOrder,
  changeStandingOrder,
  listNotices,
  readNotices,
  findCustomers,
  getCustomer,
  findByPersonalData,
  listPersonalData,
  storePersonalData,
  unmaskPersonalData,
  depositCash,
  withdrawCash,
  findCashReceipt,
  getCashReceipt,
  depositCheck,
  getCheckDeposit,
  returnCheck,
  getDrawer,
  openDrawer,
  closeDrawer,
  saveDraft,
  getDraft,
  listJournals,
  getJournal,
  postJournal,
  reverseJournal,
  postJournalBatch,
  getJournalBatch,
  listBatchResults,
  getJournalProof,
  getPublishedBlock,
  getTrialBalance,
  listChartOfAccounts,
  listReports,
  requestReport,
  getReport,
  listTrends,
  reviewReport,
  returnReport,
  fileReport,
  amendReport,
  getReportFile,
  getReportChanges,
  getReportLine,
  listPayees,
  getStatementCell,
  requestImport,
  listImports,
  getImport,
  listImportLines,
  listPeriods,
  getPeriod,
  requestPeriodChange,
  decidePeriodChange,
  reconcileMonth,
  listApprovals,
  requestJournalApproval,
  requestReversalApproval,
  getAccountLimits,
  requestLimitsChange,
  requestUserChange,
  getApproval,
  decideApproval,
  listUsers,
  getUser,
  listAuditEvents,
  listDays,
  getDay,
  endDay,
  listQueues,
  getQueue,
  redriveQueue,
  getLiveness,
  getReadiness,
  listVersions,
  describeProblem,
} as const;

export type Routes = typeof routes;
export type OperationId = keyof Routes;

export const routeList: readonly Route[] = Object.values(routes);
