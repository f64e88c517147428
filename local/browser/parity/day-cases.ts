import type { Cases } from './screen-cases.ts';

/** The ends of days, the months that two people close, and the queues that work goes through. */
export function dayCases(): Cases<'days' | 'day' | 'periods' | 'period' | 'queues' | 'queue'> {
  return {
    queues: { states: { typical: '/queues' } },
    queue: {
      states: {
        typical: '/queues/report',
        asked: '/queues/report?step=send-back',
        empty: '/queues/day',
        missing: '/queues/letters',
      },
    },
    days: { states: { typical: '/days' } },
    day: {
      states: {
        typical: '/days/2026-10-05',
        over: '/days/2026-10-02',
        missing: '/days/2026-10-04',
        'no date': '/days/soon',
      },
    },
    periods: { states: { typical: '/periods' } },
    period: {
      states: { typical: '/periods/2026-09', closed: '/periods/2026-06', missing: '/periods/2031-01' },
      badForms: [
        {
          name: 'no reason',
          path: '/periods/2026-06',
          fields: { action: 'reopen' },
          userName: 'accountant',
        },
      ],
    },
  };
}
