import type { PageRequest, PageResult } from '../../services/ports.ts';

/**
 * A page from one row more than was asked for, so that it is known whether there is more that way. Coming from
 * a cursor, there is always something on the side it came from.
 * @param rows in the order they were read: newest first, or oldest first when going towards newer ones
 */
export function pageOf<T>(rows: readonly T[], { limit, position }: PageRequest): PageResult<T> {
  const more = rows.length > limit;
  const items = rows.slice(0, limit);
  if (position?.towards === 'newer') return { items: items.reverse(), hasNewer: more, hasOlder: true };
  return { items, hasOlder: more, hasNewer: position !== undefined };
}
