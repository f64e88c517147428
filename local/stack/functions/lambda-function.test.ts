import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProcessOptions } from './function-process.ts';
import { lambdaFunction, type LambdaFunction } from './lambda-function.ts';

const opened: LambdaFunction[] = [];
let printed: string[] = [];

function deployed(source: string, options: Partial<ProcessOptions> = {}): LambdaFunction {
  const module = join(mkdtempSync(join(tmpdir(), 'function-')), 'index.mjs');
  writeFileSync(module, source);
  printed = [];
  const deployment = lambdaFunction({
    name: 'bank-test',
    arn: 'arn:aws:lambda:us-east-1:000000000000:function:bank-test',
    module,
    exportName: 'handler',
    memoryMb: 256,
    timeoutMs: 5000,
    environment: {},
    print: (line) => printed.push(line),
    ...options,
  });
  opened.push(deployment);
  return deployment;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((deployment) => deployment.close()));
});

describe('a deployed function', () => {
  it('answers with what its handler returns', async () => {
    const echo = deployed('export const handler = async (event) => ({ got: event.name });');
    expect(await echo.invoke({ name: 'Alice' })).toEqual({ got: 'Alice' });
  });

  it('answers null where its handler returns nothing', async () => {
    expect(await deployed('export const handler = () => undefined;').invoke({})).toBeNull();
  });

  it('sees exactly the environment it is given', async () => {
    const environment = { STAGE: 'local', AWS_REGION: 'us-east-1' };
    const spy = deployed('export const handler = () => process.env;', { environment });
    expect(await spy.invoke({})).toEqual(environment);
  });

  it('learns from its context who it is and how long it may still run', async () => {
    const spy = deployed(`export const handler = (_event, context) => ({
      name: context.functionName, memory: context.memoryLimitInMB, arn: context.invokedFunctionArn,
      inTime: context.getRemainingTimeInMillis() > 3000 && context.getRemainingTimeInMillis() <= 5000 });`);
    expect(await spy.invoke({})).toEqual({
      name: 'bank-test',
      memory: '256',
      arn: 'arn:aws:lambda:us-east-1:000000000000:function:bank-test',
      inTime: true,
    });
  });

  it('serves several invocations at once from one process', async () => {
    const slow = deployed(`let running = 0;
      export const handler = async ({ wait }) => { running++; const seen = running - 1;
        await new Promise((resolve) => setTimeout(resolve, wait)); return seen; };`);
    await slow.invoke({ wait: 0 });
    const [first, second] = await Promise.all([slow.invoke({ wait: 200 }), slow.invoke({ wait: 50 })]);
    expect([first, second]).toEqual([1, 2]);
  });

  it('reports the error its handler throws and goes on serving', async () => {
    const moody = deployed(`export const handler = ({ fail }) => {
      if (fail) throw new RangeError('too much'); return process.pid; };`);
    const pid = await moody.invoke({});
    await expect(moody.invoke({ fail: true })).rejects.toMatchObject({
      errorType: 'RangeError',
      message: 'RangeError: too much',
    });
    expect(await moody.invoke({})).toBe(pid);
  });

  it('is killed at its time-out and gets a fresh process at the next call', async () => {
    const stuck = deployed(`export const handler = ({ hang }) => { while (hang); return process.pid; };`, {
      timeoutMs: 300,
    });
    const pid = await stuck.invoke({});
    const message = 'Sandbox.Timedout: Task timed out after 0.30 seconds';
    await expect(stuck.invoke({ hang: true })).rejects.toThrow(message);
    expect(printed).toContain(`ERROR ${message}`);
    const next = await stuck.invoke({});
    expect(next).not.toBe(pid);
    expect(() => process.kill(Number(pid), 0)).toThrow('ESRCH');
  });

  it('fails whoever waits when its process crashes, then starts afresh', async () => {
    const fragile = deployed(`export const handler = async ({ crash }) => {
      if (crash) process.exit(3); if (crash === false) await new Promise(() => {}); return 'alive'; };`);
    const waiting = fragile.invoke({ crash: false });
    const crashing = fragile.invoke({ crash: true });
    await expect(crashing).rejects.toThrow('Runtime.ExitError: Runtime exited: status 3');
    await expect(waiting).rejects.toThrow('Runtime.ExitError');
    expect(await fragile.invoke({})).toBe('alive');
  });

  it('reports code that cannot be loaded, each time it is called', async () => {
    const broken = deployed(`throw new Error('SIGNING_SECRET_ARN is missing');`);
    await expect(broken.invoke({})).rejects.toThrow('Error: SIGNING_SECRET_ARN is missing');
    await expect(broken.invoke({})).rejects.toThrow('Error: SIGNING_SECRET_ARN is missing');
  });

  it('reports a handler that does not exist', async () => {
    const absent = deployed('export const other = 1;');
    await expect(absent.invoke({})).rejects.toThrow('exports no function handler');
  });

  it('prints what the function logs, line by line', async () => {
    const talkative = deployed(
      `export const handler = () => { console.log('one\\ntwo'); console.error('three'); };`,
    );
    await talkative.invoke({});
    await talkative.close();
    expect(printed.sort()).toEqual(['one', 'three', 'two']);
  });

  it('reaches the siblings of bank.localhost', async () => {
    const server = createServer((request, response) => response.end(request.headers.host)).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const caller = deployed('export const handler = async ({ url }) => (await fetch(url)).text();');
    const answer = await caller.invoke({ url: `http://api.bank.localhost:${port}/` });
    server.close();
    expect(answer).toBe(`api.bank.localhost:${port}`);
  });
});
