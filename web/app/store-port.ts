import type { SessionView } from '../../functions/contract/session.ts';
import { ProblemError, unreachable, type ProblemParts } from '../client/client.ts';
import type { Data, Port, ReadId, WriteId } from '../client/port.ts';
import type { Call } from './bank-api.ts';
import type { BankStore } from './store.ts';

interface Result {
  readonly data?: unknown;
  readonly error?: unknown;
}

/** Calls that are made at the same time share one answer; a later one asks again. */
const anew = { subscribe: false, forceRefetch: true } as const;

/**
 * The port of browsers: every call goes through the store. Everything is asked for anew at each visit: a balance
 * from a minute ago is worse than none, and in another window somebody else may have signed in since.
 * @param startAnew leaves the page, which is somebody else's by now; whoever waits for the session gets no answer
 */
export function storePort({ api, store }: BankStore, startAnew: () => void): Port {
  let known: SessionView | null = null;
  /** Whose page this is, beyond the end of their session: until somebody signs in or out in this window. */
  let owner: string | null = null;
  let ending: string | null = null;
  return {
    async session() {
      const call: Call = { id: 'getSession', input: {} };
      const result: Result = await store.dispatch(api.endpoints.session.initiate(call, anew));
      if (result.error === undefined) {
        const session = result.data as SessionView;
        if (owner !== null && owner !== session.userName) return leave(startAnew);
        owner = session.userName;
        return (known = session);
      }
      const problem = problemOf(result.error);
      if (problem.status === 401) {
        ending = problem.code;
        return (known = null);
      }
      // While nobody can say who is there, pages keep their frame and forms what was typed.
      if (known === null) throw problem;
      return known;
    },
    ending: () => ending,
    async read<Id extends ReadId>(id: Id, input: object) {
      const result: Result = await store.dispatch(api.endpoints.read.initiate({ id, input }, anew));
      return settle(result) as Data<Id>;
    },
    async write<Id extends WriteId>(id: Id, input: object, proof: object) {
      const result: Result = await store.dispatch(api.endpoints.write.initiate({ id, input, proof }));
      const data = settle(result) as Data<Id>;
      // Nothing of somebody stays in memory for the next one.
      if (id === 'signIn' || id === 'answerTotp' || id === 'signOut') {
        known = null;
        owner = null;
        store.dispatch(api.util.resetApiState());
      }
      return data;
    },
  };
}

/** The page goes, and what was under way on it with it: nobody's name may stand over another's figures. */
function leave(startAnew: () => void): Promise<never> {
  startAnew();
  return new Promise(() => undefined);
}

function settle({ data, error }: Result): unknown {
  if (error === undefined) return data;
  throw problemOf(error);
}

function problemOf(error: unknown): ProblemError {
  const isProblem = typeof error === 'object' && error !== null && 'code' in error && 'status' in error;
  return isProblem ? new ProblemError(error as ProblemParts) : unreachable();
}
