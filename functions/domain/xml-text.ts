const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
// What XML 1.0 can't hold, even escaped.
const impossible = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Text as XML may hold it, between tags and between double quotes. */
export const xmlText = (text: string): string =>
  text.replace(impossible, '').replace(/[&<>"]/g, (character) => escapes[character] ?? character);
