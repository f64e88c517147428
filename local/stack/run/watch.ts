import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface Watching {
  close(): void;
}

const lookEveryMs = 400;

/** Time and size of every file, by path. */
type Look = ReadonlyMap<string, string>;

function lookAt({ folders, matters = () => true }: Watched): Look {
  const look = new Map<string, string>();
  for (const folder of folders) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const path = join(folder, name);
      if (!matters(path)) continue;
      const file = statSync(path, { throwIfNoEntry: false });
      if (file?.isFile()) look.set(path, `${file.mtimeMs}:${file.size}`);
    }
  }
  return look;
}

/** A file that was added, changed or removed between two looks. */
function difference(before: Look, now: Look): string | undefined {
  const changed = [...now].find(([path, state]) => before.get(path) !== state)?.[0];
  return changed ?? [...before.keys()].find((path) => !now.has(path));
}

export interface Watched {
  readonly folders: readonly string[];
  /** Which files of the folders matter; all, unless it is said. */
  readonly matters?: (path: string) => boolean;
}

/**
 * Looks again and again instead of being told: file system events lose a file that was replaced by another, which
 * is how many editors save. Changes that come while the work runs lead to one more run.
 * @param work gets the first path that has changed
 */
export function watchFolders(watched: Watched, work: (path: string) => Promise<void>): Watching {
  let before = lookAt(watched);
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    const now = lookAt(watched);
    const changed = difference(before, now);
    before = now;
    if (changed === undefined) return;
    busy = true;
    void work(changed).finally(() => {
      busy = false;
    });
  }, lookEveryMs);
  return {
    close: () => {
      clearInterval(timer);
    },
  };
}
