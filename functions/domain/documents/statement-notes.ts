import { ownBank } from '../own-bank.ts';
import type { PrintableNote } from '../printable.ts';

/** What a statement has to say beside figures (12 CFR 1005.8(b) and model form A-3). */
export const statementNotes: readonly PrintableNote[] = [
  {
    title: 'If something is wrong',
    paragraphs: [
      'If you think this statement or an electronic transfer on it is wrong, or you need more information, tell us as soon as you can: ' +
        `call ${ownBank.phone}, write to ${ownBank.name}, ${ownBank.address.join(', ')}, or come to any of our ` +
        'counters. We must hear from you no later than 60 days after we gave you the first statement with the problem on it.',
      'Tell us your name and account number, the transaction you are not sure about, why you think it is wrong or need to know more, and ' +
        'its amount. We look into it and put right what is wrong promptly. If that takes more than 10 business days, we credit the amount ' +
        'to your account for the time it takes.',
    ],
  },
  {
    title: 'How to read it',
    paragraphs: [
      'The balance is what was booked at the close of each day. Money that is held, such as for a card purchase that has not been presented, ' +
        'is still in it, and is not part of this statement.',
    ],
  },
];
