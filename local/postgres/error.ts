/** Why the embedded Postgres can't run, in words for the person at the keyboard: what happened and what to do. */
export class LocalPostgresError extends Error {
  constructor(whatHappened: string, whatToDo: string, cause?: unknown) {
    super(`${whatHappened} ${whatToDo}`, { cause });
    this.name = 'LocalPostgresError';
  }
}

/** The `code` of a Node system error such as `EACCES`, or undefined for any other value. */
export function systemErrorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
