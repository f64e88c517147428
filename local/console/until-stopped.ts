const signals = ['SIGINT', 'SIGTERM'] as const;

/** Resolves at the first signal that asks the process to stop; the next one stops it as ever. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      for (const signal of signals) process.off(signal, stop);
      resolve();
    };
    for (const signal of signals) process.on(signal, stop);
  });
}
