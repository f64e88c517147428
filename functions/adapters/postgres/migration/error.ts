import { DatabaseError } from 'pg';

/** Why a database can't be brought up to date; the message names the file and what to do. */
export class MigrationError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'MigrationError';
  }
}

/** What the database said while it ran a file, with the line it points to. */
export function failureIn(path: string, text: string, cause: unknown): MigrationError {
  const position = cause instanceof DatabaseError ? Number(cause.position) : Number.NaN;
  const line = Number.isNaN(position) ? '' : `:${text.slice(0, position).split('\n').length}`;
  return new MigrationError(
    `${path}${line}: ${cause instanceof Error ? cause.message : String(cause)}`,
    cause,
  );
}
