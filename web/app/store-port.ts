import type { SessionView } from '../../functions/contract/session.ts';
import { ProblemError, unreachable, type ProblemParts } from '../client/client.ts';
import type { Data, Port, ReadId, WriteId } from '../client/port.ts';
import type { Call } from './bank-api.ts';
import type { BankStore } from './store.ts';

interface Result {
  readonly data?: unknown;
  readonly error?: unknown;
}

/**
 * The port of browsers: every call goes through the store. Figures are asked for anew at each visit, because
 * a balance from a minute ago is worse than none; only who is signed in is remembered between pages.
 */
export function storePort({ api, store }: BankStore): Port {
  const forgetSession = (): void => {
    store.dispatch(api.util.resetApiState());
  };
  const settle = ({ data, error }: Result): unknown => {
    if (error === undefined) return data;
    const problem = problemOf(error);
    // Somebody who was signed in no longer is, whatever we remember.
    if (problem.status === 401) forgetSession();
    throw problem;
  };
  return {
    async session() {
      const call: Call = { id: 'getSession', input: {} };
      const result: Result = await store.dispatch(api.endpoints.session.initiate(call, { subscribe: false }));
      if (result.error !== undefined && problemOf(result.error).status === 401) return null;
      return settle(result) as SessionView;
    },
    async read<Id extends ReadId>(id: Id, input: object) {
      const options = { subscribe: false, forceRefetch: true } as const;
      const result: Result = await store.dispatch(api.endpoints.read.initiate({ id, input }, options));
      return settle(result) as Data<Id>;
    },
    async write<Id extends WriteId>(id: Id, input: object, proof: object) {
      const result: Result = await store.dispatch(api.endpoints.write.initiate({ id, input, proof }));
      const data = settle(result) as Data<Id>;
      if (id === 'signIn' || id === 'signOut') forgetSession();
      return data;
    },
  };
}

function problemOf(error: unknown): ProblemError {
  const isProblem = typeof error === 'object' && error !== null && 'code' in error && 'status' in error;
  return isProblem ? new ProblemError(error as ProblemParts) : unreachable();
}
