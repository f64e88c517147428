/** Figures that are measured together. */
export type Group = 'single' | 'hot' | 'latency' | 'batch' | 'as-of' | 'statements' | 'backdate';

export interface FigureKind {
  readonly name: string;
  /** `x` is a ratio to the yardstick at the same number of clients, or of two durations. */
  readonly unit: 'x' | 'ms' | 's';
  readonly group: Group;
  readonly goal?: string;
}

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** What the command measures; names are stable, programs read them. */
export const figureKinds: readonly FigureKind[] = [
  { name: 'single-1', unit: 'x', group: 'single' },
  { name: 'single-4', unit: 'x', group: 'single', goal: '≥ 1.8' },
  { name: 'single-16', unit: 'x', group: 'single', goal: '≥ 1.6' },
  { name: 'single-32', unit: 'x', group: 'single' },
  { name: 'hot-strict-16', unit: 'x', group: 'hot', goal: '≥ 0.6' },
  { name: 'hot-striped-16', unit: 'x', group: 'hot', goal: '≥ 1.4' },
  { name: 'batch-10', unit: 'x', group: 'batch' },
  { name: 'batch-100', unit: 'x', group: 'batch' },
  { name: 'batch-1000', unit: 'x', group: 'batch', goal: '≥ 8' },
  { name: 'batch-8000', unit: 'x', group: 'batch' },
  { name: 'single-p99-ms', unit: 'ms', group: 'latency', goal: '≤ 50' },
  { name: 'as-of-p99-ms', unit: 'ms', group: 'as-of', goal: '≤ 5' },
  { name: 'statements-10m-s', unit: 's', group: 'statements', goal: '≤ 2' },
  { name: 'backdate-ratio', unit: 'x', group: 'backdate', goal: '≤ 1.2' },
];

/**
 * The figures asked for, in the order of the table: by name or by group; all where nothing is asked.
 * @throws RangeError naming what is no figure
 */
export function chooseFigures(only: readonly string[]): readonly FigureKind[] {
  const known = new Set(figureKinds.flatMap(({ name, group }) => [name, group]));
  const unknown = only.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    const names = figureKinds.map(({ name }) => name).join(', ');
    throw new RangeError(`There is no figure ${unknown.join(', ')}; there are ${names}.`);
  }
  if (only.length === 0) return figureKinds;
  return figureKinds.filter(({ name, group }) => only.includes(name) || only.includes(group));
}

/** The number at the end of a figure's name, such as its clients or journals a batch. */
export function sizeInName(name: string): number {
  const size = Number(/-(\d+)$/.exec(name)?.[1]);
  if (Number.isNaN(size)) throw new RangeError(`The name ${name} has no size.`);
  return size;
}

export function meetsGoal(goal: string, value: number): boolean {
  const [sign, bound] = goal.split(' ');
  return sign === '≥' ? value >= Number(bound) : value <= Number(bound);
}

/** The table that ends a run, one line a figure. */
export function figureTable(figures: readonly Figure[]): string {
  const lines = figures.map(({ name, value, unit }) => {
    const goal = figureKinds.find((kind) => kind.name === name)?.goal;
    const verdict = goal === undefined ? '' : `   goal ${goal}${meetsGoal(goal, value) ? '' : ': MISSED'}`;
    return `${name.padEnd(18)}${value.toFixed(2).padStart(10)} ${unit.padEnd(2)}${verdict}`.trimEnd();
  });
  return lines.join('\n');
}
