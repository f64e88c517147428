import { csvLine } from '../csv.ts';
import { decimalOf } from '../money.ts';
import { customerMoney, type PrintableDocument } from '../printable.ts';
import { printedRow } from './statement-document.ts';
import { documentJson } from './statement-json.ts';
import { filledBoxes, type TaxForm } from './tax-form.ts';

export const formName = 'Form 1099-INT';

/** As copies for recipients may show it. */
const maskedTaxId = (ending: string | null): string =>
  ending === null ? 'None on file' : `***-**-${ending}`;

export function taxFormCsv({ boxes, year }: TaxForm): string {
  const lines = filledBoxes(boxes).map(({ box, title, minor }) => [
    ...[formName, year.toString(), box, title, decimalOf(minor), 'USD'],
  ]);
  return [['form', 'year', 'box', 'title', 'amount', 'currency'], ...lines].map(csvLine).join('');
}

export function taxFormJson({ boxes, year, taxIdEnding, customerNumber, customerName }: TaxForm): string {
  return documentJson({
    form: '1099-INT',
    year,
    recipient: { number: customerNumber, name: customerName, taxId: maskedTaxId(taxIdEnding) },
    boxes: Object.fromEntries(filledBoxes(boxes).map(({ box, title, minor }) => [box, { title, minor }])),
  });
}

/** The recipient's copy for paper. @param proofCode SHA-256 of its JSON file */
export function taxFormDocument(form: TaxForm, proofCode: string): PrintableDocument {
  const { customerName, customerNumber, year, taxIdEnding, boxes } = form;
  return {
    title: `${formName}, ${year}`,
    subtitle: 'Interest income · Copy B, for the recipient',
    facts: [
      ['Payer', 'Ledgerbank'],
      ['Recipient', `${customerName} (${customerNumber})`],
      ['Recipient’s taxpayer number', maskedTaxId(taxIdEnding)],
      ['Calendar year', `${year}, all accounts together`],
      ['OMB number', '1545-0112'],
      ['SHA-256 of the JSON file', proofCode],
    ],
    tables: [
      {
        title: 'Amounts',
        note: 'In US dollars, for the year in which interest was paid or credited',
        columns: [
          { title: 'Box', align: 'start', share: 0.8 },
          { title: 'Title', align: 'start', share: 6 },
          { title: 'Amount', align: 'end', share: 2 },
        ],
        rows: filledBoxes(boxes).map(({ box, title, minor }) =>
          printedRow([box, title, customerMoney(minor)]),
        ),
        onNewPage: false,
      },
    ],
    notes: taxNotes,
    signatures: [],
    footer: `${formName} ${year} · customer ${customerNumber} · ${proofCode.slice(0, 16)}`,
    date: `${year}-12-31`,
  };
}

const taxNotes = [
  {
    title: 'For the recipient',
    paragraphs: [
      'This is important tax information and is being furnished to the IRS. If you are required to file a return, a negligence penalty or ' +
        'other sanction may be imposed on you if this income is taxable and the IRS determines that it has not been reported.',
      'Box 1 is the taxable interest of all your accounts, before anything was withheld. Box 2 is what early withdrawals cost you; it may ' +
        'reduce your income and is not subtracted from box 1. Box 4 is backup withholding; include it on your tax return as tax withheld.',
      'Your taxpayer number may be shown by its last four digits; the bank reports all of it to the IRS.',
    ],
  },
];
