export type ArrayItem = string | null | readonly ArrayItem[];

const token = /"((?:[^"\\]|\\[\s\S])*)"|([{}])|([^",{}]+)/g;

/** Parses the text form of a Postgres array (`{a,NULL,"b,c"}`), nested to any depth. */
export function parseArrayLiteral(literal: string): readonly ArrayItem[] {
  const outermost: ArrayItem[] = [];
  let whole = outermost;
  const open: ArrayItem[][] = [outermost];
  // Bounds other than 1 come first, as in [0:1]={a,b}.
  for (const [, quoted, brace, bare] of literal.slice(literal.indexOf('{')).matchAll(token)) {
    const innermost = open.at(-1) ?? outermost;
    if (brace === '{') {
      const nested: ArrayItem[] = [];
      if (innermost === outermost) whole = nested;
      innermost.push(nested);
      open.push(nested);
    } else if (brace === '}') open.pop();
    else if (bare === 'NULL') innermost.push(null);
    else innermost.push(bare ?? (quoted ?? '').replace(/\\([\s\S])/g, '$1'));
  }
  return whole;
}
