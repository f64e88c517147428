import { describe, expect, it } from '@jest/globals';
import { inputFor } from './target.ts';

describe('the input of a schedule', () => {
  const at = new Date('2026-03-01T06:00:00.123Z');

  it('carries the context attributes it asks for', () => {
    const input =
      '{"kind":"night","at":"<aws.scheduler.scheduled-time>","by":"<aws.scheduler.schedule-arn>","x":"<aws.scheduler.none>"}';
    expect(JSON.parse(inputFor({ scheduleArn: 'arn:night', input }, at))).toEqual({
      kind: 'night',
      at: '2026-03-01T06:00:00Z',
      by: 'arn:night',
      x: '<aws.scheduler.none>',
    });
  });

  it('is an event of EventBridge where the template gives none', () => {
    expect(JSON.parse(inputFor({ scheduleArn: 'arn:night', input: undefined }, at))).toMatchObject({
      source: 'aws.scheduler',
      time: '2026-03-01T06:00:00Z',
      resources: ['arn:night'],
    });
  });
});
