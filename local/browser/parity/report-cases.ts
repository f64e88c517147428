import type { Cases } from './screen-cases.ts';

/** Reports, with schedules and without a year before. */
export function reportCases(): Cases<
  'reports' | 'report' | 'trends' | 'reportChanges' | 'reportLine' | 'payees' | 'statementCell'
> {
  return {
    reports: {
      states: { typical: '/reports', empty: '/reports?kind=day' },
      badForms: [
        { name: 'nothing', path: '/reports', fields: {}, userName: 'accountant' },
        { name: 'no such period', path: '/reports', fields: { period: '2026-13' }, userName: 'accountant' },
        { name: 'not begun', path: '/reports', fields: { period: '2031Q1' }, userName: 'accountant' },
      ],
    },
    reportLine: {
      states: {
        total: '/reports/quarter/2025Q4/lines/1/RCON2122',
        typical: '/reports/quarter/2025Q4/lines/1/RCON0081',
        average: '/reports/quarter/2025Q4/lines/1/RCON3368',
        'of a year': '/reports/year/2025/lines/1/RCON3360',
        facts: '/reports/quarter/2026Q2/lines/1/RCONHK16',
        nothing: '/reports/quarter/2025Q4/lines/1/RCON3484',
        missing: '/reports/quarter/2025Q4/lines/1/RCON9999',
      },
    },
    reportChanges: {
      states: {
        typical: '/reports/quarter/2025Q4/changes/1',
        missing: '/reports/quarter/2025Q4/changes/7',
      },
    },
    statementCell: {
      states: {
        typical: '/reports/year/2025/cells/1/balanceSheet/11?column=year-before',
        accounts: '/reports/quarter/2026Q2/cells/1/incomeStatement/1',
        'of the form': '/reports/year/2025/cells/1/cashFlow/9',
        nothing: '/reports/year/2025/cells/1/cashFlow/5',
        missing: '/reports/year/2025/cells/1/cashFlow/99',
      },
    },
    payees: {
      states: {
        typical: '/reports/year/2025/payees/1',
        found: '/reports/year/2025/payees/1?q=archer',
        empty: '/reports/year/2025/payees/1?q=nobody',
        missing: '/reports/year/2025/payees/7',
      },
    },
    trends: { states: { typical: '/reports/trends' } },
    report: {
      states: {
        typical: '/reports/quarter/2026Q2',
        'no year before': '/reports/quarter/2025Q1',
        year: '/reports/year/2025',
        filed: '/reports/quarter/2025Q4?version=1',
        missing: '/reports/quarter/1999Q1',
      },
      badForms: [{ name: 'no reason', path: '/reports/quarter/2025Q4', fields: {}, userName: 'accountant' }],
    },
  };
}
