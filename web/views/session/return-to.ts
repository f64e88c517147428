import { screens } from '../screens.ts';

/** Only a path of this site: anything a browser could read as another host leads to the first page. */
export function safePath(text: string): string {
  const isPath = /^\/(?![/\\])/.test(text) && !/[\\\p{Cc}]/u.test(text);
  if (!isPath || text.startsWith(screens.signIn.path)) return screens.home.path;
  // As a header can carry it: other letters are percent-encoded.
  const { pathname, search } = new URL(text, 'https://this.site');
  return pathname + search;
}
