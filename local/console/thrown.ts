import * as z from 'zod';

/** A failure as far as it tells of itself; by its form, because errors of Node and of a sandbox have different classes. */
const thrownSchema = z.object({
  name: z.string(),
  message: z.string(),
  /** Of Node and of Postgres. */
  code: z.string().catch(''),
  /** Of AWS. */
  $metadata: z.unknown().optional(),
});
export type Thrown = z.output<typeof thrownSchema>;

/** Undefined for what is no error. */
export const thrownBy = (error: unknown): Thrown | undefined => thrownSchema.safeParse(error).data;
