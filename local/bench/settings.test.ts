import { describe, expect, it } from '@jest/globals';
import { serverSettings } from './settings.ts';

describe('Settings of the measured server', () => {
  it('keep every promise of durability', () => {
    expect(serverSettings(64 * 1024 ** 3)).toMatchObject({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      shared_buffers: '2GB',
    });
  });

  it('leave a small machine its memory', () => {
    expect(serverSettings(4 * 1024 ** 3)).toMatchObject({ shared_buffers: '1GB' });
    expect(serverSettings(1024 ** 3)).toMatchObject({ shared_buffers: '1GB' });
  });
});
