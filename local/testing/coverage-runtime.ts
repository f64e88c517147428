import { Session } from 'node:inspector/promises';
import { createRequire } from 'node:module';
import type jestRuntime from 'jest-runtime';

// As its types describe it: to `import` it shows itself otherwise.
const { default: Runtime } = createRequire(import.meta.url)('jest-runtime') as typeof jestRuntime;

/** One for the life of a worker. */
let profiler: Session | undefined;

/** Counts from the first test file on; what a worker has loaded by then is gone through once a file, to take the counts. */
const lastingCounters = {
  async startInstrumenting(): Promise<void> {
    if (profiler) return;
    profiler = new Session();
    profiler.connect();
    await profiler.post('Profiler.enable');
    await profiler.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  },
  /** What has run since the last call: taking the counts sets them back. */
  async stopInstrumenting(): Promise<unknown> {
    return (await profiler?.post('Profiler.takePreciseCoverage'))?.result;
  },
};

/** The part of Jest's runtime, not of its types, that decides how coverage is counted. */
interface Counting {
  v8Coverage: { instrumenter: typeof lastingCounters; sources: Map<string, unknown> };
}

/** Jest's runtime, but for how it counts coverage: docs/decisions/0037-coverage-is-counted-without-a-debugger.md. */
// eslint-disable-next-line no-restricted-exports -- Jest takes the default export for its runtime
export default class CoverageRuntime extends Runtime {
  override async collectV8Coverage(): Promise<void> {
    const { v8Coverage } = this as unknown as Counting;
    v8Coverage.instrumenter = lastingCounters;
    v8Coverage.sources = new Map();
    await lastingCounters.startInstrumenting();
  }
}
