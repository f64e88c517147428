import * as z from 'zod';

/** What a write of money may ask for instead of being done, and what it may insist on. */
export const previewFields = {
  /** Answers with what would be posted, and posts nothing; needs no idempotency key. */
  dryRun: z.boolean().default(false),
  /** Of an earlier dry run: posted with exactly the effect that was shown, or refused as `preview-outdated`. */
  previewToken: z.string().min(1).max(200).optional(),
};
