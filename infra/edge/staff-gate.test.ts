import { describe, expect, it } from '@jest/globals';
import { staffPass } from '../../functions/http/staff-pass.ts';
import { compileEdgeFunction } from '../../local/stack/cdn/edge-function.ts';
import { edgeFunction } from '../bundle.ts';

const key = 'the key of the store';
const now = 1_790_000_000;

/** 200 for what the gate lets through to the files. */
async function statusFor(cookie: string | undefined, store = new Map([['key', key]])): Promise<number> {
  const run = compileEdgeFunction('staff-gate', edgeFunction('staff-gate.js'), store);
  const result = await run({
    eventType: 'viewer-request',
    distributionId: 'E1',
    viewerIp: '198.51.100.7',
    request: {
      method: 'GET',
      uri: '/assets/staff/staff-screens-1.js',
      querystring: {},
      headers: {},
      cookies: cookie === undefined ? {} : { '__Host-bank_pass': { value: cookie } },
    },
  });
  return 'statusCode' in result ? result.statusCode : 200;
}

describe('the gate before the code of staff screens', () => {
  it('opens for a pass of the API until its end', async () => {
    const end = Math.floor(Date.now() / 1000) + 60;
    expect(await statusFor(staffPass(key, end))).toBe(200);
    expect(await statusFor(staffPass(key, Math.floor(Date.now() / 1000) - 1))).toBe(403);
  });

  it.each<[string, string | undefined]>([
    ['none', undefined],
    ['an empty one', ''],
    ['one without a signature', '9999999999.'],
    ['one signed with another key', staffPass('guessed', 9_999_999_999)],
    ['one whose end was moved', `9999999999.${staffPass(key, now).split('.')[1] ?? ''}`],
    ['one with more behind it', `${staffPass(key, 9_999_999_999)}.x`],
    ['one that is no number', staffPass(key, Number.NaN)],
    ['one that never ends', staffPass(key, Number.POSITIVE_INFINITY)],
  ])('stays shut for %s', async (_what, cookie) => {
    expect(await statusFor(cookie)).toBe(403);
  });

  it('opens for nobody while its key is not there', async () => {
    const end = Math.floor(Date.now() / 1000) + 60;
    await expect(statusFor(staffPass(key, end), new Map())).rejects.toThrow('KeyNotFound');
  });
});
