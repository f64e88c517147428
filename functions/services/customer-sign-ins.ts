import { BankError } from '../domain/errors.ts';
import { publicId } from '../domain/ids.ts';
import { personKeyOf } from '../domain/session.ts';
import { blockSignIn, endAllSessions, openSignIns, type EndPorts, type OpenSignIn } from './own-sessions.ts';
import type { CustomerReader } from './ports.ts';

export interface CustomerSignInPorts extends EndPorts {
  readonly customers: CustomerReader;
}

export interface CustomerSignIns {
  readonly signIns: readonly OpenSignIn[];
  readonly isBlocked: boolean;
}

async function personKeysOf(
  { customers }: CustomerSignInPorts,
  customerId: string,
): Promise<readonly string[]> {
  if (!(await customers.customer(customerId)))
    throw new BankError('not-found', 'There is no customer with this id.');
  return (await customers.identitiesOf(customerId)).map(personKeyOf);
}

/** Where a customer is signed in, whoever of the user pool stands for them. */
export async function readCustomerSignIns(
  ports: CustomerSignInPorts,
  customerId: string,
): Promise<CustomerSignIns> {
  const keys = await personKeysOf(ports, customerId);
  const people = await Promise.all(keys.map((key) => ports.sessions.person(key)));
  const open = await Promise.all(keys.map((key) => openSignIns(ports, key)));
  return { signIns: open.flat(), isBlocked: people.some(({ isBlocked }) => isBlocked) };
}

export type SignInAction = 'end' | 'block' | 'unblock';

/** Ends what a customer has open, shuts them out, or lets them in again. @returns how many sign-ins ended */
export async function manageSignIns(
  ports: CustomerSignInPorts,
  { customerId, action }: { readonly customerId: string; readonly action: SignInAction },
  by: { readonly subject: string; readonly traceId: string },
): Promise<number> {
  let ended = 0;
  for (const personKey of await personKeysOf(ports, customerId)) {
    if (action === 'end') ended += await endAllSessions(ports, { personKey, ...by });
    else ended += await blockSignIn(ports, { personKey, ...by }, action === 'block');
  }
  await ports.log.append({
    kind: 'sign-in-change',
    ...by,
    operation: `sign-ins-${action}`,
    status: 200,
    code: 'ok',
    about: { customer: publicId('customer', customerId) },
  });
  return ended;
}
