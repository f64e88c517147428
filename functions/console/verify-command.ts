import { inOneReading } from '../adapters/postgres/database.ts';
import { sealedBooks } from '../adapters/postgres/seals.ts';
import { booksVerifier } from '../adapters/postgres/verifier.ts';
import type { PublishedBlock } from '../domain/proof.ts';
import type { Disagreement } from '../services/ports-of-seals.ts';
import {
  allPublished,
  verifyBooks,
  type VerifyProgress,
  type VerifyReport,
} from '../services/verify-books.ts';
import { ConsoleError, type ConsoleContext, type Progress } from './context.ts';
import { targetOf, withBooks, type BooksOptions } from './target.ts';

/**
 * `verify`: reckons the books again and holds their blocks against the published ones.
 * @throws ConsoleError that names the first row that disagrees
 */
export async function verifyCommand(context: ConsoleContext, options: BooksOptions): Promise<void> {
  const { books, json } = options;
  // Before the books are read, so that whatever was published is in the state that is read.
  const published = await readPublished(context, options);
  const report = await withBooks(context, options, (database) =>
    inOneReading(database, (reading) =>
      verifyBooks(
        { verifier: booksVerifier(reading), sealed: sealedBooks(reading), published },
        progressOf(context),
      ),
    ),
  );
  context.out(json ? JSON.stringify({ books, ok: report.first === null, ...report }) : asText(report));
  if (report.first) throw new ConsoleError(`The books disagree: ${sentenceOf(report.first)}`);
}

async function readPublished(
  context: ConsoleContext,
  options: BooksOptions,
): Promise<readonly PublishedBlock[] | null> {
  const place = await context.openPublished?.(options.books, targetOf(options));
  if (!place) return null;
  try {
    return await allPublished(place.published);
  } finally {
    await place.close();
  }
}

function progressOf(context: ConsoleContext): VerifyProgress {
  let bar: Progress | undefined;
  let left = 0;
  return {
    begin(steps) {
      left = steps;
      bar = context.progress('verify', steps);
    },
    done(title) {
      bar?.advance(1, title);
      left -= 1;
      if (left === 0) bar?.finish();
    },
  };
}

const sentenceOf = ({ relation, key, stored, expected }: Disagreement): string =>
  `${relation}, ${key}: stored is ${stored}; it should be ${expected}`;

function asText({ checks, blocks, unsealed, unpublished }: VerifyReport): string {
  return [
    ...checks.map(({ title, disagreement }) =>
      disagreement === null
        ? `ok        ${title}`
        : `DISAGREES ${title}\n          ${sentenceOf(disagreement)}`,
    ),
    '',
    `${blocks} blocks; ${unsealed} journals not sealed yet; ${
      unpublished === null ? 'blocks are published nowhere' : `${unpublished} blocks not published yet`
    }`,
  ].join('\n');
}
