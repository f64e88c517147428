import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of /proc are hundredths of a second on every Linux. */
const ticksPerSecond = 100;

/** Seconds of processor time that a server and its processes, ended ones too, have used; undefined without /proc. */
export function processorSeconds(serverPid: number): number | undefined {
  try {
    const own = statOf(serverPid);
    const children = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => childTime(Number(name), serverPid));
    const ticks = own.used + own.usedByEnded + children.reduce((sum, used) => sum + used, 0);
    return ticks / ticksPerSecond;
  } catch {
    return undefined;
  }
}

/** Seconds of processor time that this process has used. */
export function ownProcessorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}

/** A process may end between being listed and being read. */
function childTime(pid: number, parent: number): number[] {
  try {
    const stat = statOf(pid);
    return stat.parent === parent ? [stat.used] : [];
  } catch {
    return [];
  }
}

interface Stat {
  readonly parent: number;
  readonly used: number;
  readonly usedByEnded: number;
}

/** The name in the second field may hold anything; what counts follows its closing parenthesis. */
function statOf(pid: number): Stat {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const field = (number: number): number => fields[number - 3] ?? 0;
  return { parent: field(4), used: field(14) + field(15), usedByEnded: field(16) + field(17) };
}
