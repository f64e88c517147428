/**
 * One summand of an expression such as `RCONB528 -RCON3123` or `2050 -time-over-250k`: a printed line by its code, a
 * ledger account by its number, or a fact by its name. `dr` behind an account takes what stands on its debit side
 * alone, `cr` what stands on its credit side.
 */
export interface Term {
  readonly sign: 1n | -1n;
  readonly kind: 'line' | 'account' | 'fact';
  readonly name: string;
  readonly part: 'whole' | 'debit' | 'credit';
}

const patterns = {
  account: /^(\d{4})(dr|cr)?$/,
  line: /^[A-Z]{2,4}[A-Z0-9]{2,4}$/,
  fact: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
} as const;

/**
 * Reads an expression: terms with a space between them, `-` before those that are subtracted.
 * @throws RangeError naming the term that is none
 */
export function readTerms(expression: string): readonly Term[] {
  return expression
    .split(' ')
    .filter((text) => text !== '')
    .map(termOf);
}

function termOf(text: string): Term {
  const sign = text.startsWith('-') ? -1n : 1n;
  const name = sign === 1n ? text : text.slice(1);
  const account = patterns.account.exec(name);
  if (account) {
    const part = account[2] === 'dr' ? 'debit' : account[2] === 'cr' ? 'credit' : 'whole';
    return { sign, kind: 'account', name: account[1] ?? '', part };
  }
  if (patterns.line.test(name)) return { sign, kind: 'line', name, part: 'whole' };
  if (patterns.fact.test(name)) return { sign, kind: 'fact', name, part: 'whole' };
  throw new RangeError(`"${text}" is no term: write a code, an account or a fact.`);
}

/** Sum of terms whose values somebody knows. */
export function sumOf(terms: readonly Term[], valueOf: (term: Term) => bigint): bigint {
  return terms.reduce((sum, term) => sum + term.sign * valueOf(term), 0n);
}
