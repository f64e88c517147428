import { dynamoBlockRoots } from '../../functions/adapters/dynamo/block-roots.ts';
import { dynamoImports } from '../../functions/adapters/dynamo/imports.ts';
import type { OpenImports, OpenPublished, StageTarget } from '../../functions/console/context.ts';
import { blockRootsTable, importsTable } from '../../functions/manifest.ts';
import type { LocalConfig } from '../config.ts';
import { openTable } from './tables.ts';

/** The published blocks of a stage, or of this machine; undefined where no bank has published any yet. */
export async function openPublished(
  config: LocalConfig,
  books: string,
  target?: StageTarget,
): Promise<OpenPublished | undefined> {
  const opened = await openTable(config, blockRootsTable, target);
  if (!opened) return undefined;
  const name = blockRootsTable(target?.stage ?? 'local');
  return { published: dynamoBlockRoots({ name, books, client: opened.documents }), close: opened.close };
}

/** The imports of a stage, or of the bank on this machine, to be read; undefined where it never ran. */
export async function openImports(
  config: LocalConfig,
  target?: StageTarget,
): Promise<OpenImports | undefined> {
  const opened = await openTable(config, importsTable, target);
  if (!opened) return undefined;
  const name = importsTable(target?.stage ?? 'local');
  return { imports: dynamoImports(name, opened.documents), close: opened.close };
}
