import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Cluster, Redis } from 'ioredis';
import { provideRedis } from './choose.ts';
import { startRedis } from './server.ts';
import type { RedisServer } from './server.ts';

describe('the Redis of this process', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.close());

  it('serves a cluster client', async () => {
    const cluster = new Cluster([{ host: redis.host, port: redis.port }]);
    await cluster.set('account:1', 'cached', 'EX', 60);
    expect(await cluster.get('account:1')).toBe('cached');
    const answers = await cluster.multi().incr('limit:alice').expire('limit:alice', 60, 'NX').exec();
    expect(answers).toEqual([
      [null, 1],
      [null, 1],
    ]);
    await expect(cluster.mget('account:1', 'account:2')).rejects.toThrow('CROSSSLOT');
    expect(await cluster.mget('{account}:1', '{account}:2')).toEqual([null, null]);
    expect(cluster.nodes('master')).toHaveLength(1);
    await cluster.quit();
  });

  it('serves a single client, with pipelining and bytes', async () => {
    const client = new Redis({ host: redis.host, port: redis.port, connectionName: 'api' });
    const answers = await client
      .pipeline()
      .set('one', Buffer.from([0, 255]))
      .getBuffer('one')
      .ttl('one')
      .exec();
    expect(answers).toEqual([
      [null, 'OK'],
      [null, Buffer.from([0, 255])],
      [null, -1],
    ]);
    await Promise.all(Array.from({ length: 1000 }, () => client.incr('many')));
    expect(await client.get('many')).toBe('1000');
    await client.quit();
  });

  it('tells a node list and its state', async () => {
    const client = new Redis({ host: redis.host, port: redis.port });
    const nodes = await client.cluster('NODES');
    expect(nodes).toMatch(
      new RegExp(`^0{40} 127\\.0\\.0\\.1:${String(redis.port)}@\\d+ myself,master .* 0-16383\n$`),
    );
    expect(await client.cluster('INFO')).toContain('cluster_state:ok');
    expect(await client.call('COMMAND')).toEqual([]);
    await client.quit();
  });

  it('hangs up on what is not its protocol', async () => {
    const socket = connect(redis.port, redis.host);
    socket.write('GET / HTTP/1.1\r\n\r\n');
    const [answer] = await new Promise<Buffer[]>((resolve) => {
      const chunks: Buffer[] = [];
      socket
        .on('data', (chunk) => chunks.push(chunk))
        .on('end', () => {
          resolve(chunks);
        });
    });
    expect(String(answer)).toBe('-ERR Protocol error\r\n');
  });
});

describe('the choice of a Redis', () => {
  it('takes the one it is told of', async () => {
    const running = await startRedis();
    const provided = await provideRedis({ url: `redis://127.0.0.1:${String(running.port)}` });
    expect(provided).toMatchObject({ host: '127.0.0.1', port: running.port, kind: 'external' });
    await provided.close();
    const client = new Redis({ host: running.host, port: running.port });
    expect(await client.ping()).toBe('PONG');
    await client.quit();
    await running.close();
    expect(await provideRedis({ url: 'redis://cache' })).toMatchObject({ host: 'cache', port: 6379 });
  });

  it('refuses an address it can’t use', async () => {
    await expect(provideRedis({ url: 'http://127.0.0.1' })).rejects.toThrow('redis://');
  });

  it('starts the one of this process where there is no other', async () => {
    const provided = await provideRedis({ searchPath: '/nowhere' });
    expect(provided.kind).toBe('embedded');
    await provided.close();
  });

  it('says so when the redis-server on the path does not start', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'path-'));
    writeFileSync(join(directory, 'redis-server'), '#!/bin/sh\nexit 1\n');
    chmodSync(join(directory, 'redis-server'), 0o755);
    await expect(provideRedis({ searchPath: `/nowhere:${directory}` })).rejects.toThrow('did not start');
  });
});
