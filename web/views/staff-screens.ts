import { approvalScreen } from './approvals/approval.tsx';
import { approvalsScreen } from './approvals/approvals.tsx';
import { limitsScreen } from './approvals/limits.tsx';
import { newJournalScreen } from './approvals/new-journal.tsx';
import { auditScreen } from './audit/audit.tsx';
import { journalScreen } from './books/journal.tsx';
import { journalsScreen } from './books/journals.tsx';
import { trialBalanceScreen } from './books/trial-balance.tsx';
import { cashReceiptScreen } from './counter/cash-receipt.tsx';
import { checkReceiptScreen } from './counter/check-receipt.tsx';
import { newCertificateScreen } from './certificates/open.tsx';
import { withdrawalScreen } from './certificates/withdrawal.tsx';
import { counterScreen } from './counter/counter.tsx';
import { drawerScreen } from './drawer/drawer.tsx';
import { customerScreen } from './customers/customer.tsx';
import { customerSignInsScreen } from './customers/customer-sign-ins.tsx';
import { customersScreen } from './customers/customers.tsx';
import { dayScreen } from './days/day.tsx';
import { daysScreen } from './days/days.tsx';
import { importScreen } from './imports/import.tsx';
import { importsScreen } from './imports/imports.tsx';
export { correctableLoanScreen } from './loans/corrections.tsx';
import { newLoanScreen } from './loans/new-loan.tsx';
import { periodScreen } from './periods/period.tsx';
import { periodsScreen } from './periods/periods.tsx';
import { queueScreen } from './queues/queue.tsx';
import { queuesScreen } from './queues/queues.tsx';
import { payeesScreen } from './reports/payees.tsx';
import { reportChangesScreen } from './reports/report-changes.tsx';
import { reportLineScreen } from './reports/report-line.tsx';
import { reportScreen } from './reports/report.tsx';
import { reportsScreen } from './reports/reports.tsx';
import { statementCellScreen } from './reports/statement-cell.tsx';
import { trendsScreen } from './reports/trends.tsx';
import { userScreen } from './users/user.tsx';
import { usersScreen } from './users/users.tsx';

/** Screens of staff. What only this file imports is built into `assets/staff`, which the CDN gives to staff alone. */
export const staffScreens = {
  counter: counterScreen,
  cashReceipt: cashReceiptScreen,
  checkReceipt: checkReceiptScreen,
  drawer: drawerScreen,
  customers: customersScreen,
  customer: customerScreen,
  customerSignIns: customerSignInsScreen,
  newCertificate: newCertificateScreen,
  withdrawal: withdrawalScreen,
  newLoan: newLoanScreen,
  trialBalance: trialBalanceScreen,
  journals: journalsScreen,
  journal: journalScreen,
  reports: reportsScreen,
  trends: trendsScreen,
  reportLine: reportLineScreen,
  reportChanges: reportChangesScreen,
  statementCell: statementCellScreen,
  payees: payeesScreen,
  report: reportScreen,
  imports: importsScreen,
  import: importScreen,
  days: daysScreen,
  day: dayScreen,
  periods: periodsScreen,
  period: periodScreen,
  newJournal: newJournalScreen,
  approvals: approvalsScreen,
  approval: approvalScreen,
  limits: limitsScreen,
  users: usersScreen,
  user: userScreen,
  audit: auditScreen,
  queues: queuesScreen,
  queue: queueScreen,
} as const;
