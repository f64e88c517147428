import { systemClock } from '../adapters/clock.ts';
import type { Tick } from '../services/ports/queues.ts';
import type { ConsoleContext } from './context.ts';

/** What the clock of the console says. */
export const nowOf = ({ clock = systemClock }: ConsoleContext): Date => new Date(clock.now());

/** As EventBridge writes it: without fractions of a second. */
export const timeText = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;

/** A tick that was sent, as commands print it. */
export const tickText = ({ kind, scheduledTime }: Tick, json: boolean): string =>
  json ? JSON.stringify({ kind, scheduledTime }) : `${kind} tick of ${scheduledTime} sent`;
