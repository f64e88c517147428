/** Lets single operations run side by side, and a transaction alone. */
export interface Gate {
  shared<T>(work: () => Promise<T>): Promise<T>;
  alone<T>(work: () => Promise<T>): Promise<T>;
}

/** Opens a gate that admits in order of arrival. */
export function openGate(): Gate {
  let lastAlone: Promise<unknown> = Promise.resolve();
  const running = new Set<Promise<unknown>>();

  function track<T>(result: Promise<T>): Promise<T> {
    running.add(result);
    const leave = (): boolean => running.delete(result);
    result.then(leave, leave);
    return result;
  }

  return {
    shared: (work) => track(lastAlone.then(work)),
    alone(work) {
      const ahead = Promise.allSettled([...running]);
      const result = track(ahead.then(work));
      // Whoever comes later waits for the end of this, good or bad.
      lastAlone = result.catch(() => undefined);
      return result;
    },
  };
}
