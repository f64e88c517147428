import { csvLine } from '../csv.ts';
import { decimalOf } from '../money.ts';
import { ownBank } from '../own-bank.ts';
import { addressLines } from '../postal-address.ts';
import { customerMoney, type PrintableDocument } from '../printable.ts';
import { printedRow } from './statement-document.ts';
import { documentJson } from './statement-json.ts';
import { boxTitles, filledBoxes, type TaxForm } from './tax-form.ts';
import { taxNotesOf } from './tax-form-notes.ts';

export const formName = 'Form 1099-INT';

/** As copies for recipients may show it. */
const maskedTaxId = (ending: string | null): string =>
  ending === null ? 'None on file' : `***-**-${ending}`;

/** A corrected form says so in its name, as copies for recipients do. */
const nameOf = ({ boxes }: TaxForm): string =>
  boxes.changes.length > 0 ? `${formName} CORRECTED` : formName;

/** A form has no blank where an address belongs: its recipient is told that the bank has none. */
const addressOf = ({ address }: TaxForm): string => address ?? 'No address on record';

const heads = ['form', 'year', 'box', 'title', 'amount', 'currency'];

/** Who pays and who receives, the same on each line of a CSV file. */
const partiesOf = (form: TaxForm): readonly (readonly [head: string, value: string])[] => [
  ['payer', ownBank.name],
  ['payer address', ownBank.address.join(', ')],
  ['payer telephone', ownBank.phone],
  ['payer taxpayer number', ownBank.taxId],
  ['recipient', form.customerName],
  ['recipient address', addressOf(form)],
  ['recipient taxpayer number', maskedTaxId(form.taxIdEnding)],
];

/**
 * The boxes; then what they said before each correction, and interest in other currencies, where there is any. Payer and recipient
 * stand behind each.
 */
export function taxFormCsv(form: TaxForm): string {
  const { boxes, otherCurrencies } = form;
  const lines = [
    ...filledBoxes(boxes).map(({ box, title, minor }) => [box, title, decimalOf(minor), 'USD']),
    ...boxes.changes.map(({ box, on, beforeMinor }) => {
      return [box, `${boxTitles[box]} before ${on}`, decimalOf(beforeMinor), 'USD'];
    }),
    ...otherCurrencies.map(({ currency, minor }) => [
      ...['', 'Interest in another currency, in no box', decimalOf(minor), currency],
    ]),
  ];
  const parties = partiesOf(form);
  const values = parties.map(([, value]) => value);
  return [
    [...heads, ...parties.map(([head]) => head)],
    ...lines.map((line) => [nameOf(form), form.year.toString(), ...line, ...values]),
  ]
    .map(csvLine)
    .join('');
}

export function taxFormJson(form: TaxForm): string {
  const { boxes, year, taxIdEnding, customerNumber, customerName, otherCurrencies } = form;
  const { changes } = boxes;
  const notes = taxNotesOf(form);
  return documentJson({
    form: '1099-INT',
    year,
    payer: {
      name: ownBank.name,
      address: ownBank.address.join(', '),
      telephone: ownBank.phone,
      taxId: ownBank.taxId,
    },
    recipient: {
      number: customerNumber,
      name: customerName,
      address: addressOf(form),
      taxId: maskedTaxId(taxIdEnding),
    },
    boxes: Object.fromEntries(filledBoxes(boxes).map(({ box, title, minor }) => [box, { title, minor }])),
    // A form that stands as it was keeps its bytes.
    ...(changes.length > 0 && { corrected: true, changes }),
    ...(otherCurrencies.length > 0 && { otherCurrencies }),
    ...(notes.length > 0 && { notes }),
  });
}

/** The recipient's copy for paper. @param proofCode SHA-256 of its JSON file */
export function taxFormDocument(form: TaxForm, proofCode: string): PrintableDocument {
  const { customerName, customerNumber, year, taxIdEnding, boxes } = form;
  const notes = taxNotesOf(form);
  return {
    title: `${formName}, ${year}`,
    subtitle: `${boxes.changes.length > 0 ? 'CORRECTED · ' : ''}Interest income · Copy B, for the recipient`,
    facts: [
      ['Payer', [ownBank.name, ...ownBank.address, ownBank.phone].join('\n')],
      ['Payer’s taxpayer number', ownBank.taxId],
      ['Recipient', [`${customerName} (${customerNumber})`, ...addressLines(addressOf(form))].join('\n')],
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
    notes: [...(notes.length > 0 ? [{ title: 'About this year', paragraphs: notes }] : []), ...taxNotes],
    signatures: [],
    footer: `${nameOf(form)} ${year} · customer ${customerNumber} · ${proofCode.slice(0, 16)}`,
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
