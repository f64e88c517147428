import type {
  StatementEntry,
  StatementFigures,
  StatementMonth,
} from '../../domain/documents/account-statement.ts';
import type { AnnualStatement } from '../../domain/documents/annual-statement.ts';
import type { PrintableDocument } from '../../domain/printable.ts';
import type { CustomerTaxYear } from '../../domain/documents/tax-form.ts';

/** Makes pages of a document; the same document gives the same bytes. */
export type Printer = (document: PrintableDocument) => Promise<Uint8Array>;

/** What the books say for documents of customers. */
export interface DocumentReader {
  /** Newest first; none for a loan. */
  months(accountId: string): Promise<readonly StatementMonth[]>;
  /** Undefined unless the books have left the month. @param month such as `2026-09` */
  statement(accountId: string, month: string): Promise<StatementFigures | undefined>;
  /** In their order. */
  entries(accountId: string, after: bigint, through: bigint): Promise<readonly StatementEntry[]>;
  businessDate(): Promise<string>;
  /** Accounts of a calendar year that the books have left; none in another. */
  accountsIn(customerId: string, year: number): Promise<AnnualStatement['accounts']>;
  /** What counts for the tax forms of calendar years, from the first to the last; years with nothing are left out. */
  payeeYears(
    customerId: string,
    years: readonly [first: number, last: number],
  ): Promise<readonly CustomerTaxYear[]>;
}
