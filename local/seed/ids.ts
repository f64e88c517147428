import { v5 } from 'uuid';

const namespace = 'b0c5a6de-7a5e-5d1c-9a39-2f1f5f5d1e01';

/** Id of what a natural key of the demo bank names, the same on every machine. */
export function demoId(key: string): string {
  return v5(key, namespace);
}
