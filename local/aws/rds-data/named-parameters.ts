/** A statement with each `:name` replaced by its `$n`, and the names in that order. */
export interface PositionalStatement {
  readonly text: string;
  readonly names: readonly string[];
}

// Everything in which a colon is not the start of a parameter, then the parameter itself. A doubled quote needs no
// case of its own outside E'…': it reads as two literals side by side.
const lexeme = new RegExp(
  [
    String.raw`\b[eE]'(?:[^'\\]|\\[\s\S]|'')*'`,
    `'[^']*'`,
    `"[^"]*"`,
    String.raw`--[^\n]*`,
    String.raw`(?<comment>/\*)`,
    String.raw`(?<![\w$])\$(?<tag>[A-Za-z_]\w*|)\$[\s\S]*?\$\k<tag>\$`,
    '::',
    ':=',
    // A number may be a name too, but not behind the lower bound of an array slice.
    String.raw`(?:(?<![\w\])])|(?=:[A-Za-z_])):(?<name>\w+)`,
  ].join('|'),
  'g',
);

/**
 * Finds the named parameters of a statement as the Data API does. `placeholder` gives the text for a parameter by
 * its name and 1-based position; a name used twice keeps its position.
 */
export function bindNames(
  sql: string,
  placeholder: (name: string, position: number) => string,
): PositionalStatement {
  const names: string[] = [];
  let text = '';
  let done = 0;
  lexeme.lastIndex = 0;
  for (let match = lexeme.exec(sql); match; match = lexeme.exec(sql)) {
    if (match.groups?.['comment'] !== undefined) lexeme.lastIndex = endOfComment(sql, match.index);
    const name = match.groups?.['name'];
    if (name === undefined) continue;
    if (!names.includes(name)) names.push(name);
    text += sql.slice(done, match.index) + placeholder(name, names.indexOf(name) + 1);
    done = lexeme.lastIndex;
  }
  return { text: text + sql.slice(done), names };
}

/** Block comments nest in Postgres, which a regular expression can't follow. */
function endOfComment(sql: string, start: number): number {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = start;
  let depth = 0;
  for (let match = edge.exec(sql); match; match = edge.exec(sql)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return edge.lastIndex;
  }
  return sql.length;
}
