import { isReportKey, isReportKind } from './report.ts';

/** The queues between schedules, requests and workers, in the order in which work goes through them. */
export const queueNames = ['tick', 'report', 'import', 'day', 'events', 'files'] as const;
export type QueueName = (typeof queueNames)[number];

/** What a message asks for, without anything that somebody could have written into it. */
export interface MessageSubject {
  /** `quarter`, `import`, `day-end`, `quarter-tick`, `journal.posted`, `quarter-files`. */
  readonly kind: string;
  /** Which one: a period, an id, a date, an instant, a sequence number. */
  readonly name: string;
  /** Counts how often it was begun anew; null for what is not counted. */
  readonly run: number | null;
}

/** @returns undefined for a message that is none of its queue */
export function subjectOf(queue: QueueName, body: string): MessageSubject | undefined {
  const fields = fieldsOf(body);
  return fields && readers[queue](fields);
}

type Fields = Readonly<Record<string, unknown>>;
type Reader = (fields: Fields) => MessageSubject | undefined;

function fieldsOf(body: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

const readers: Record<QueueName, Reader> = {
  tick: ({ kind, scheduledTime }) =>
    subject(
      `${textLike(kind, /^[a-z]{1,20}$/)}-tick`,
      textLike(scheduledTime, /^\d{4}-\d\d-\d\dT[\d:.]{5,12}Z$/),
    ),
  report: ({ kind, period, run }) => {
    const text = textLike(kind, /^[a-z]{1,10}$/);
    const name = textLike(period, /^[\dQ-]{4,10}$/);
    if (!isReportKind(text) || !isReportKey({ kind: text, period: name })) return undefined;
    return subject(text, name, run);
  },
  import: ({ id, run }) => subject('import', textLike(id, /^[0-9a-f-]{36}$/), run),
  day: ({ through }) => subject('day-end', textLike(through, /^\d{4}-\d\d-\d\d$/)),
  events: ({ kind, sequence }) =>
    subject(textLike(kind, /^[a-z.-]{1,40}$/), textLike(sequence, /^[ej]?\d{1,18}$/)),
  files: ({ payload }) => {
    const { kind, period, version }: Fields = typeof payload === 'object' ? { ...payload } : {};
    const text = textLike(kind, /^[a-z]{1,10}$/);
    const name = textLike(period, /^[\dQ-]{4,10}$/);
    if (!isReportKind(text) || !isReportKey({ kind: text, period: name })) return undefined;
    if (typeof version !== 'number' || !Number.isSafeInteger(version)) return undefined;
    return subject(`${text}-files`, `${name}-v${version}`);
  },
};

const textLike = (value: unknown, pattern: RegExp): string =>
  typeof value === 'string' && pattern.test(value) ? value : '';

function subject(kind: string, name: string, run?: unknown): MessageSubject | undefined {
  if (kind === '' || kind.startsWith('-') || name === '') return undefined;
  return { kind, name, run: typeof run === 'number' && Number.isSafeInteger(run) ? run : null };
}
