import type { Config } from 'jest';
import base from '../../jest.config.ts';

/** Tests that need a browser; `npm test` runs without one. */
const config: Config = {
  rootDir: '../..',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: base.extensionsToTreatAsEsm ?? [],
  transform: base.transform,
  moduleNameMapper: base.moduleNameMapper ?? {},
  modulePathIgnorePatterns: base.modulePathIgnorePatterns ?? [],
  testMatch: ['<rootDir>/local/browser/**/*.browser.ts'],
  testTimeout: 60_000,
  // A test that failed may leave a browser open, for which nobody should wait.
  forceExit: true,
  // Each worker has a browser of its own.
  maxWorkers: 1,
};

export default config;
