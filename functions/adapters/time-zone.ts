const newYork = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/New_York',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Calendar date in the bank's time zone of an instant in RFC 3339. */
export function bankDate(instant: string): string {
  return newYork.format(new Date(instant));
}
