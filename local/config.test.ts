import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { readConfig, root, withOwnEnvironment } from './config.ts';

describe('the configuration of the local stack', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).toEqual({
      port: 8080,
      bind: '127.0.0.1',
      dataDirectory: join(root, '.local'),
      postgresUrl: undefined,
      redisUrl: undefined,
      dynamodbUrl: undefined,
      sqsUrl: undefined,
      searchPath: '',
    });
  });

  it('takes what the environment gives and ignores empty variables', () => {
    const config = readConfig({
      PORT: '8090',
      BANK_BIND: '0.0.0.0',
      BANK_DATA_DIR: '/data',
      BANK_POSTGRES_URL: 'postgres://a:b@postgres:5432/postgres',
      REDIS_URL: '',
    });
    expect(config).toMatchObject({
      port: 8090,
      bind: '0.0.0.0',
      dataDirectory: '/data',
      redisUrl: undefined,
    });
    expect(config.postgresUrl).toBe('postgres://a:b@postgres:5432/postgres');
  });

  it('names every variable it cannot use', () => {
    expect(() => readConfig({ PORT: '70000', BANK_SQS_URL: 'queue' })).toThrow(
      /PORT: .*\n {2}BANK_SQS_URL: /,
    );
  });

  it('hands the environment of this process on, with additions', () => {
    expect(withOwnEnvironment({ CDK_OUTDIR: 'out' })).toMatchObject({
      CDK_OUTDIR: 'out',
      PATH: process.env['PATH'],
    });
  });
});
