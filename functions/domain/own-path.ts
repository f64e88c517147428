/**
 * A place of this site, as a header can carry it; anything a browser could read as another host or scheme is none.
 * Letters outside ASCII come back percent-encoded.
 */
export function ownPath(text: string): string | undefined {
  if (text.length > 2000 || !/^\/(?![/\\])/.test(text) || /[\\\p{Cc}]/u.test(text)) return undefined;
  if (!URL.canParse(text, 'https://this.site')) return undefined;
  const { host, pathname, search } = new URL(text, 'https://this.site');
  // Dots that lead upwards may leave two slashes behind.
  return host === 'this.site' && !pathname.startsWith('//') ? pathname + search : undefined;
}
