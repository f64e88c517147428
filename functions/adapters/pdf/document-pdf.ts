import PDFDocument from 'pdfkit';
import { ownBank } from '../../domain/own-bank.ts';
import type { PrintableDocument, PrintableNote } from '../../domain/printable.ts';
import { registerFonts } from './fonts.ts';
import { bottomOf, colours, pageFurniture, sheet, type Paper } from './paper.ts';
import { drawTable } from './table-pdf.ts';

/**
 * A document as a tagged PDF of US letter pages: title, tables that go on over pages with their heads repeated, and a
 * page to sign. Everything in it comes from the document, so the same document gives the same bytes.
 */
export function documentPdf(document: PrintableDocument): Promise<Uint8Array> {
  const paper: Paper = new PDFDocument({
    size: 'LETTER',
    // None to begin with: the standard one has no file in the bundle.
    font: '',
    margins: sheet.margins,
    bufferPages: true,
    tagged: true,
    lang: 'en-US',
    displayTitle: true,
    pdfVersion: '1.7',
    info: {
      Title: `${document.title}, ${document.subtitle}`,
      Author: ownBank.name,
      CreationDate: new Date(`${document.date}T00:00:00Z`),
      ModDate: new Date(`${document.date}T00:00:00Z`),
    },
  });
  registerFonts(paper);
  const bytes = collect(paper);
  const root = paper.struct('Document');
  paper.addStructure(root);
  drawHead(paper, root, document);
  for (const table of document.tables) drawTable(paper, root, table);
  for (const note of document.notes ?? []) drawNote(paper, root, note);
  if (document.signatures.length > 0) drawSignatures(paper, root, document);
  root.end();
  pageFurniture(paper, document);
  paper.end();
  return bytes;
}

function collect(paper: Paper): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    paper.on('data', (chunk: Buffer) => chunks.push(chunk));
    paper.on('error', reject);
    paper.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
  });
}

type Structure = PDFKit.PDFStructureElement;

function drawHead(paper: Paper, root: Structure, { title, subtitle, facts }: PrintableDocument): void {
  root.add(
    paper.struct('H1', {}, () => {
      paper.font('serif-bold').fontSize(24).fillColor(colours.ink).text(title);
    }),
  );
  root.add(
    paper.struct('P', {}, () => {
      paper.font('serif').fontSize(13).fillColor(colours.quiet).text(subtitle);
    }),
  );
  paper.moveDown(0.8);
  for (const [name, value] of facts) {
    root.add(
      paper.struct('P', {}, () => {
        const top = paper.y;
        paper.font('text').fontSize(8.5).fillColor(colours.quiet);
        paper.text(name, sheet.left, top, { width: 150 });
        paper.fillColor(colours.ink).text(value, sheet.left + 150, top, { width: sheet.width - 150 });
        paper.x = sheet.left;
      }),
    );
    paper.moveDown(0.25);
  }
  paper.moveDown(1);
}

function drawNote(paper: Paper, root: Structure, { title, paragraphs }: PrintableNote): void {
  paper.font('text').fontSize(8.5);
  const text = paragraphs.reduce(
    (sum, each) => sum + paper.heightOfString(each, { width: sheet.width }) + 6,
    0,
  );
  // A note that fits on a page is not torn apart.
  if (paper.y + text + 40 > bottomOf(paper)) paper.addPage();
  else paper.moveDown(1.2);
  root.add(
    paper.struct('H2', {}, () => {
      paper.font('serif-bold').fontSize(12).fillColor(colours.ink).text(title, sheet.left);
    }),
  );
  for (const paragraph of paragraphs) {
    root.add(
      paper.struct('P', {}, () => {
        paper.font('text').fontSize(8.5).fillColor(colours.quiet);
        paper.text(paragraph, sheet.left, paper.y, { width: sheet.width });
      }),
    );
    paper.moveDown(0.4);
  }
}

function drawSignatures(paper: Paper, root: Structure, { signatures }: PrintableDocument): void {
  paper.addPage();
  root.add(
    paper.struct('H2', {}, () => {
      paper.font('serif-bold').fontSize(16).fillColor(colours.ink).text('Signatures', sheet.left);
    }),
  );
  paper.moveDown(0.5);
  root.add(
    paper.struct('P', {}, () => {
      paper.font('text').fontSize(9).fillColor(colours.quiet);
      paper.text(
        'Who signs has looked at the figures whose SHA-256 stands on the first page. The one who files is not the one who reviewed.',
      );
    }),
  );
  for (const { role, name, date } of signatures) {
    paper.moveDown(4);
    if (paper.y > bottomOf(paper)) paper.addPage();
    root.add(
      paper.struct('P', {}, () => {
        const top = paper.y;
        paper.font('serif').fontSize(13).fillColor(colours.ink);
        paper.text(name === '' ? ' ' : name, sheet.left, top, { width: 300 });
        paper.text(date === '' ? ' ' : date, sheet.left + 340, top, { width: 150 });
        paper.font('text').fontSize(8.5).fillColor(colours.quiet);
        paper.text(role, sheet.left, top + 24, { width: 300 });
        paper.text('Date', sheet.left + 340, top + 24, { width: 150 });
        paper.x = sheet.left;
      }),
    );
    const line = paper.y - 16;
    paper.markContent('Artifact', { type: 'Layout' });
    paper
      .moveTo(sheet.left, line)
      .lineTo(sheet.left + 300, line)
      .stroke(colours.rule);
    paper
      .moveTo(sheet.left + 340, line)
      .lineTo(sheet.left + 490, line)
      .stroke(colours.rule);
    paper.endMarkedContent();
  }
}
