import type { Drawer } from '../domain/drawer.ts';
import { BankError } from '../domain/errors.ts';
import type { Money } from '../domain/money.ts';
import type { Principal } from '../domain/session.ts';
import type { Ids } from './ports.ts';
import type { DrawerBooks, WriteOutcome } from './ports/payments.ts';
import { requestKeyOf, type IdempotentRequest } from './post-journal.ts';

export interface DrawerPorts {
  readonly drawers: DrawerBooks;
  readonly ids: Ids;
}

/** The teller's open drawer, or the one closed last; undefined before the first. */
export function readDrawer({ drawers }: DrawerPorts, { subject }: Principal): Promise<Drawer | undefined> {
  return drawers.latestOf(subject);
}

/** Opens the teller's drawer with counted cash, or closes it by a count made blind, whose difference is posted. */
export async function countDrawer(
  { drawers, ids }: DrawerPorts,
  principal: Principal,
  { doing, counted, request }: { doing: 'open' | 'close'; counted: Money; request: IdempotentRequest },
): Promise<{ readonly drawer: Drawer } & Pick<WriteOutcome, 'outcome'>> {
  const purpose = doing === 'open' ? 'openDrawer' : 'closeDrawer';
  const count = {
    id: ids.next(),
    teller: principal.subject,
    counted,
    ...requestKeyOf(principal, purpose, request),
  };
  const { id, outcome } = await drawers[doing](count);
  const drawer = await drawers.drawer(id);
  if (!drawer) throw new BankError('internal-error', 'The drawer that was counted is not there.');
  return { drawer, outcome };
}
