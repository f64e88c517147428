import { SingleBar } from 'cli-progress';
import type { ProgressFactory } from '../../functions/console/context.ts';

const linesOf = 10;

/** A bar on a terminal; elsewhere (a log, CI) a line at every tenth. */
export const progressOnStandardError: ProgressFactory = (title, total) => {
  if (!process.stderr.isTTY) return plainProgress(title, total);
  const bar = new SingleBar({
    format: `${title} {bar} {value}/{total} {note} {eta_formatted}`,
    stream: process.stderr,
  });
  bar.start(total, 0, { note: '' });
  return {
    advance: (count, note) => {
      bar.increment(count, { note });
    },
    finish: () => {
      bar.stop();
    },
  };
};

function plainProgress(title: string, total: number): ReturnType<ProgressFactory> {
  let done = 0;
  let printed = 0;
  return {
    advance: (count, note) => {
      done += count;
      const tenth = Math.floor((done * linesOf) / Math.max(total, 1));
      if (tenth === printed) return;
      printed = tenth;
      process.stderr.write(`${title} ${done}/${total} ${note}\n`);
    },
    finish: () => undefined,
  };
}
