import { describe, expect, it } from '@jest/globals';
import { succeeded } from './batch-result.ts';

const failures = (...ids: string[]): unknown => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

describe('the outcome of a batch', () => {
  it.each<[string, unknown, string[]]>([
    ['nothing is returned', null, ['a', 'b']],
    ['no failures are listed', { batchItemFailures: [] }, ['a', 'b']],
    ['the list is null', { batchItemFailures: null }, ['a', 'b']],
    ['one failure is listed', failures('a'), ['b']],
    ['all are listed', failures('a', 'b'), []],
    ['an unknown message is listed', failures('c'), []],
    ['an empty identifier is listed', failures(''), []],
    ['the answer cannot be read', { batchItemFailures: [{ id: 'a' }] }, []],
  ])('when %s', (_when, result, done) => {
    expect(succeeded(result, ['a', 'b'], true)).toEqual(done);
  });

  it('is success as a whole where failures are not reported one by one', () => {
    expect(succeeded(failures('a'), ['a', 'b'], false)).toEqual(['a', 'b']);
  });
});
