import type { Config } from 'jest';

const gate = { lines: 80, branches: 80 };

const config: Config = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  testMatch: ['<rootDir>/{infra,functions,web,ssr,sql,local}/**/*.test.ts'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: false },
        },
        module: { type: 'es6' },
      },
    ],
  },
  globalSetup: '<rootDir>/local/testing/jest-setup.ts',
  globalTeardown: '<rootDir>/local/testing/jest-teardown.ts',
  modulePathIgnorePatterns: ['<rootDir>/cdk.out', '<rootDir>/.local'],
  // Deployed handlers keep their connections for the life of the process; so do they here.
  forceExit: true,
  testTimeout: 60_000,
  maxWorkers: 2,
  coverageProvider: 'v8',
  collectCoverageFrom: [
    '{infra,functions,web,ssr,local}/**/*.ts',
    '!**/generated/**',
    '!**/*.test.ts',
    '!**/testing/**',
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
