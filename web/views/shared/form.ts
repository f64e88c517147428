import type * as z from 'zod';
import { ProblemError } from '../../client/client.ts';
import type { FieldProblem } from '../../ui/error-summary.tsx';
import { shown, type Fields, type Outcome } from './screen-module.ts';

/** A form that was not accepted: why, and everything that was typed. */
export interface Refused {
  readonly problems: readonly FieldProblem[];
  readonly fields: Fields;
  /** 422: something has to be changed. 403, 429 and 503: it may be right, and has to be sent again. */
  readonly status: 403 | 422 | 429 | 503;
}

/** What a form shows: the text it was just sent with, else what it began with. */
export function formState(
  begun: Fields,
  result: Refused | undefined,
): Pick<Refused, 'fields' | 'problems'> & { readonly status: number } {
  return result ?? { fields: begun, problems: [], status: 200 };
}

/** The properties of a form's field that come from what was typed and what is wrong with it. */
export function fieldProps(
  { fields, problems }: Pick<Refused, 'fields' | 'problems'>,
  name: string,
): { readonly name: string; readonly value: string; readonly problems: readonly FieldProblem[] } {
  return { name, value: fields[name] ?? '', problems };
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

/** The frame deals with these: a missing page, and a proof to be given on another one. */
const ofTheFrame = new Set(['not-found', 'step-up-required']);

/** Refusals that are about the page and not about what was typed, in words for people. */
const ofThePage: Readonly<Partial<Record<string, string>>> = {
  'csrf-refused': 'This page was out of date. Nothing was done; send it again.',
  'idempotency-key-reused':
    'Something was posted from this form already, and nothing was posted now. Look at the account first; to post another one, send this again.',
};

/**
 * Keeps the form and shows the bank's refusal in it.
 * @throws what is no refusal; a missing session or page, which the frame deals with
 */
export function refusedByBank(error: unknown, fields: Fields, fieldOf: FieldOfCode = {}): Outcome<Refused> {
  if (!(error instanceof ProblemError) || error.status === 401 || ofTheFrame.has(error.code)) throw error;
  const message = ofThePage[error.code];
  if (message !== undefined) {
    const status = error.code === 'csrf-refused' ? 403 : 422;
    return shown({ problems: [{ field: '', message }], fields: withFreshKey(error, fields), status }, status);
  }
  if (error.status >= 500) {
    const problems = [{ field: '', message: troubleText(error) }];
    return shown({ problems, fields, status: 503 }, 503);
  }
  const status = error.status === 429 ? 429 : 422;
  return shown({ problems: problemsOf(error, fieldOf), fields, status }, status);
}

/** A key that is used up would refuse for ever. */
function withFreshKey({ code }: ProblemError, fields: Fields): Fields {
  if (code !== 'idempotency-key-reused') return fields;
  return { ...fields, _idem: crypto.randomUUID() };
}

function problemsOf({ errors, code, message }: ProblemError, fieldOf: FieldOfCode): FieldProblem[] {
  if (errors.length === 0) return [{ field: fieldOf[code] ?? '', message }];
  return errors.map((fault) => ({ field: fieldOf[fault.pointer] ?? '', message: fault.message }));
}

/** Even where this attempt surely did nothing, an earlier one of the same form may have. */
function troubleText({ traceId }: ProblemError): string {
  const quote = traceId === '' ? '' : ` Quote trace id ${traceId} if you ask us about it.`;
  return `The bank did not answer as it should, so it is not known whether this was done. Send it again in a moment: it will not be done twice.${quote}`;
}
