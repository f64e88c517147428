import { describe, expect, it } from '@jest/globals';
import { untilStopped } from './until-stopped.ts';

describe('A command that goes on by itself', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends at the first %s, and leaves the next one to Node',
    async (signal) => {
      const before = process.listenerCount(signal);
      const stopped = untilStopped();
      expect(process.listenerCount(signal)).toBe(before + 1);
      process.emit(signal);
      await expect(stopped).resolves.toBeUndefined();
      expect(process.listenerCount(signal)).toBe(before);
    },
  );
});
