import { BankError, errorDefinitions, isErrorCode } from '../../domain/errors.ts';
import type { Operations } from '../operation.ts';
import { statusOf } from '../problem.ts';

/** Each check resolves when its part answers and rejects when it does not. */
export interface HealthPorts {
  readonly checks: Readonly<Record<'books' | 'cache' | 'sessions', () => Promise<unknown>>>;
}

const passes = async (check: () => Promise<unknown>): Promise<'ok' | 'failed'> => {
  try {
    await check();
    return 'ok';
  } catch {
    return 'failed';
  }
};

export function healthOperations(
  ports: HealthPorts,
): Operations<'getLiveness' | 'getReadiness' | 'listVersions' | 'describeProblem'> {
  return {
    getLiveness: () => Promise.resolve({ body: { status: 'ok' } }),
    async getReadiness() {
      const [books, cache, sessions] = await Promise.all([
        passes(ports.checks.books),
        passes(ports.checks.cache),
        passes(ports.checks.sessions),
      ]);
      const checks = { books, cache, sessions };
      if (books === 'failed')
        return { body: { status: 'down', checks }, status: 503, headers: { 'retry-after': '5' } };
      const degraded = cache === 'failed' || sessions === 'failed';
      return { body: { status: degraded ? 'degraded' : 'ok', checks } };
    },
    listVersions: () => Promise.resolve({ body: { items: [{ version: 'v1', status: 'current' }] } }),
    describeProblem({ params }) {
      const { code } = params;
      if (!isErrorCode(code)) throw new BankError('not-found', 'There is no problem with this code.');
      return Promise.resolve({ body: { code, title: errorDefinitions[code].title, status: statusOf[code] } });
    },
  };
}
