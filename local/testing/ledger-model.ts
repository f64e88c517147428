/**
 * The books in a page of another language: accounts with balances, holds and limits, and what each command does to them.
 * It knows nothing of SQL; the property test holds the database against it. Amounts are minor units as the customer sees
 * them: positive is what the bank owes.
 */
export interface ModelAccount {
  readonly id: string;
  readonly currency: string;
  /** Lowest balance allowed, overdraft included; null for none. */
  readonly floor: bigint | null;
  /** How often money may leave it on one business date; null for no limit. */
  readonly maxPayments: number | null;
  balance: bigint;
  held: bigint;
  version: number;
  paymentsToday: number;
}

export interface ModelHold {
  readonly id: string;
  readonly account: ModelAccount;
  readonly expiresInDays: number;
  left: bigint;
  daysLeft: number;
}

export interface ModelLine {
  readonly account: ModelAccount | undefined;
  readonly minor: bigint;
  readonly currency: string;
}

export interface ModelJournal {
  readonly lines: readonly ModelLine[];
  readonly capture?: {
    readonly hold: ModelHold | undefined;
    readonly minor: bigint;
    readonly final: boolean;
  };
  readonly condition?: {
    readonly account: ModelAccount;
    readonly minBalance?: bigint;
    readonly version?: number;
  };
  readonly reversal?: boolean;
}

export class ModelRefusal extends Error {}

const refuse = (rule: string): never => {
  throw new ModelRefusal(rule);
};

/** A copy to try things on: accounts and holds are changed in place, so what is refused starts from a copy. */
export class Model {
  readonly accounts: ModelAccount[];
  readonly holds: ModelHold[];

  constructor(accounts: ModelAccount[], holds: ModelHold[] = []) {
    this.accounts = accounts;
    this.holds = holds;
  }

  /** Does the work, or leaves everything as it was and rethrows. */
  attempt<T>(work: () => T): T {
    const accounts = this.accounts.map((account) => ({ ...account }));
    const holds = this.holds.map(({ left, daysLeft }) => ({ left, daysLeft }));
    try {
      return work();
    } catch (error) {
      this.accounts.forEach((account, n) => Object.assign(account, accounts[n]));
      this.holds.splice(holds.length);
      this.holds.forEach((hold, n) => Object.assign(hold, holds[n]));
      throw error;
    }
  }

  post({ lines, capture, condition, reversal = false }: ModelJournal): void {
    checkShape(lines);
    if (condition) checkCondition(condition);
    const changes = new Map<ModelAccount, bigint>();
    for (const { account, minor, currency } of lines) {
      if (!account || account.currency !== currency) return refuse('account or currency');
      changes.set(account, (changes.get(account) ?? 0n) - minor);
      account.version += 1;
    }
    if (capture) takeFromHold(capture, changes);
    for (const [account, change] of changes) apply(account, change, reversal);
  }

  hold(hold: ModelHold): void {
    const { account, left } = hold;
    if (account.floor !== null && account.balance - account.held - left < account.floor) refuse('available');
    account.held += left;
    this.holds.push(hold);
  }

  release(hold: ModelHold): void {
    if (hold.left === 0n) refuse('nothing left');
    free(hold, hold.left);
  }

  rollDay(): void {
    for (const account of this.accounts) account.paymentsToday = 0;
    for (const hold of this.holds) {
      hold.daysLeft -= 1;
      if (hold.daysLeft < 0) free(hold, hold.left);
    }
  }
}

function free(hold: ModelHold, minor: bigint): void {
  hold.left -= minor;
  hold.account.held -= minor;
}

function checkShape(lines: readonly ModelLine[]): void {
  const limit = 10n ** 14n;
  if (lines.length < 2 || lines.some(({ minor }) => minor === 0n)) refuse('two lines, none zero');
  if (lines.some(({ minor }) => minor <= -limit || minor >= limit)) refuse('too large');
  const sums = new Map<string, bigint>();
  for (const { currency, minor } of lines) sums.set(currency, (sums.get(currency) ?? 0n) + minor);
  if ([...sums.values()].some((sum) => sum !== 0n)) refuse('balance');
}

function checkCondition({ account, minBalance, version }: NonNullable<ModelJournal['condition']>): void {
  if (minBalance !== undefined && account.balance < minBalance) refuse('condition on balance');
  if (version !== undefined && account.version !== version) refuse('condition on version');
}

function takeFromHold(
  { hold, minor, final }: NonNullable<ModelJournal['capture']>,
  changes: ReadonlyMap<ModelAccount, bigint>,
): void {
  if (!hold || minor < 1n || minor > hold.left) return refuse('hold');
  if (-(changes.get(hold.account) ?? 0n) < minor) return refuse('pays less than it captures');
  free(hold, final ? hold.left : minor);
}

function apply(account: ModelAccount, change: bigint, reversal: boolean): void {
  account.balance += change;
  if (change >= 0n) return;
  if (account.floor !== null && account.balance - account.held < account.floor) refuse('floor');
  if (reversal || account.maxPayments === null) return;
  account.paymentsToday += 1;
  if (account.paymentsToday > account.maxPayments) refuse('velocity');
}
