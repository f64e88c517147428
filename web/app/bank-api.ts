import { createApi, type BaseQueryFn } from '@reduxjs/toolkit/query';
import type { OperationId } from '../../functions/contract/routes.ts';
import { ProblemError, unreachable, type Client, type ProblemParts } from '../client/client.ts';
import type { WriteProof } from '../client/port.ts';

/** One call of the contract, whichever operation it is. */
export interface Call {
  readonly id: OperationId;
  readonly input: object;
  readonly proof?: WriteProof;
}

// The typed port casts once, where it knows the operation.
type LooseClient = (
  id: OperationId,
  input: object,
  options: { idempotencyKey?: string; headers?: Record<string, string> },
) => Promise<{ data: unknown }>;

function baseQuery(client: LooseClient): BaseQueryFn<Call, unknown, ProblemParts> {
  return async ({ id, input, proof = {} }) => {
    const { csrf, idempotencyKey } = proof;
    const key = idempotencyKey === undefined || idempotencyKey === '' ? {} : { idempotencyKey };
    const headers: Record<string, string> = csrf === undefined ? {} : { 'x-csrf': csrf };
    try {
      return { data: (await client(id, input, { ...key, headers })).data ?? null };
    } catch (error) {
      return { error: (error instanceof ProblemError ? error : unreachable()).toParts() };
    }
  };
}

/** The store's part that speaks to the bank: RTK Query over the client that the contract types. */
// The type of what this returns is long and is made by the library.
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types
export function bankApi(client: Client) {
  return createApi({
    reducerPath: 'bank',
    baseQuery: baseQuery(client as unknown as LooseClient),
    tagTypes: ['session'],
    endpoints: (build) => ({
      session: build.query<unknown, Call>({ query: (call) => call, providesTags: ['session'] }),
      read: build.query<unknown, Call>({ query: (call) => call }),
      write: build.mutation<unknown, Call>({ query: (call) => call }),
    }),
  });
}
