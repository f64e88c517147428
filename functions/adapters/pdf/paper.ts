import { ownBank } from '../../domain/own-bank.ts';
import type { PrintableDocument } from '../../domain/printable.ts';

export type Paper = PDFKit.PDFDocument;

const margins = { top: 64, bottom: 64, left: 54, right: 54 };

/** US letter, in points. */
export const sheet = { margins, left: margins.left, width: 612 - margins.left - margins.right } as const;

export const colours = { ink: '#1b2430', quiet: '#4a5666', rule: '#9aa5b1', band: '#eef1f4' } as const;

/** Where the text of a page ends. */
export const bottomOf = (paper: Paper): number => paper.page.height - margins.bottom;

/** Head and foot of every page, once it is known how many there are; nothing that is read aloud. */
export function pageFurniture(paper: Paper, { title, footer }: PrintableDocument): void {
  const { start, count } = paper.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    paper.switchToPage(start + index);
    // Text below the margin would begin another page.
    paper.page.margins = { ...margins, top: 0, bottom: 0 };
    paper.markContent('Artifact', { type: 'Pagination' });
    const plain = { lineBreak: false, width: sheet.width } as const;
    paper.font('serif-bold').fontSize(10).fillColor(colours.ink).text(ownBank.name, sheet.left, 34, plain);
    paper.font('text').fontSize(8).fillColor(colours.quiet);
    paper.text(title, sheet.left, 36, { ...plain, align: 'right' });
    paper
      .moveTo(sheet.left, 50)
      .lineTo(sheet.left + sheet.width, 50)
      .lineWidth(0.5)
      .stroke(colours.rule);
    const foot = paper.page.height - 40;
    paper.text(footer, sheet.left, foot, plain);
    paper.text(`Page ${index + 1} of ${count}`, sheet.left, foot, { ...plain, align: 'right' });
    paper.endMarkedContent();
  }
}
