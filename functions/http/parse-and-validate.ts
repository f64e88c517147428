import * as z from 'zod';
import type { Route } from '../contract/route.ts';
import { BankError, type FieldError } from '../domain/errors.ts';
import type { BankEvent, Check } from './state.ts';

/** A caller who gets so many wrong learns nothing from more; an answer must not outgrow its request. */
const toldFields = 20;

/** Of a route that takes none: a filter that would be ignored is an error everywhere. */
const noQuery = z.strictObject({});

/** Parameters, query and body through the contract's strict schemas; an unknown field is an error too. */
export function parseAndValidate(route: Route): Check {
  return {
    before: ({ event }) => {
      const fields: FieldError[] = [];
      const part = (schema: z.ZodType | undefined, value: unknown, place: string): unknown => {
        const result = schema?.safeParse(value);
        if (!result) return undefined;
        if (result.success) return result.data;
        fields.push(...result.error.issues.flatMap((issue) => fieldErrors(issue, place)));
        return undefined;
      };
      const params = part(route.params, event.pathParameters ?? {}, '/params');
      if (fields.length > 0) throw new BankError('not-found', 'Nothing has an id like this.');
      const query = part(route.query ?? noQuery, event.queryStringParameters ?? {}, '/query');
      const body = part(route.body, route.body ? bodyOf(event) : undefined, '');
      if (fields.length > 0) {
        const told = fields.slice(0, toldFields);
        throw new BankError(
          'validation-failed',
          told
            .map(({ pointer: place, message }) => `${place.replace(/^\/(query\/)?/, '')}: ${message}`)
            .join(' '),
          {
            fields: told,
          },
        );
      }
      event.bank.input = { params, query, body };
    },
  };
}

function bodyOf(event: BankEvent): unknown {
  const text = event.isBase64Encoded
    ? Buffer.from(event.body ?? '', 'base64').toString('utf8')
    : (event.body ?? '');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BankError('malformed-json', 'The body is not valid JSON.', { cause: error });
  }
}

function fieldErrors(issue: z.core.$ZodIssue, place: string): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointer(place, [...issue.path, key]),
      code: 'unknown-field',
      message: `Remove the unknown field "${key.slice(0, 50)}".`,
    }));
  }
  return [
    { pointer: pointer(place, issue.path), code: issue.code.replaceAll('_', '-'), message: messageOf(issue) },
  ];
}

/** The library's own words for a value of the wrong kind are for programmers. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_type') return issue.message;
  if (issue.message.endsWith('undefined')) return 'This field is required.';
  return `Give ${/^[aio]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}.`;
}

/** RFC 6901 */
function pointer(place: string, path: readonly PropertyKey[]): string {
  return [place, ...path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');
}
