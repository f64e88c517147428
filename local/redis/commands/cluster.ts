import { argument, withoutKeys, wordAt } from '../command.ts';
import type { Arguments, Commands, Context } from '../command.ts';
import type { Reply } from '../reply.ts';
import { slotCount, slotOf } from '../slots.ts';
import { unknownSubcommand } from './connection.ts';

const nodeId = '0'.repeat(40);
const lastSlot = slotCount - 1;
const info = [
  'cluster_enabled:1',
  'cluster_state:ok',
  `cluster_slots_assigned:${slotCount}`,
  `cluster_slots_ok:${slotCount}`,
  'cluster_known_nodes:1',
  'cluster_size:1',
  '',
].join('\r\n');

type Subcommand = (context: Context, args: Arguments) => Reply;
const subcommands: Readonly<Record<string, Subcommand>> = {
  INFO: () => info,
  SLOTS: ({ host, port }) => [[0, lastSlot, [host, port, nodeId, []]]],
  NODES: ({ host, port }) =>
    `${nodeId} ${host}:${port}@${port} myself,master - 0 0 1 connected 0-${lastSlot}\n`,
  KEYSLOT: (_, args) => slotOf(argument(args, 1)),
};

/** A cluster of one node, found at the address the client already uses. */
export const clusterCommands: Commands = {
  cluster: withoutKeys(-2, (context, args) => {
    const subcommand = subcommands[wordAt(args, 0)];
    if (!subcommand) throw unknownSubcommand(argument(args, 0), 'CLUSTER');
    return subcommand(context, args);
  }),
};
