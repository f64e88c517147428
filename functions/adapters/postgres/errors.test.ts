import { describe, expect, it } from '@jest/globals';
import { BankError } from '../../domain/errors.ts';
import { toBankError, toPostingError } from './errors.ts';
import { instantText } from './parse.ts';

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
const codeOf = (error: unknown): string => {
  const known = toBankError(error);
  return known instanceof BankError ? known.code : 'unknown';
};

describe('what a driver throws', () => {
  it.each<[string, Error, string]>([
    [
      'a refusal of the books by pg',
      Object.assign(new Error('Too little.'), { code: 'LB001' }),
      'insufficient-funds',
    ],
    [
      'a refusal of the books by the Data API',
      named('DatabaseErrorException', 'ERROR: Too little.\n  Detail: {}; SQLState: LB001'),
      'insufficient-funds',
    ],
    [
      'the same inside an error of drizzle',
      new Error('Failed query', { cause: named('DatabaseErrorException', 'ERROR: x; SQLState: LB009') }),
      'period-closed',
    ],
    ['a refused connection', Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'books-unavailable'],
    ['a lost connection', Object.assign(new Error('x'), { code: '08006' }), 'books-unavailable'],
    ['a server that shuts down', Object.assign(new Error('x'), { code: '57P01' }), 'books-unavailable'],
    ['a paused cluster', named('DatabaseResumingException', 'resuming'), 'books-unavailable'],
    [
      'a pool without a free connection',
      new Error('timeout exceeded when trying to connect'),
      'books-unavailable',
    ],
    ['a fault of ours', Object.assign(new Error('no such column'), { code: '42703' }), 'unknown'],
    ['a Data API error without a state', named('DatabaseErrorException', 'odd'), 'unknown'],
  ])('%s', (_name, error, code) => {
    expect(codeOf(error)).toBe(code);
  });

  it('keeps the sentence the books said, and nothing else of it', () => {
    const error = toBankError(
      named('DatabaseErrorException', 'ERROR: Too little.\n  Detail: {"secret":1}; SQLState: LB001'),
    );
    expect(error).toMatchObject({ message: 'Too little.' });
  });
});

describe('a posting without an answer', () => {
  it.each<[string, Error, string]>([
    [
      'a connection that was refused',
      Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
      'books-unavailable',
    ],
    [
      'a database that takes no connections',
      named('DatabaseErrorException', 'FATAL: no; SQLState: 57P03'),
      'books-unavailable',
    ],
    ['a lock that was not got', Object.assign(new Error('x'), { code: '55P03' }), 'books-unavailable'],
    [
      'a connection lost on the way',
      Object.assign(new Error('x'), { code: 'ECONNRESET' }),
      'outcome-unknown',
    ],
    ['an answer that did not come', named('TimeoutError', 'too late'), 'outcome-unknown'],
    ['a statement that was cut off', named('StatementTimeoutException', 'x'), 'outcome-unknown'],
    [
      'a server that shut down meanwhile',
      Object.assign(new Error('x'), { code: '57P01' }),
      'outcome-unknown',
    ],
    ['a refusal of the books', Object.assign(new Error('x'), { code: 'LB001' }), 'insufficient-funds'],
  ])('%s', (_name, error, code) => {
    const known = toPostingError(new Error('wrapped', { cause: error }));
    expect(known instanceof BankError ? known.code : 'unknown').toBe(code);
    if (!(known instanceof BankError)) return;
    expect(known.message.includes('Nothing was posted')).toBe(code === 'books-unavailable');
    expect(known.message.includes('same Idempotency-Key')).toBe(code === 'outcome-unknown');
  });
});

describe('an instant', () => {
  it.each([
    '2026-01-02 03:04:05.678',
    '2026-01-02 03:04:05.678+00',
    '2026-01-02 04:04:05.678+01',
    '2026-01-02T03:04:05.678Z',
  ])('is read from %s', (text) => {
    expect(instantText.parse(text)).toBe('2026-01-02T03:04:05.678Z');
  });
});
