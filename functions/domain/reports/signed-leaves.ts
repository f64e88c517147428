import type { ReportForm, TotalLine } from './form.ts';
import { totalLines } from './totals.ts';

/** A line that a total is made of in the end, with the sign it has there. */
export interface SignedLeaf {
  readonly code: string;
  readonly sign: bigint;
}

/**
 * The lines below totals that are not totals, in the order of the form. A line may be summed on another schedule:
 * within the schedule it is a leaf.
 * @param schedule whose totals count; all of them unless given
 */
export function signedLeaves(
  form: ReportForm,
  codes: readonly string[],
  schedule?: string,
): readonly SignedLeaf[] {
  const totals = totalLines(form).filter((line) => schedule === undefined || line.schedule === schedule);
  const leaves = codes.flatMap((code) => {
    const line = totals.find((each) => each.code === code);
    if (!line) throw new RangeError(`The form has no total ${code}.`);
    return leavesOf(line, totals, 1n);
  });
  const order = form.lines.map(({ code }) => code);
  const places = leaves.map((leaf) => ({ leaf, place: order.indexOf(leaf.code) }));
  return places.sort((a, b) => a.place - b.place).map(({ leaf }) => leaf);
}

function leavesOf(line: TotalLine, totals: readonly TotalLine[], sign: bigint): readonly SignedLeaf[] {
  return line.terms.flatMap((term) => {
    const below = totals.find(({ code }) => code === term.name);
    const signed = sign * term.sign;
    return below ? leavesOf(below, totals, signed) : [{ code: term.name, sign: signed }];
  });
}
