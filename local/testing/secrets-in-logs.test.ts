import { describe, expect, it } from '@jest/globals';
import { newSessionToken } from '../../functions/http/session-token.ts';
import { personalOf } from '../seed/personal.ts';
import { useBank } from './bank.ts';
import { userPassword } from './bank-parts.ts';
import { expectNoSecrets, secretsIn, seededSecrets } from './secrets-in-logs.ts';
import { outsidePassword } from './pool.ts';
import { appPassword, consolePassword } from './server-address.ts';
import { printedLines } from './watched-print.ts';

const bank = useBank();

describe('the watch over the logs of the tests', () => {
  it('knows the passwords of the tests', () => {
    for (const password of [userPassword, outsidePassword, appPassword, consolePassword])
      expect(seededSecrets).toContain(password);
  });

  it('knows where the people of the demo bank live', () => {
    for (const { address } of Object.values(personalOf))
      expect(secretsIn(`{"form":"${address}"}`)).toEqual(['a secret that was typed in']);
  });

  it.each([
    ['a token', '{"authorization":"eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.x"}'],
    ['a cookie of ours', 'cookie: __Host-bank_sid=abcdefgh'],
    ['a bearer token', 'authorization: bearer abcdefghijklmnopqrstuvwx'],
    ['a session token', `{"sid":"A1b${newSessionToken().slice(3)}"}`],
    ['a tax number', '{"q":"123-45-6789"}'],
    ['a secret that was typed in', '{"password":"correct-HORSE-7"}'],
  ])('finds %s', (what, text) => {
    expect(secretsIn(text)).toContain(what);
    expect(() => {
      expectNoSecrets(['{}', text]);
    }).toThrow(what);
  });

  it('sees each line that a function prints, and finds nothing in it', async () => {
    await bank().signIn('alice');
    await bank().send({
      method: 'POST',
      path: '/auth/password',
      body: { userName: 'alice', password: 'Wrong-Horse-99' },
    });
    const lines = printedLines.map((line) => JSON.parse(line) as { operationId: string; status: number });
    expect(lines.map(({ operationId, status }) => [operationId, status])).toEqual([
      ['signIn', 200],
      ['signIn', 401],
    ]);
    expect(secretsIn(printedLines.join('\n'))).toEqual([]);
    expect((await bank().parts.readLog()).length).toBeGreaterThan(0);
  });
});
