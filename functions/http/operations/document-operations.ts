import type { StatementMonthView } from '../../contract/statements.ts';
import type { TaxYearView } from '../../contract/year-documents.ts';
import type { StatementMonth } from '../../domain/documents/account-statement.ts';
import { statementFormats, yearFormats } from '../../domain/documents/document-file.ts';
import type { TaxYear } from '../../domain/documents/tax-form.ts';
import { taxNotesOf } from '../../domain/documents/tax-form-notes.ts';
import { publicId } from '../../domain/ids.ts';
import type { EventLog } from '../../services/ports.ts';
import { readAnnualFile, readYears } from '../../services/read-annual-statements.ts';
import {
  readStatementFile,
  readStatementMonths,
  type StatementPorts,
} from '../../services/read-statements.ts';
import {
  readTaxFormFile,
  readTaxYears,
  type TaxFormPorts,
  type TaxFormWanted,
} from '../../services/read-tax-forms.ts';
import { negotiate } from '../negotiate.ts';
import { principalOf, type Operations } from '../operation.ts';
import type { RequestState } from '../state.ts';
import { innerId } from './identify.ts';
import { moneyView } from './present.ts';
import { boxChangeView } from './present-year-end.ts';
import { unmaskingOf } from './unmasking.ts';

export interface DocumentOperationPorts extends StatementPorts, TaxFormPorts {
  readonly log: EventLog;
}

const usd = (minor: bigint): ReturnType<typeof moneyView> => moneyView(minor, 'USD');

const monthView = (
  { month, from, to, closed, closingMinor }: StatementMonth,
  currency: string,
): StatementMonthView => ({
  ...{ month, from, to, closed },
  closingBalance: closingMinor === null ? null : moneyView(closingMinor, currency),
});

const taxYearView = ({ year, boxes, reason, otherCurrencies }: TaxYear): TaxYearView => ({
  ...{ year, reason },
  isDue: boxes?.isDue ?? false,
  interest: boxes && usd(boxes.box1Minor),
  withheld: boxes && usd(boxes.box4Minor),
  changes: (boxes?.changes ?? []).map(boxChangeView),
  otherCurrencies: otherCurrencies.map(({ currency, minor }) => moneyView(minor, currency)),
  notes: [...taxNotesOf({ year, boxes, otherCurrencies })],
});

/** Keeps in the security log that an address is opened for a form, and whose. */
const keepOpeningIn =
  (log: EventLog, state: RequestState): TaxFormWanted['keepOpening'] =>
  ({ customer, reason }) =>
    log.append({
      ...unmaskingOf(state),
      about: { customer: publicId('customer', customer), field: 'address', reason },
    });

/** Which format was answered depends on what was accepted. */
const byAccept = { vary: 'Accept' } as const;

/** Documents of customers: made when they are asked for, of what the books never change. */
export function documentOperations(
  ports: DocumentOperationPorts,
): Operations<
  | 'listStatements'
  | 'getStatement'
  | 'listAnnualStatements'
  | 'getAnnualStatement'
  | 'listTaxForms'
  | 'getTaxForm'
> {
  return {
    async listStatements({ params, state }) {
      const accountId = innerId('account', params.accountId);
      const { account, months } = await readStatementMonths(ports, principalOf(state), accountId);
      const { number, name, kind, currency } = account;
      const items = months.map((each) => monthView(each, currency));
      return { body: { account: { id: params.accountId, number, name, kind }, items } };
    },
    async getStatement({ params, query, state }) {
      const accountId = innerId('account', params.accountId);
      const format = negotiate(statementFormats, { asked: query.format, accept: state.accept });
      const wanted = { accountId, month: params.month, format };
      const file = await readStatementFile(ports, principalOf(state), wanted);
      return { body: undefined, file, headers: byAccept };
    },
    async listAnnualStatements({ state }) {
      const years = await readYears(ports, principalOf(state));
      return { body: { items: years.map(({ year, closed }) => ({ year, closed })) } };
    },
    async getAnnualStatement({ params, query, state }) {
      const format = negotiate(yearFormats, { asked: query.format, accept: state.accept });
      const file = await readAnnualFile(ports, principalOf(state), { year: params.year, format });
      return { body: undefined, file, headers: byAccept };
    },
    async listTaxForms({ state }) {
      return { body: { items: (await readTaxYears(ports, principalOf(state))).map(taxYearView) } };
    },
    async getTaxForm({ params, query, state }) {
      const format = negotiate(yearFormats, { asked: query.format, accept: state.accept });
      const keepOpening = keepOpeningIn(ports.log, state);
      const wanted = { year: params.year, format, keepOpening };
      const file = await readTaxFormFile(ports, principalOf(state), wanted);
      return { body: undefined, file, headers: byAccept };
    },
  };
}
