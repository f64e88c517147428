import {
  documentTypes,
  taxFormFileName,
  textFile,
  type YearFormat,
} from '../domain/documents/document-file.ts';
import {
  nothingIn,
  taxYearOf,
  yearUnderWay,
  type TaxForm,
  type TaxYear,
} from '../domain/documents/tax-form.ts';
import { formName, taxFormCsv, taxFormDocument, taxFormJson } from '../domain/documents/tax-form-files.ts';
import { BankError } from '../domain/errors.ts';
import type { FileToKeep } from '../domain/file-to-keep.ts';
import type { DocumentYear } from '../domain/documents/annual-statement.ts';
import type { Principal } from '../domain/session.ts';
import type { MaskedValue, PersonalData } from './ports/personal-data.ts';
import { readYears, type YearPorts } from './read-annual-statements.ts';

export interface TaxFormPorts extends YearPorts {
  readonly personal: PersonalData;
}

export interface TaxFormWanted {
  readonly year: number;
  readonly format: YearFormat;
  /** Keeps that a sealed value of the customer is opened, and what for. Nothing is opened when it can't be kept. */
  readonly keepOpening: (opening: { readonly customer: string; readonly reason: string }) => Promise<void>;
}

/** What each year of the principal comes to on Form 1099-INT, and why there is a form or none; the latest first. */
export async function readTaxYears(ports: TaxFormPorts, principal: Principal): Promise<readonly TaxYear[]> {
  const years = await readYears(ports, principal);
  const told = await taxYearsOf(ports, principal, years);
  return years.map(({ year }) => told.find((each) => each.year === year) ?? yearUnderWay(year));
}

/** Those of the years that are over, all in one reading. */
async function taxYearsOf(
  { documents }: Pick<TaxFormPorts, 'documents'>,
  { customerId }: Principal,
  years: readonly DocumentYear[],
): Promise<readonly TaxYear[]> {
  const over = years.filter(({ closed }) => closed).map(({ year }) => year);
  if (customerId === null || over.length === 0) return [];
  const found = await documents.payeeYears(customerId, [Math.min(...over), Math.max(...over)]);
  return over.map((year) => taxYearOf(found.find((each) => each.year === year) ?? nothingIn(year)));
}

/**
 * The recipient's copy of the principal's tax form as a file; of the same year the same bytes, until a credit of it is
 * reversed, which makes it a corrected form once the year is filed, or another taxpayer number or address is kept. The address is
 * opened for its owner alone; where none is kept, the form says so.
 * @throws BankError document-not-found where none is due
 */
export async function readTaxFormFile(
  ports: TaxFormPorts,
  principal: Principal,
  wanted: TaxFormWanted,
): Promise<FileToKeep> {
  const { year, format } = wanted;
  const form = await read(ports, principal, wanted);
  const name = taxFormFileName(year, format);
  if (format === 'csv') return textFile(name, format, taxFormCsv(form));
  const json = taxFormJson(form);
  if (format === 'json') return textFile(name, format, json);
  const bytes = await ports.printer(taxFormDocument(form, ports.digest(json)));
  return { name, mediaType: documentTypes.pdf, bytes };
}

async function read(ports: TaxFormPorts, principal: Principal, wanted: TaxFormWanted): Promise<TaxForm> {
  const { customerId } = principal;
  const { year } = wanted;
  const customer = customerId === null ? undefined : await ports.customers.customer(customerId);
  const found = (await readYears(ports, principal)).filter((each) => each.year === year);
  const [told] = await taxYearsOf(ports, principal, found);
  if (!customer || !told?.boxes?.isDue)
    throw new BankError('document-not-found', 'No Form 1099-INT is due to you for this year.');
  const { id, number: customerNumber, name: customerName } = customer;
  const { boxes, otherCurrencies } = told;
  const kept = await ports.personal.masked(id);
  const address = kept.some(({ field }) => field === 'address') ? await open(ports, id, wanted) : null;
  return {
    ...{ customerNumber, customerName, year, address, boxes, otherCurrencies },
    taxIdEnding: endingOf(kept),
  };
}

/** A form has to have the address of its recipient; it is written down before it is opened, like any reading in clear. */
async function open(
  { personal }: TaxFormPorts,
  customer: string,
  { year, keepOpening }: TaxFormWanted,
): Promise<string | null> {
  await keepOpening({ customer, reason: `${formName} of ${year}, for its recipient` });
  return (await personal.open({ customer, field: 'address' })) ?? null;
}

/** From the masked form that lies beside the sealed one: the number itself is not opened for a document. */
function endingOf(kept: readonly MaskedValue[]): string | null {
  const taxId = kept.find(({ field }) => field === 'tax-id');
  return taxId ? taxId.masked.slice(-4) : null;
}
