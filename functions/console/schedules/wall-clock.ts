/** What clocks in a zone show at an instant, as a date whose UTC fields carry it. */
export function wallClock(instant: Date, timeZone: string): Date {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const date = [part('year'), part('month') - 1, part('day')] as const;
  return new Date(Date.UTC(...date, part('hour'), part('minute'), part('second')));
}

const day = 86_400_000;

/**
 * The first instant at which clocks in the zone show a time.
 * @returns undefined for a time they skip when daylight saving begins
 */
export function instantOf(wall: Date, timeZone: string): Date | undefined {
  const around = [-day, day].map((shift) => new Date(wall.getTime() + shift));
  return around
    .map((instant) => new Date(wall.getTime() - (wallClock(instant, timeZone).getTime() - instant.getTime())))
    .filter((instant) => wallClock(instant, timeZone).getTime() === wall.getTime())
    .sort((a, b) => a.getTime() - b.getTime())[0];
}
