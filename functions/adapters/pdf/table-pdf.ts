import type { PrintableColumn, PrintableRow, PrintableTable } from '../../domain/printable.ts';
import { bottomOf, colours, sheet, type Paper } from './paper.ts';

type Structure = PDFKit.PDFStructureElement;

const padding = 3;
const indent = 10;
const fontSize = 8.5;
/** Between an amount and words that stand right of it. */
const gap = 8;

interface Cell {
  readonly x: number;
  readonly width: number;
  /** How far its words are set in. */
  readonly inset: number;
  readonly column: PrintableColumn;
}

function cellsOf(columns: readonly PrintableColumn[]): readonly Cell[] {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  let x = sheet.left;
  return columns.map((column, index) => {
    const follows = column.align === 'start' && columns[index - 1]?.align === 'end';
    const inset = padding + (follows ? gap : 0);
    const cell = { x, width: (sheet.width * column.share) / shares, inset, column };
    x += cell.width;
    return cell;
  });
}

/** A table with its title; on each page it goes on over, title and head stand again. */
export function drawTable(paper: Paper, root: Structure, table: PrintableTable): void {
  // A table that is carried over has a row for that besides.
  const roomForSome = table.carried ? 180 : 110;
  if (table.onNewPage || paper.y > bottomOf(paper) - roomForSome) paper.addPage();
  else paper.moveDown(1.2);
  root.add(
    paper.struct('H2', {}, () => {
      paper.font('serif-bold').fontSize(15).fillColor(colours.ink).text(table.title, sheet.left);
    }),
  );
  root.add(
    paper.struct('P', {}, () => {
      paper.font('text').fontSize(8).fillColor(colours.quiet).text(table.note);
    }),
  );
  paper.moveDown(0.5);
  const cells = cellsOf(table.columns);
  const element = paper.struct('Table');
  root.add(element);
  drawHeadRow(paper, element, cells);
  let above: PrintableRow | undefined;
  for (const row of table.rows) {
    drawRow(paper, { element, cells, row, table, carried: above && carriedRows(table, above) });
    above = row;
  }
  element.end();
}

interface RowToDraw {
  readonly element: Structure;
  readonly cells: readonly Cell[];
  readonly row: PrintableRow;
  /** For the page that it may go on over. */
  readonly table: PrintableTable;
  /** What stands at both sides of a page's end. */
  readonly carried: CarriedRows | undefined;
}

interface CarriedRows {
  readonly forward: PrintableRow;
  readonly brought: PrintableRow;
}

function carriedRows({ carried, columns }: PrintableTable, { cells }: PrintableRow): CarriedRows | undefined {
  if (!carried) return undefined;
  const beside = (words: string): PrintableRow => ({
    cells: columns.map((_column, index) =>
      index === 1 ? words : index === columns.length - 1 ? (cells.at(-1) ?? '') : '',
    ),
    isTotal: true,
    depth: 0,
  });
  return { forward: beside(carried.forward), brought: beside(carried.brought) };
}

function drawRow(paper: Paper, { element, cells, row, table, carried }: RowToDraw): void {
  const height = heightOf(paper, cells, row);
  // Below each row there has to be room for what is carried.
  const spare = carried ? heightOf(paper, cells, carried.forward) : 0;
  if (paper.y + height + spare > bottomOf(paper)) {
    if (carried) drawForEyes(paper, cells, carried.forward);
    paper.addPage();
    repeatTitle(paper, table);
    repeatHead(paper, cells);
    if (carried) drawForEyes(paper, cells, carried.brought);
  }
  const top = paper.y;
  if (row.isTotal) ruleAt(paper, top);
  const parts = cells.map((cell, index) =>
    paper.struct('TD', {}, () => {
      paper.font(row.isTotal ? 'text-bold' : 'text').fontSize(fontSize);
      paper.fillColor(colours.ink);
      text(paper, cell, { words: row.cells[index] ?? '', top, depth: index === 0 ? row.depth : 0 });
    }),
  );
  element.add(paper.struct('TR', {}, parts));
  paper.x = sheet.left;
  paper.y = top + height;
}

