/** Why the stack cannot start, in words for the person at the keyboard: what happened and what to do. */
export class StartError extends Error {
  override readonly name: string = 'StartError';
}
