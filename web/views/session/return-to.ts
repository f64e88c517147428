import { screens } from '../screens.ts';

/** Only a path of this site: anything a browser could read as another host leads to the first page. */
export function safePath(text: string): string {
  const isPath = /^\/(?![/\\])/.test(text) && !/[\\\p{Cc}]/u.test(text);
  return isPath && !text.startsWith(screens.signIn.path) ? text : screens.home.path;
}
