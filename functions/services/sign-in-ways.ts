import { BankError } from '../domain/errors.ts';
import { isStaff, type Principal, type SignInWay } from '../domain/session.ts';
import { endSignInsBy, type EndPorts } from './own-sessions.ts';
import type { AccountLinks, OutsideWay } from './ports/sign-in.ts';

export interface WaysPorts extends EndPorts {
  readonly links: AccountLinks;
}

export interface SignInWays {
  readonly hasPassword: boolean;
  readonly hasTotp: boolean;
  /** Ways through a provider that this person may have, and whether they do. */
  readonly outside: readonly { readonly way: OutsideWay; readonly isLinked: boolean }[];
}

/** Customers come by Amazon, staff by the directory of the bank. */
export function wayOpenTo(principal: Pick<Principal, 'roles'>): OutsideWay {
  return isStaff(principal) ? 'directory' : 'amazon';
}

export async function readSignInWays(
  { links }: Pick<WaysPorts, 'links'>,
  principal: Principal,
): Promise<SignInWays> {
  const user = await links.userOf(principal.userName);
  const way = wayOpenTo(principal);
  const isLinked = user.accounts.some((account) => account.way === way);
  return { hasPassword: user.hasPassword, hasTotp: user.hasTotp, outside: [{ way, isLinked }] };
}

/**
 * Takes a way in away, and ends what was begun by it. One that is all somebody has stays, or they would be shut out.
 * @throws BankError `not-found` when it is none of theirs
 */
export async function unlinkAccount(
  ports: WaysPorts,
  principal: Principal,
  { way, traceId }: { readonly way: SignInWay; readonly traceId: string },
): Promise<void> {
  const { links, log } = ports;
  const user = await links.userOf(principal.userName);
  const theirs = user.accounts.filter((account) => account.way === way);
  if (theirs.length > 0 && !user.hasPassword) throw new BankError('last-way-in', 'This is your only way in.');
  for (const account of theirs) await links.unlink(account);
  // Also where the link is gone already: the attempt that removed it may have died before this.
  await endSignInsBy(ports, { principal, way, traceId });
  if (theirs.length === 0) throw new BankError('not-found', 'This is no way in of yours.');
  const { subject } = principal;
  await log.append({
    kind: 'sign-in-change',
    traceId,
    operation: `unlink:${way}`,
    status: 200,
    code: 'ok',
    subject,
  });
}
