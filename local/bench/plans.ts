/** How much and how long is measured. Seconds and numbers of rounds are those of each run. */
export interface Plan {
  readonly name: 'full' | 'quick' | 'trial';
  readonly seconds: number;
  /** Driven before each measurement and dropped. */
  readonly warmUpSeconds: number;
  readonly rounds: number;
  readonly openLoopSeconds: number;
  readonly accounts: number;
  readonly fewAccounts: number;
  /** pgbench's scale, and the accounts of each branch (100,000 there). */
  readonly branches: number;
  readonly accountsPerBranch: number;
  /** Entries made inside the database for reading and backdating. */
  readonly entries: number;
  readonly asOfReads: number;
  readonly backdatings: number;
}

const full: Plan = {
  name: 'full',
  seconds: 4,
  warmUpSeconds: 1,
  rounds: 5,
  openLoopSeconds: 20,
  accounts: 100_000,
  fewAccounts: 1_000,
  branches: 32,
  accountsPerBranch: 100_000,
  entries: 10_000_000,
  asOfReads: 5_000,
  backdatings: 400,
};

/** The same load, shorter, on a tenth of the history. */
const quick: Plan = {
  ...full,
  name: 'quick',
  seconds: 1.5,
  warmUpSeconds: 0.5,
  rounds: 2,
  openLoopSeconds: 5,
  entries: 1_000_000,
  asOfReads: 1_000,
  backdatings: 100,
};

/** Everything once, in the small: shows that it runs; its figures mean nothing. */
const trial: Plan = {
  name: 'trial',
  seconds: 0.1,
  warmUpSeconds: 0.02,
  rounds: 1,
  openLoopSeconds: 0.3,
  accounts: 200,
  fewAccounts: 50,
  branches: 32,
  accountsPerBranch: 100,
  entries: 6_000,
  asOfReads: 20,
  backdatings: 4,
};

export const plans = { full, quick, trial };
