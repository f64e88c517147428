import { describe, expect, it } from '@jest/globals';
import { sameText } from './session-token.ts';

const expected = 'kX2_9qLw-secret';

describe('the comparison of secrets', () => {
  it('accepts the same text', () => {
    expect(sameText(expected, expected)).toBe(true);
  });

  it.each([
    ['differs at its beginning', 'jX2_9qLw-secret'],
    ['differs at its end', 'kX2_9qLw-secreu'],
    ['is a part of it', 'kX2_9qLw'],
    ['goes on behind it', `${expected}t`],
    ['has another case', expected.toUpperCase()],
    ['is of other letters and as many bytes', 'kX2_9qLw-secr\u00e9'],
    ['is empty', ''],
  ])('refuses a text that %s', (_how, given) => {
    expect(sameText(given, expected)).toBe(false);
  });
});
