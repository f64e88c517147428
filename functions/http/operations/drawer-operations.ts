import type { DrawerView } from '../../contract/drawer.ts';
import type { Routes } from '../../contract/routes.ts';
import type { Drawer } from '../../domain/drawer.ts';
import { publicId } from '../../domain/ids.ts';
import { countDrawer, readDrawer, type DrawerPorts } from '../../services/keep-drawer.ts';
import {
  idempotentOf,
  principalOf,
  replayedHeader,
  type OperationRequest,
  type Operations,
} from '../operation.ts';
import { moneyOf } from './journal-input.ts';
import { moneyView } from './present.ts';

const dollars = (minor: bigint): DrawerView['opening'] => moneyView(minor, 'USD');

function drawerView({ openedOn, openedAt, openingMinor, closed }: Drawer): DrawerView {
  return {
    status: closed === null ? 'open' : 'closed',
    openedOn,
    openedAt,
    opening: dollars(openingMinor),
    closing: closed && {
      closedOn: closed.on,
      closedAt: closed.at,
      counted: dollars(closed.countedMinor),
      expected: dollars(closed.expectedMinor),
      difference: dollars(closed.countedMinor - closed.expectedMinor),
      journalId: closed.journalId === null ? null : publicId('journal', closed.journalId),
    },
  };
}

async function counted(
  ports: DrawerPorts,
  doing: 'open' | 'close',
  { body, state }: OperationRequest<Routes['openDrawer']> | OperationRequest<Routes['closeDrawer']>,
): Promise<{ body: DrawerView; headers: Record<string, string> }> {
  const asked = { doing, counted: moneyOf(body.counted), request: idempotentOf(state) };
  const { drawer, outcome } = await countDrawer(ports, principalOf(state), asked);
  return { body: drawerView(drawer), headers: replayedHeader(outcome) };
}

export function drawerOperations(ports: DrawerPorts): Operations<'getDrawer' | 'openDrawer' | 'closeDrawer'> {
  return {
    async getDrawer({ state }) {
      const drawer = await readDrawer(ports, principalOf(state));
      return { body: { items: drawer ? [drawerView(drawer)] : [] } };
    },
    openDrawer: (request) => counted(ports, 'open', request),
    closeDrawer: (request) => counted(ports, 'close', request),
  };
}
