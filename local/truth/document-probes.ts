import { ProblemError } from '../../web/client/client.ts';
import type { Probe } from './probe.ts';

/** Documents of customers; the demo bank has left August 2026 and the year 2025. */
export const documentProbes = {
  listStatements: ({ cast }) =>
    cast.alice.call('listStatements', { params: { accountId: cast.aliceAccount } }),
  getStatement: ({ cast }) =>
    cast.alice.call('getStatement', {
      params: { accountId: cast.aliceAccount, month: '2026-08' },
      query: { format: 'csv' },
    }),
  listAnnualStatements: ({ cast }) => cast.alice.call('listAnnualStatements', {}),
  getAnnualStatement: ({ cast }) =>
    cast.alice.call('getAnnualStatement', { params: { year: '2025' }, query: { format: 'csv' } }),
  listTaxForms: ({ cast }) => cast.alice.call('listTaxForms', {}),
  getTaxForm: async ({ cast }) => {
    await cast.alice
      .call('getTaxForm', { params: { year: '2025' }, query: { format: 'csv' } })
      .catch((error: unknown) => {
        // None may be due; that answer comes from the books.
        if (!(error instanceof ProblemError && error.code === 'document-not-found')) throw error;
      });
  },
} as const satisfies Record<string, Probe>;
