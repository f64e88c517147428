/** Hears how far a migration is: three parts, each of some files. */
export interface MigrationProgress {
  begin(part: MigrationPart, files: number): void;
  running(path: string): void;
  done(path: string): void;
}

export type MigrationPart = 'migrations' | 'functions and views' | 'reference data';

/** For whoever need not know. */
export const unwatched: MigrationProgress = {
  begin: () => undefined,
  running: () => undefined,
  done: () => undefined,
};

/** Runs a part, file by file. */
export async function eachFile<T extends { readonly path: string }>(
  progress: MigrationProgress,
  part: MigrationPart,
  { files, run }: { readonly files: readonly T[]; readonly run: (file: T) => Promise<void> },
): Promise<void> {
  progress.begin(part, files.length);
  for (const file of files) {
    progress.running(file.path);
    await run(file);
    progress.done(file.path);
  }
}
