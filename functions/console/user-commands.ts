import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { endUserSignIns, readUserSignIns, type UserWithSignIns } from '../services/user-sign-ins.ts';
import type { BankUser } from '../services/ports/users.ts';
import { ConsoleError, type ConsoleContext, type OpenUsers } from './context.ts';
import { ofTarget, targetOf, type TargetOptions } from './target.ts';
import { nowOf, timeText } from './ticks.ts';

/** `user …`: who may sign in. Rights are asked for and decided on by two people who have signed in, and not here. */
export function addUser(context: ConsoleContext, program: Command): void {
  const user = program
    .command('user')
    .description('who may sign in; their rights are changed by two people, on the sites');
  ofTarget(user.command('list'))
    .description('sixty at most, by user name')
    .option('--begins-with <text>', 'only user names that begin so', '')
    .action((options: ListOptions) => listCommand(context, options));
  ofTarget(user.command('show <user>'))
    .description('roles, access, and where they are signed in')
    .action((name: string, options: TargetOptions) => showCommand(context, name, options));
  ofTarget(user.command('end-sessions <user>'))
    .description('end whatever they have open; within half a minute nothing of it works any more')
    .action((name: string, options: TargetOptions) => endCommand(context, name, options));
}

interface ListOptions extends TargetOptions {
  readonly beginsWith: string;
}

async function listCommand(context: ConsoleContext, options: ListOptions): Promise<void> {
  const users = await withUsers(context, options, (open) => open.users.users(options.beginsWith));
  const rows = users.map(viewOf);
  if (options.json) context.out(JSON.stringify(rows));
  else context.out(rows.length === 0 ? 'Nobody’s user name begins like that.' : rows.map(rowText).join('\n'));
}

async function showCommand(context: ConsoleContext, name: string, options: TargetOptions): Promise<void> {
  const found = await withUsers(context, options, (open) => readUserSignIns(portsOf(context, open), name));
  const view = { ...viewOf(found.user), isBlocked: found.isBlocked, signIns: found.signIns.map(signInView) };
  if (options.json) context.out(JSON.stringify(view));
  else context.out([rowText(view), ...view.signIns.map(signInText), ...blockText(found)].join('\n'));
}

async function endCommand(context: ConsoleContext, userName: string, options: TargetOptions): Promise<void> {
  const by = { subject: 'console', traceId: randomBytes(16).toString('hex') };
  const ended = await withUsers(context, options, (open) =>
    endUserSignIns(portsOf(context, open), userName, by),
  );
  context.out(options.json ? JSON.stringify({ userName, ended }) : `${ended} sign-ins of ${userName} ended.`);
}

const portsOf = (
  context: ConsoleContext,
  { users, sessions, log }: OpenUsers,
): Parameters<typeof endUserSignIns>[0] => ({
  users,
  sessions,
  log,
  clock: { now: () => nowOf(context).getTime() },
});

async function withUsers<T>(
  context: ConsoleContext,
  options: TargetOptions,
  use: (open: OpenUsers) => Promise<T>,
): Promise<T> {
  const open = await context.openUsers?.(targetOf(options));
  if (!open)
    throw new ConsoleError(
      'No users are to be found. Start the bank (npm start), or check --profile and --stage.',
    );
  try {
    return await use(open);
  } finally {
    open.close();
  }
}

interface UserRow {
  readonly userName: string;
  readonly displayName: string;
  readonly roles: readonly string[];
  readonly enabled: boolean;
  /** RFC 3339. */
  readonly createdAt: string;
}

const viewOf = ({ userName, displayName, roles, enabled, createdAt }: BankUser): UserRow => ({
  ...{ userName, displayName, roles, enabled },
  createdAt: timeText(new Date(createdAt)),
});

const rowText = ({ userName, roles, enabled, displayName }: UserRow): string =>
  `${userName.padEnd(20)}${(roles.join(', ') || 'no role').padEnd(24)}${(enabled ? 'may sign in' : 'shut out').padEnd(14)}${displayName}`;

interface SignInRow {
  readonly way: string;
  /** RFC 3339, both. */
  readonly beganAt: string;
  readonly lastSeenAt: string;
}

function signInView({ sessions }: UserWithSignIns['signIns'][number]): SignInRow {
  return {
    way: sessions[0]?.way ?? 'unknown',
    beganAt: timeText(new Date(Math.min(...sessions.map(({ createdAt }) => createdAt)))),
    lastSeenAt: timeText(new Date(Math.max(...sessions.map(({ lastSeenAt }) => lastSeenAt)))),
  };
}

const signInText = ({ way, beganAt, lastSeenAt }: SignInRow): string =>
  `  signed in by ${way} at ${beganAt}, last seen ${lastSeenAt}`;

const blockText = ({ isBlocked }: UserWithSignIns): string[] => (isBlocked ? ['  blocked by the bank'] : []);
