/** What an acknowledged request did: the key it was posted under and how each account changed, customer's side. */
export interface Promised {
  readonly key: string;
  readonly changes: ReadonlyMap<string, bigint>;
}

/**
 * Everything the books have said yes to. A request that got no answer is asked again under its key until it has one, so
 * at the end each key is either promised or refused.
 */
export class Promises {
  readonly byKey = new Map<string, Promised>();
  readonly faults: string[] = [];
  readonly tally = new Map<string, number>();

  count(what: string): void {
    this.tally.set(what, (this.tally.get(what) ?? 0) + 1);
  }

  keep(promised: Promised): void {
    this.byKey.set(promised.key, promised);
  }

  /** What no refusal explains: a deadlock, a lost connection, a wrong answer. Any one of them fails the run. */
  fault(what: string, error: unknown): void {
    this.count('fault');
    this.faults.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function between(from: string, to: string, minor: bigint): ReadonlyMap<string, bigint> {
  return new Map([
    [from, -minor],
    [to, minor],
  ]);
}
