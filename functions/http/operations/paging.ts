import type { PageRequest, PageResult } from '../../services/ports.ts';
import { readCursor, writeCursor } from '../cursor.ts';

export interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Which list a cursor belongs to, and the key it is signed with. */
export interface CursorScope {
  readonly list: string;
  readonly key: string;
}

export function pageRequest({ limit, cursor }: PageQuery, scope: CursorScope): PageRequest {
  return cursor === undefined ? { limit } : { limit, position: readCursor(cursor, scope.list, scope.key) };
}

export interface CursorPage<V> {
  readonly items: V[];
  readonly next: string | null;
  readonly prev: string | null;
}

/** A page of views with its cursors. */
export function pageView<T, V>(
  result: PageResult<T>,
  { view, keyOf, scope }: { view: (item: T) => V; keyOf: (item: T) => string; scope: CursorScope },
): CursorPage<V> {
  const first = result.items[0];
  const last = result.items.at(-1);
  const cursor = (item: T | undefined, towards: 'older' | 'newer'): string | null =>
    item === undefined ? null : writeCursor({ towards, key: keyOf(item) }, scope.list, scope.key);
  return {
    items: result.items.map(view),
    next: result.hasOlder ? cursor(last, 'older') : null,
    prev: result.hasNewer ? cursor(first, 'newer') : null,
  };
}
