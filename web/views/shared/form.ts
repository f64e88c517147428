import type * as z from 'zod';
import { ProblemError } from '../../client/client.ts';
import type { FieldProblem } from '../../ui/error-summary.tsx';
import { shown, type Fields, type Outcome } from './screen-module.ts';

/** A form that was not accepted: why, and everything that was typed. */
export interface Refused {
  readonly problems: readonly FieldProblem[];
  readonly fields: Fields;
  /** 422: something has to be changed. 503: it may be right, and has to be sent again. */
  readonly status: 422 | 503;
}

/** What a form shows: the text it was just sent with, else what it began with. */
export function formState(
  begun: Fields,
  result: Refused | undefined,
): Pick<Refused, 'fields' | 'problems'> & { readonly status: number } {
  return result ?? { fields: begun, problems: [], status: 200 };
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** Reads the text of a form by a schema whose messages say what to do; one message a field. */
export function parseFields<T>(schema: z.ZodType<T>, fields: Fields): Parsed<T> {
  const result = schema.safeParse(fields);
  if (result.success) return { ok: true, value: result.data };
  const firsts = new Map<string, string>();
  for (const { path, message } of result.error.issues) {
    const field = String(path[0] ?? '');
    if (!firsts.has(field)) firsts.set(field, message);
  }
  return { ok: false, problems: [...firsts].map(([field, message]) => ({ field, message })) };
}

export function refused(problems: readonly FieldProblem[], fields: Fields): Outcome<Refused> {
  return shown({ problems, fields, status: 422 }, 422);
}

/** Which field of the form a refusal of the bank is about, by its code. */
export type FieldOfCode = Readonly<Partial<Record<string, string>>>;

/**
 * Keeps the form and shows the bank's refusal in it.
 * @throws what is no refusal, and a missing session, which the frame deals with
 */
export function refusedByBank(error: unknown, fields: Fields, fieldOf: FieldOfCode = {}): Outcome<Refused> {
  if (!(error instanceof ProblemError) || error.status === 401) throw error;
  if (error.status >= 500) {
    const problems = [{ field: '', message: troubleText(error) }];
    return shown({ problems, fields, status: 503 }, 503);
  }
  const faults = error.errors.map(({ pointer, message }) => ({
    field: fieldOf[pointer] ?? '',
    message,
  }));
  const problems =
    faults.length > 0 ? faults : [{ field: fieldOf[error.code] ?? '', message: error.message }];
  return shown({ problems, fields, status: 422 }, 422);
}

function troubleText({ code, traceId }: ProblemError): string {
  const quote = traceId === '' ? '' : ` Quote trace id ${traceId} if you ask us about it.`;
  const what =
    code === 'books-unavailable'
      ? 'The bank is out of reach, and nothing was done.'
      : 'The bank did not answer as it should, so it is not known whether this was done.';
  return `${what} Send it again in a moment: it will not be done twice.${quote}`;
}
