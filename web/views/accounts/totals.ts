interface Held {
  readonly balance: { readonly minor: string; readonly currency: string };
}

/** Posted balances added up, one sum for each currency. */
export function totalsOf(accounts: readonly Held[]): readonly Held['balance'][] {
  const sums = new Map<string, bigint>();
  for (const { balance } of accounts) {
    sums.set(balance.currency, (sums.get(balance.currency) ?? 0n) + BigInt(balance.minor));
  }
  return [...sums].map(([currency, minor]) => ({ minor: minor.toString(), currency }));
}
