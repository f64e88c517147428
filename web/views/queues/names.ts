import type { DeadLetterView } from '../../../functions/contract/queues.ts';
import type { QueueName } from '../../../functions/domain/queue.ts';
import { isReportKind } from '../../../functions/domain/report.ts';

/** What a queue is called. */
export const queueTitles: Readonly<Record<QueueName, string>> = {
  tick: 'Ticks of schedules',
  report: 'Reports',
  import: 'Imports',
  day: 'Ends of days',
  events: 'Events of the books',
  files: 'Files to keep',
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What a dead letter asked for, in words. */
export function letterTitle({ about }: DeadLetterView): string {
  if (!about) return 'A message that can’t be read';
  const { kind, name } = about;
  if (kind === 'day-end') return `End of the days up to ${name}`;
  if (kind === 'import') return 'Import of a file';
  if (kind.endsWith('-tick')) return `${capital(kind.replace('-tick', ''))} tick of ${name}`;
  if (kind.endsWith('-files'))
    return `Files of ${kind.replace('-files', '')} ${name.replace('-v', ', version ')}`;
  return isReportKind(kind) ? `${capital(kind)} ${name}` : `${kind} ${name}`;
}

/** Where the thing is that it asked for; none for what has no page. */
export function letterPlace(queue: QueueName, { about }: DeadLetterView): string | undefined {
  if (!about) return undefined;
  if (queue === 'report') return `/reports/${about.kind}/${about.name}`;
  if (queue === 'day') return `/days/${about.name}`;
  if (queue === 'files')
    return `/reports/${about.kind.replace('-files', '')}/${about.name.replace('-v', '?version=')}`;
  return undefined;
}
