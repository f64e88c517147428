/** An even draw from 0, included, to 1, excluded. */
export type Draw = () => number;

/**
 * Moments, in milliseconds from the start, at which independent callers arrive (a Poisson process): nobody waits for
 * anybody's answer, so a slow server meets the same load as a fast one.
 */
export function arrivalTimes(perSecond: number, seconds: number, draw: Draw): number[] {
  const times: number[] = [];
  const next = (): number => (-Math.log(1 - draw()) / perSecond) * 1000;
  for (let at = next(); at < seconds * 1000; at += next()) times.push(at);
  return times;
}
