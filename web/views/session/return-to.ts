import { ownPath } from '../../../functions/domain/own-path.ts';
import { screens } from '../screens.ts';

/** Only a path of this site: anything a browser could read as another host leads to the first page. */
export function safePath(text: string): string {
  const path = ownPath(text);
  return path === undefined || path.startsWith(screens.signIn.path) ? screens.home.path : path;
}
