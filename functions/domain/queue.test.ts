import { describe, expect, it } from '@jest/globals';
import { queueAttempts, queueSuffixes } from '../manifest-queues.ts';
import { queueNames, subjectOf, type QueueName } from './queue.ts';

const id = '0197fd3a-0000-7000-8000-000000000001';

describe('the subject of a message', () => {
  it.each<[QueueName, object, object]>([
    [
      'tick',
      { kind: 'quarter', scheduledTime: '2026-10-01T06:30:00Z' },
      { kind: 'quarter-tick', name: '2026-10-01T06:30:00Z', run: null },
    ],
    [
      'report',
      { kind: 'quarter', period: '2026Q3', run: 2, requestedBy: 'ada' },
      { kind: 'quarter', name: '2026Q3', run: 2 },
    ],
    ['report', { kind: 'day', period: '2026-10-05' }, { kind: 'day', name: '2026-10-05', run: null }],
    ['import', { id, run: 1 }, { kind: 'import', name: id, run: 1 }],
    [
      'day',
      { through: '2026-10-05', requestedBy: 'ada' },
      { kind: 'day-end', name: '2026-10-05', run: null },
    ],
    [
      'events',
      { sequence: 'j17', kind: 'journal.posted', payload: { name: 'Alice' } },
      { kind: 'journal.posted', name: 'j17', run: null },
    ],
    [
      'files',
      {
        sequence: 'e7',
        kind: 'report.filed',
        payload: { kind: 'quarter', period: '2026Q3', version: 2, sha256: 'Alice' },
      },
      { kind: 'quarter-files', name: '2026Q3-v2', run: null },
    ],
  ])('of the queue %s is what it asks for, and nothing else of it', (queue, body, expected) => {
    expect(subjectOf(queue, JSON.stringify(body))).toEqual(expected);
  });

  it.each<[QueueName, string]>([
    ['report', 'no report at all'],
    ['report', '"quarter"'],
    ['report', 'null'],
    ['report', '{"kind":"quarter","period":"2026-09"}'],
    ['report', '{"kind":"week","period":"2026-09"}'],
    ['import', '{"id":"Alice Adams"}'],
    ['day', '{"through":"<script>"}'],
    ['tick', '{"kind":"Alice","scheduledTime":"2026-10-01T06:30:00Z"}'],
    ['tick', '{"kind":"day","scheduledTime":"soon"}'],
    ['events', '{"sequence":"j17","kind":"Alice Adams"}'],
    ['events', '{"sequence":"Alice","kind":"journal.posted"}'],
    ['files', '{"payload":{"kind":"quarter","period":"2026-09","version":1}}'],
    ['files', '{"payload":"Alice Adams"}'],
    ['files', '{"payload":{"kind":"quarter","period":"2026Q3","version":"Alice"}}'],
    ['files', '{"payload":null}'],
  ])('of the queue %s is unknown when the message is %s', (queue, body) => {
    expect(subjectOf(queue, body)).toBeUndefined();
  });
});

it('The queues that are shown are those that are provisioned', () => {
  expect([...queueNames].sort()).toEqual(Object.keys(queueSuffixes).sort());
  expect(Object.keys(queueAttempts).sort()).toEqual([...queueNames].sort());
});