/** A row that only repeats what stands beside it: nothing that is read aloud. */
function drawForEyes(paper: Paper, cells: readonly Cell[], row: PrintableRow): void {
  const height = heightOf(paper, cells, row);
  const top = paper.y;
  ruleAt(paper, top);
  paper.markContent('Artifact', { type: 'Pagination' });
  paper.font('text-bold').fontSize(fontSize).fillColor(colours.quiet);
  cells.forEach((cell, index) => {
    text(paper, cell, { words: row.cells[index] ?? '', top, depth: 0 });
  });
  paper.endMarkedContent();
  paper.x = sheet.left;
  paper.y = top + height;
}

function heightOf(paper: Paper, cells: readonly Cell[], { cells: words, isTotal }: PrintableRow): number {
  paper.font(isTotal ? 'text-bold' : 'text').fontSize(fontSize);
  const heights = cells.map(({ width, inset }, index) =>
    paper.heightOfString(words[index] === '' ? ' ' : (words[index] ?? ' '), {
      width: width - padding - inset,
    }),
  );
  return Math.max(...heights) + 2 * padding;
}

interface Words {
  readonly words: string;
  readonly top: number;
  readonly depth: number;
}

function text(paper: Paper, { x, width, column, ...cell }: Cell, { words, top, depth }: Words): void {
  const inset = cell.inset + depth * indent;
  paper.text(words === '' ? ' ' : words, x + inset, top + padding, {
    width: width - padding - inset,
    align: column.align === 'end' ? 'right' : 'left',
  });
}

const headHeight = 20;

function drawHeadRow(paper: Paper, element: Structure, cells: readonly Cell[]): void {
  const top = paper.y;
  band(paper, top);
  const parts = cells.map((cell) =>
    paper.struct('TH', {}, () => {
      paper.font('text-bold').fontSize(8).fillColor(colours.ink);
      text(paper, cell, { words: cell.column.title, top: top + 2, depth: 0 });
    }),
  );
  element.add(paper.struct('TR', {}, parts));
  paper.x = sheet.left;
  paper.y = top + headHeight;
}

/** What a page goes on with, and in which unit; for the eye alone, like the head below it. */
function repeatTitle(paper: Paper, { title, note }: PrintableTable): void {
  paper.markContent('Artifact', { type: 'Pagination' });
  paper.font('serif-bold').fontSize(11).fillColor(colours.quiet).text(`${title}, continued`, sheet.left);
  paper.font('text').fontSize(8).text(note);
  paper.endMarkedContent();
  paper.moveDown(0.5);
}

/** On a later page the head is there for the eye alone; whoever listens has heard it. */
function repeatHead(paper: Paper, cells: readonly Cell[]): void {
  const top = paper.y;
  band(paper, top);
  paper.markContent('Artifact', { type: 'Pagination' });
  paper.font('text-bold').fontSize(8).fillColor(colours.ink);
  for (const cell of cells) text(paper, cell, { words: cell.column.title, top: top + 2, depth: 0 });
  paper.endMarkedContent();
  paper.x = sheet.left;
  paper.y = top + headHeight;
}

function band(paper: Paper, top: number): void {
  paper.markContent('Artifact', { type: 'Layout' });
  paper.rect(sheet.left, top, sheet.width, headHeight - 2).fill(colours.band);
  paper.endMarkedContent();
}

function ruleAt(paper: Paper, top: number): void {
  paper.markContent('Artifact', { type: 'Layout' });
  paper
    .moveTo(sheet.left, top + 1)
    .lineTo(sheet.left + sheet.width, top + 1)
    .lineWidth(0.5)
    .stroke(colours.rule);
  paper.endMarkedContent();
}
