import {
  depreciation,
  invoiceReceived,
  invoicesPaid,
  payrollPaid,
  withholdingsPaid,
} from '../../../../functions/domain/overhead-journal-templates.ts';
import { usd } from '../../../../functions/domain/money.ts';
import type { Task } from './house.ts';

const gross2025 = 4_380_000n;

/** Twice a month; what was withheld is paid over on the 10th. */
export const payroll: Task = ({ books, date, endsMonth, isDue, post }) => {
  if (isDue(15) || endsMonth) {
    const gross = date < '2026-01-01' ? gross2025 : (gross2025 * 103n) / 100n;
    const draft = payrollPaid({
      gross: usd(gross),
      benefits: usd((gross * 21n) / 100n),
      withheld: usd((gross * 34n) / 100n),
    });
    post('bank/payroll', draft, { reference: `Payroll ${date}` });
  }
  const withheld = -books.house('2310');
  if (isDue(10) && withheld > 0n) post('bank/withholdings', withholdingsPaid(usd(withheld)));
};

/** Expense, what for, and its usual amount. */
const monthlyInvoices = [
  ['7030', 'Rent, power and cleaning', 1_420_000n],
  ['7050', 'Core banking and data processing', 2_060_000n],
  ['7060', 'Marketing', 340_000n],
  ['7065', 'Audit and legal fees', 610_000n],
  ['7090', 'Postage, supplies and travel', 560_000n],
] as const;
const assessment = 980_000n;

/** Invoices come on the 5th and are paid on the 20th; the FDIC assesses every quarter. */
export const invoices: Task = ({ books, isDue, month, post, random }) => {
  if (isDue(5)) {
    for (const [expense, description, usual] of monthlyInvoices) {
      const amount = (usual * BigInt(92 + random(`bank/invoice/${expense}`).below(17))) / 100n;
      post(`bank/invoice/${expense}`, invoiceReceived(expense, usd(amount), description), {
        reference: month,
      });
    }
    const assesses = /-(03|06|09|12)$/.test(month);
    const draft = invoiceReceived('7055', usd(assessment), 'FDIC assessment');
    if (assesses) post('bank/invoice/7055', draft, { reference: month });
  }
  const payable = -books.house('2340');
  if (isDue(20) && payable > 0n) post('bank/invoices-paid', invoicesPaid(usd(payable)), { reference: month });
};

export const wear: Task = ({ endsMonth, month, post }) => {
  if (endsMonth) post('bank/depreciation', depreciation(usd(1_310_000n)), { reference: month });
};
