import { setInterval } from 'node:timers';

/** Where the person at the keyboard reads how far it is. */
export interface Report {
  line(text: string): void;
  /** Tells that a long step begins, every ten seconds that it is still under way, and how long it took. */
  step<T>(title: string, work: () => Promise<T>): Promise<T>;
}

/** In JSON mode standard output belongs to the figures. */
export function reportTo(stream: NodeJS.WritableStream): Report {
  const line = (text: string): void => {
    stream.write(`${text}\n`);
  };
  return {
    line,
    async step(title, work) {
      const startedAt = performance.now();
      const seconds = (): string => ((performance.now() - startedAt) / 1000).toFixed(1);
      line(`${title} …`);
      const ticking = setInterval(() => {
        line(`  … ${seconds()} s`);
      }, 10_000);
      try {
        const result = await work();
        line(`  ${seconds()} s`);
        return result;
      } finally {
        clearInterval(ticking);
      }
    },
  };
}
