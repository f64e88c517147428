import { systemClock } from '../../functions/adapters/clock.ts';
import { dynamoEventLog } from '../../functions/adapters/dynamo/event-log.ts';
import { uuidIds } from '../../functions/adapters/ids.ts';
import type { OpenLog, StageTarget } from '../../functions/console/context.ts';
import { logTable } from '../../functions/manifest.ts';
import type { LocalConfig } from '../config.ts';
import { openTable } from './tables.ts';

/** The security log of a stage, or of the bank on this machine; undefined where none ever ran. */
export async function openLog(config: LocalConfig, target?: StageTarget): Promise<OpenLog | undefined> {
  const opened = await openTable(config, logTable, target);
  if (!opened) return undefined;
  const table = { name: logTable(target?.stage ?? 'local'), client: opened.documents };
  return { log: dynamoEventLog(table, systemClock, uuidIds), close: opened.close };
}
