/** What a payee's accounts were credited and charged, together, in cents. */
export interface PayeeAmounts {
  readonly interestMinor: bigint;
  readonly withheldMinor: bigint;
  /** Forfeited by early withdrawals; never netted against interest. */
  readonly penaltyMinor: bigint;
}

/** What journals of a day added to a year's amounts after its report was filed. */
export interface Correction extends PayeeAmounts {
  readonly on: string;
}

/** A payee's calendar year as it is known now: the corrections are in the amounts. */
export interface PayeeYear extends PayeeAmounts {
  /** The earliest first. */
  readonly corrections: readonly Correction[];
}

/** Box 1 interest, box 2 early-withdrawal penalty, box 4 federal tax withheld; none is ever below zero. */
export interface Boxes {
  readonly box1Minor: bigint;
  readonly box2Minor: bigint;
  readonly box4Minor: bigint;
}

export const boxNumbers = ['1', '2', '4'] as const;

/** A box that says something else since a day. */
export interface BoxChange {
  readonly box: (typeof boxNumbers)[number];
  readonly on: string;
  readonly beforeMinor: bigint;
  readonly afterMinor: bigint;
}

export interface Form1099Int extends Boxes {
  readonly isDue: boolean;
  /** Where the form says something else than what was filed; it is a corrected one then. */
  readonly changes: readonly BoxChange[];
  /** What was taken back by hand beyond what the year has, at most zero: of which year it is, the books can't know. */
  readonly unplaced: PayeeAmounts;
}

const thresholdMinor = 1_000n;

/** Nothing of the three. */
export const noAmounts: PayeeAmounts = { interestMinor: 0n, withheldMinor: 0n, penaltyMinor: 0n };

/**
 * The tax form of a payee over all accounts under one taxpayer number: due from ten dollars of interest, and at any
 * amount when tax was withheld; once filed, a correction changes it and never does away with it. Source: 26 USC 6049.
 */
export function form1099Int(year: PayeeYear): Form1099Int {
  const states = statesOf(year);
  const firstDue = states.findIndex(({ amounts }) => isDue(amounts));
  const due = firstDue < 0 ? [] : states.slice(firstDue);
  return {
    isDue: due.length > 0,
    ...boxesOf(year),
    changes: due.flatMap((state, index) => changesBetween(due[index - 1] ?? state, state)),
    unplaced: amountsBy(year, (minor) => (minor < 0n ? minor : 0n)),
  };
}

interface State {
  /** Empty for what the year said when it was filed, or says while it is not. */
  readonly on: string;
  readonly amounts: PayeeAmounts;
}

/** A year before its corrections, and after each. */
function statesOf({ corrections, ...year }: PayeeYear): readonly State[] {
  const first = corrections.reduce<PayeeAmounts>((amounts, each) => plus(amounts, each, -1n), year);
  const states: State[] = [{ on: '', amounts: first }];
  for (const correction of corrections)
    states.push({ on: correction.on, amounts: plus(states.at(-1)?.amounts ?? first, correction, 1n) });
  return states;
}

const isDue = ({ interestMinor, withheldMinor }: PayeeAmounts): boolean =>
  interestMinor >= thresholdMinor || withheldMinor > 0n;

function changesBetween(before: State, { on, amounts }: State): readonly BoxChange[] {
  const [was, is] = [boxesOf(before.amounts), boxesOf(amounts)];
  return boxNumbers
    .map((box) => ({ box, on, beforeMinor: was[`box${box}Minor`], afterMinor: is[`box${box}Minor`] }))
    .filter(({ beforeMinor, afterMinor }) => beforeMinor !== afterMinor);
}

function boxesOf(amounts: PayeeAmounts): Boxes {
  const { interestMinor, penaltyMinor, withheldMinor } = amountsBy(amounts, (minor) =>
    minor > 0n ? minor : 0n,
  );
  return { box1Minor: interestMinor, box2Minor: penaltyMinor, box4Minor: withheldMinor };
}

const amountsBy = (
  { interestMinor, withheldMinor, penaltyMinor }: PayeeAmounts,
  of: (minor: bigint) => bigint,
): PayeeAmounts => ({
  interestMinor: of(interestMinor),
  withheldMinor: of(withheldMinor),
  penaltyMinor: of(penaltyMinor),
});

const plus = (all: PayeeAmounts, part: PayeeAmounts, sign: bigint): PayeeAmounts => ({
  interestMinor: all.interestMinor + sign * part.interestMinor,
  withheldMinor: all.withheldMinor + sign * part.withheldMinor,
  penaltyMinor: all.penaltyMinor + sign * part.penaltyMinor,
});
