const isZip = /^\d{5}(?:-\d{4})?$/;

/**
 * An address that was written in one line, as an envelope has it: the street, then what stands behind it. What has no comma stays
 * one line. A ZIP that is alone between commas belongs to what stands before it.
 */
export function addressLines(address: string): readonly string[] {
  const parts = address
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .reduce<string[]>((joined, part) => {
      const before = isZip.test(part) ? joined.pop() : undefined;
      return [...joined, before === undefined ? part : `${before} ${part}`];
    }, []);
  if (parts.length < 2) return [address];
  // City and state stand together: of two parts the first is the street, of more the last two are the place.
  const place = parts.length === 2 ? 1 : parts.length - 2;
  return [parts.slice(0, place).join(', '), parts.slice(place).join(', ')];
}
