const special = /\\([\s\S])|\[(\^?)((?:\\[\s\S]|[^\]\\])*)\]|[*?]|[.+^${}()|[\]\\/]/g;

/** A pattern of SCAN as a regular expression: `*`, `?`, `[a-z]`, `[^a]`, and `\` before a character that means itself. */
export function globToRegExp(pattern: string): RegExp {
  const source = pattern.replace(special, (all, ...[escaped, not, set]: (string | undefined)[]) => {
    if (escaped !== undefined) return quote(escaped);
    if (set !== undefined) return oneOf(set, not ?? '');
    if (all === '*') return '[\\s\\S]*';
    return all === '?' ? '[\\s\\S]' : quote(all);
  });
  return new RegExp(`^${source}$`);
}

function oneOf(set: string, not: string): string {
  // A set without members matches nothing.
  if (set === '') return '(?!)';
  const members = set.replace(/\\([\s\S])|\[/g, (all, escaped?: string) => quote(escaped ?? all));
  return `[${not}${members}]`;
}

function quote(character: string): string {
  return character.replace(/[.*+?^${}()|[\]\\/-]/, '\\$&');
}
