import * as z from 'zod';

const responseSchema = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish() })
  .nullish();

/**
 * Which messages of a batch are done, from what the function returned. Lambda counts an answer it cannot read, or
 * that names an unknown message, as a failure of the whole batch.
 * @param reportsFailures whether the mapping asks for partial answers; if not, returning at all is success
 */
export function succeeded(
  result: unknown,
  messageIds: readonly string[],
  reportsFailures: boolean,
): string[] {
  if (!reportsFailures) return [...messageIds];
  const parsed = responseSchema.safeParse(result);
  if (!parsed.success) return [];
  const failed = (parsed.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
  if (failed.some((id) => !messageIds.includes(id))) return [];
  return messageIds.filter((id) => !failed.includes(id));
}
