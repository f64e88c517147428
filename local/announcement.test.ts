import { describe, expect, it } from '@jest/globals';
import { announcementOf } from './announcement.ts';

describe('what npm start says when the bank is ready', () => {
  const lines = announcementOf({
    bankOrigin: new URL('http://bank.localhost:8081'),
    signIns: [{ role: 'customer', userName: 'alice', password: 'made-up' }],
    program: { id: 'an-id', secret: 'a-secret' },
  }).split('\n');

  it('names every place of it, the mailbox too', () => {
    expect(lines.filter((line) => line.includes('http:')).map((line) => line.trim())).toEqual([
      'the bank            http://bank.localhost:8081',
      'without JavaScript  http://classic.bank.localhost:8081',
      'the API             http://api.bank.localhost:8081/api/docs',
      'the mailbox         http://idp.localhost:8081',
    ]);
  });

  it('names who may come in, by a password or by the directory', () => {
    const people = lines.filter((line) => line.includes('made-up')).map((line) => line.split(/\s+/).slice(1));
    expect(people).toEqual([
      ['customer', 'alice', 'made-up'],
      ['teller', 'tess', 'made-up'],
      ['accountant', 'arno', 'made-up'],
      ['auditor', 'audra', 'made-up'],
      ['administrator', 'ada', 'made-up'],
    ]);
    expect(lines).toContain('  programs        an-id  a-secret');
  });
});
