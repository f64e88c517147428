/** What a payee's accounts were credited and charged in a calendar year, together, in cents. */
export interface PayeeYear {
  readonly interestMinor: bigint;
  readonly withheldMinor: bigint;
  /** Forfeited by early withdrawals; never netted against interest. */
  readonly penaltyMinor: bigint;
}

/** Form 1099-INT: box 1 interest, box 2 early-withdrawal penalty, box 4 federal tax withheld. */
export interface Form1099Int {
  readonly isDue: boolean;
  readonly box1Minor: bigint;
  readonly box2Minor: bigint;
  readonly box4Minor: bigint;
}

const thresholdMinor = 1_000n;

/**
 * The tax form of a payee over all accounts under one taxpayer number: due from ten dollars of interest, and at any
 * amount when tax was withheld. Source: 26 USC 6049.
 */
export function form1099Int({ interestMinor, withheldMinor, penaltyMinor }: PayeeYear): Form1099Int {
  return {
    isDue: interestMinor >= thresholdMinor || withheldMinor > 0n,
    box1Minor: interestMinor,
    box2Minor: penaltyMinor,
    box4Minor: withheldMinor,
  };
}
