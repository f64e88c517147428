import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { edgeFunction } from '../bundle.ts';

function rewrite(uri: string): string {
  const request = { uri };
  const sandbox = { event: { request } };
  runInNewContext(`${edgeFunction('spa-rewrite.js')}; handler(event);`, sandbox);
  return request.uri;
}

describe('the rewrite of deep links', () => {
  it.each([
    ['/', '/index.html'],
    ['/accounts/acc_1', '/index.html'],
    ['/accounts/', '/index.html'],
    ['/bank.css', '/bank.css'],
    ['/assets/app.1a2b.js', '/assets/app.1a2b.js'],
    ['/v1.2/page', '/index.html'],
  ])('asks for %s as %s', (uri, expected) => {
    expect(rewrite(uri)).toBe(expected);
  });
});
