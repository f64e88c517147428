import type { Config } from 'jest';

const gate = { lines: 80, branches: 80 };

/** Types and JSX are stripped, modules stay as they are; JSX needs a parser of its own, which confuses generics. */
const transformed = (tsx: boolean): [string, Record<string, unknown>] => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', tsx },
      transform: { react: { runtime: 'automatic' } },
    },
    module: { type: 'es6' },
  },
];

const config: Config = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  testMatch: ['<rootDir>/{infra,functions,web,ssr,sql,local}/**/*.test.{ts,tsx}'],
  transform: { '^.+\\.tsx$': transformed(true), '^.+\\.ts$': transformed(false) },
  // How a page looks is the business of the build.
  moduleNameMapper: {
    '\\.css$': '<rootDir>/local/testing/no-style.ts',
    // What functions print is watched for secrets.
    '^\\./print\\.ts$': '<rootDir>/local/testing/watched-print.ts',
    // What functions keep open is closed when their test file ends.
    '^\\.\\./adapters/redis/connection\\.ts$': '<rootDir>/local/testing/watched-redis.ts',
  },
  globalSetup: '<rootDir>/local/testing/jest-setup.ts',
  globalTeardown: '<rootDir>/local/testing/jest-teardown.ts',
  modulePathIgnorePatterns: ['<rootDir>/cdk.out', '<rootDir>/.local'],
  // Deployed handlers keep their connections for the life of the process; so do they here.
  forceExit: true,
  testTimeout: 60_000,
  maxWorkers: 2,
  // What a file has loaded stays with its worker, and counting coverage goes through all of it after every file: the
  // hundredth took ten seconds longer than the first. A worker that has grown makes room for a new one.
  workerIdleMemoryLimit: '700MB',
  coverageProvider: 'v8',
  runtime: '<rootDir>/local/testing/coverage-runtime.ts',
  collectCoverageFrom: [
    '{infra,functions,web,ssr,local}/**/*.{ts,tsx}',
    '!**/generated/**',
    '!**/*.test.{ts,tsx}',
    '!**/*.config.ts',
    '!**/testing/**',
    // Runs in browsers only, where its own tests are.
    '!local/browser/**',
  ],
  coverageReporters: ['text-summary', 'json-summary'],
  coverageThreshold: {
    global: {},
    './infra/': gate,
    './functions/': gate,
    './web/': gate,
    './ssr/': gate,
    './local/': gate,
  },
};

export default config;
