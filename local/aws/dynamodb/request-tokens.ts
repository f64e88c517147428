import { createHash } from 'node:crypto';
import { AwsError } from '../service.ts';

const tenMinutes = 10 * 60 * 1000;

/** Runs `work` unless the same request succeeded under the same token within ten minutes. */
export type Once = (
  request: { readonly ClientRequestToken?: string | undefined },
  work: () => Promise<void>,
) => Promise<void>;

/** Remembers the tokens of successful requests. Throws IdempotentParameterMismatch for one used with another request. */
export function onceByToken(now: () => Date): Once {
  const done = new Map<string, { fingerprint: string; at: number }>();

  function forget(before: number): void {
    for (const [token, { at }] of done) if (at < before) done.delete(token);
  }

  return async (request, work) => {
    const token = request.ClientRequestToken;
    if (token === undefined) return work();
    const at = now().getTime();
    forget(at - tenMinutes);
    const fingerprint = createHash('sha256').update(JSON.stringify(request)).digest('hex');
    const earlier = done.get(token);
    if (earlier === undefined) {
      await work();
      done.set(token, { fingerprint, at });
    } else if (earlier.fingerprint !== fingerprint) {
      throw new AwsError('IdempotentParameterMismatchException', 'The token was used for another request.');
    }
  };
}
