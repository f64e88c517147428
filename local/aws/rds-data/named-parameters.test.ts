import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bindNames } from './named-parameters.ts';

const positional = (sql: string): { text: string; names: readonly string[] } =>
  bindNames(sql, (_, position) => `$${String(position)}`);

describe('named parameters of a statement', () => {
  it.each([
    ['SELECT :id', 'SELECT $1', ['id']],
    ['SELECT :a, :b, :a', 'SELECT $1, $2, $1', ['a', 'b']],
    ['SELECT :amount::numeric', 'SELECT $1::numeric', ['amount']],
    ['SELECT (:1, :2)', 'SELECT ($1, $2)', ['1', '2']],
    ['SELECT x::text', 'SELECT x::text', []],
    ['SELECT a[1:2]', 'SELECT a[1:2]', []],
    ["SELECT ':no', :yes", "SELECT ':no', $1", ['yes']],
    ["SELECT 'it''s :no', :yes", "SELECT 'it''s :no', $1", ['yes']],
    [String.raw`SELECT E'a\':no', :yes`, String.raw`SELECT E'a\':no', $1`, ['yes']],
    [String.raw`SELECT 'a\', :yes`, String.raw`SELECT 'a\', $1`, ['yes']],
    ['SELECT ":no", :yes', 'SELECT ":no", $1', ['yes']],
    ['SELECT 1 -- :no\n, :yes', 'SELECT 1 -- :no\n, $1', ['yes']],
    ['SELECT 1 /* :no */, :yes', 'SELECT 1 /* :no */, $1', ['yes']],
    ['SELECT 1 /* a /* :no */ :no */, :yes', 'SELECT 1 /* a /* :no */ :no */, $1', ['yes']],
    ['SELECT 1 /* open :no', 'SELECT 1 /* open :no', []],
    ['SELECT $$ :no $$, :yes', 'SELECT $$ :no $$, $1', ['yes']],
    ['SELECT $f$ :no $$ :no $f$, :yes', 'SELECT $f$ :no $$ :no $f$, $1', ['yes']],
    ['SELECT f(a := :yes)', 'SELECT f(a := $1)', ['yes']],
    ['', '', []],
  ])('are found in %s', (sql, text, names) => {
    expect(positional(sql)).toEqual({ text, names });
  });

  it('leave a statement without colons as it is', () => {
    fc.assert(
      fc.property(fc.string(), (sql) => {
        const plain = sql.replaceAll(':', ' ');
        expect(positional(plain)).toEqual({ text: plain, names: [] });
      }),
    );
  });

  it('are never found inside a literal', () => {
    fc.assert(
      fc.property(fc.string(), (content) => {
        const literal = `'${content.replaceAll("'", "''")}'`;
        expect(positional(`SELECT ${literal}, :x`)).toEqual({ text: `SELECT ${literal}, $1`, names: ['x'] });
      }),
    );
  });
});
