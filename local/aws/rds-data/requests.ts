import * as z from 'zod';

const field = z.object({
  isNull: z.boolean().optional(),
  booleanValue: z.boolean().optional(),
  longValue: z.number().optional(),
  doubleValue: z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]).optional(),
  stringValue: z.string().optional(),
  blobValue: z.string().optional(),
  arrayValue: z.unknown().optional(),
});

const parameter = z.object({
  name: z.string(),
  value: field.default({}),
  typeHint: z.enum(['DATE', 'DECIMAL', 'JSON', 'TIME', 'TIMESTAMP', 'UUID']).optional(),
});
export type Parameter = z.infer<typeof parameter>;

const target = { resourceArn: z.string(), secretArn: z.string(), database: z.string().optional() };
export const targetRequest = z.object(target);
export type TargetRequest = z.infer<typeof targetRequest>;

const statement = { ...target, sql: z.string(), transactionId: z.string().optional() };
const resultSetOptions = z.object({
  decimalReturnType: z.enum(['STRING', 'DOUBLE_OR_LONG']).optional(),
  longReturnType: z.enum(['STRING', 'LONG']).optional(),
});
export type ResultSetOptions = z.infer<typeof resultSetOptions>;

export const executeRequest = z.object({
  ...statement,
  parameters: z.array(parameter).default([]),
  includeResultMetadata: z.boolean().default(false),
  formatRecordsAs: z.enum(['NONE', 'JSON']).default('NONE'),
  resultSetOptions: resultSetOptions.default({}),
});
export type ExecuteRequest = z.infer<typeof executeRequest>;

export const batchRequest = z.object({
  ...statement,
  parameterSets: z.array(z.array(parameter)).default([]),
});
export type BatchRequest = z.infer<typeof batchRequest>;

export const endRequest = z.object({ ...target, transactionId: z.string() });
