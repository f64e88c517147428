import { bankHost } from './config.ts';
import { directoryAccounts } from './identity/accounts.ts';
import type { Stack } from './stack/run/stack.ts';

type Announced = Pick<Stack, 'bankOrigin' | 'signIns' | 'program'>;

const row = (...cells: readonly string[]): string =>
  `  ${cells.map((cell) => cell.padEnd(14)).join('  ')}`.trimEnd();

/** What `npm start` says when the bank is ready: where everything is, and who may come in. */
export function announcementOf({ bankOrigin, signIns, program }: Announced): string {
  const { protocol, host } = bankOrigin;
  const below = (name: string): string => `${protocol}//${name}.${host}`;
  return `
ready

  the bank            ${bankOrigin.origin}
  without JavaScript  ${below('classic')}
  the API             ${below('api')}/api/docs
  the mailbox         ${protocol}//${host.replace(bankHost, 'idp.localhost')}

${[
  row('role', 'user name', 'password'),
  ...signIns.map(({ role, userName, password }) => row(role, userName, password)),
  '',
  row('at the directory'),
  ...directoryNames().map(([role, userName]) => row(role, userName, signIns[0]?.password ?? '')),
].join('\n')}

  programs        ${program.id}  ${program.secret}

Ctrl-C stops it; npm run reset throws its state away.`;
}

/** Of the bank's directory, whoever has a role in the bank. */
function directoryNames(): (readonly [role: string, userName: string])[] {
  return directoryAccounts.flatMap(({ groups, userName }) =>
    groups
      .filter((group) => group.startsWith('ledgerbank-'))
      .map((group) => [group.slice('ledgerbank-'.length), userName] as const),
  );
}
