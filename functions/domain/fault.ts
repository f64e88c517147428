/** What may be logged of an error: never its message, which can hold what a customer sent. */
export interface Fault {
  readonly name: string;
  /** System code or SQLSTATE, where there is one. */
  readonly code?: string;
  readonly frames: readonly string[];
}

const keptFrames = 8;

/** The innermost cause: libraries wrap what really happened, statement and parameters included. */
export function describeFault(error: unknown): Fault {
  let innermost = error;
  while (innermost instanceof Error && innermost.cause instanceof Error) innermost = innermost.cause;
  if (!(innermost instanceof Error)) return { name: typeof innermost, frames: [] };
  const code = codeOf(innermost);
  const frames = (innermost.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: innermost.name,
    ...(code === undefined ? {} : { code }),
    frames: frames.slice(0, keptFrames).map((line) => line.trim()),
  };
}

function codeOf(error: Error): string | undefined {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return /SQLState: (\w{5})/.exec(error.message)?.[1];
}
