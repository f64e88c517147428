import { type FSWatcher, watch } from 'node:fs';

export interface Watching {
  close(): void;
}

const quietMs = 200;

/** A burst of changes, such as a branch switch, is one change; changes during the work lead to one more run. */
export function watchFolders(folders: readonly string[], work: () => Promise<void>): Watching {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(work);
    }, quietMs);
  };
  const watchers: FSWatcher[] = folders.map((folder) => watch(folder, { recursive: true }, changed));
  return {
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
