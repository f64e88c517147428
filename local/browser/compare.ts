/** A page in lines, and what to call it in a message. */
export interface NamedTree {
  readonly name: string;
  readonly lines: readonly string[];
}

type Mark = ' ' | '-' | '+';
interface MarkedLine {
  readonly mark: Mark;
  readonly line: string;
}

type Lengths = (i: number, j: number) => number;

/** Length of the longest common subsequence of what follows line i of one and line j of the other. */
function commonLengths(a: readonly string[], b: readonly string[]): Lengths {
  const rows = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at: Lengths = (i, j) => rows[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = rows[i] ?? [];
    for (let j = b.length - 1; j >= 0; j -= 1)
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  return at;
}

const mark =
  (sign: Mark) =>
  (line: string): MarkedLine => ({ mark: sign, line });

function markedLines(a: readonly string[], b: readonly string[]): MarkedLine[] {
  const common = commonLengths(a, b);
  const out: MarkedLine[] = [];
  let [i, j] = [0, 0];
  for (let left = a[i], right = b[j]; left !== undefined && right !== undefined; left = a[i], right = b[j]) {
    const same = left === right;
    const dropsLeft = !same && common(i + 1, j) >= common(i, j + 1);
    out.push(same ? mark(' ')(left) : dropsLeft ? mark('-')(left) : mark('+')(right));
    if (same || dropsLeft) i += 1;
    if (same || !dropsLeft) j += 1;
  }
  return [...out, ...a.slice(i).map(mark('-')), ...b.slice(j).map(mark('+'))];
}

const context = 2;

/** Changed lines with those around them, and dots for what is left out. */
function hunks(lines: readonly MarkedLine[]): string[] {
  const near = (index: number): boolean =>
    lines.slice(Math.max(0, index - context), index + context + 1).some((each) => each.mark !== ' ');
  return lines.flatMap((each, index) => {
    if (near(index)) return [`${each.mark} ${each.line}`];
    return index === 0 || near(index - 1) ? ['  …'] : [];
  });
}

/**
 * How the second page differs from the first, for people; nothing when the two are the same.
 */
export function difference(first: NamedTree, second: NamedTree): string | undefined {
  const lines = markedLines(first.lines, second.lines);
  if (lines.every((each) => each.mark === ' ')) return undefined;
  return [`- ${first.name}`, `+ ${second.name}`, ...hunks(lines)].join('\n');
}
