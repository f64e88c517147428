/** First byte of what is hashed, so that no kind of hash can pass for another. */
export type HashPrefix = 0x00 | 0x01 | 0x02 | 0x03;

/** SHA-256 of a text in UTF-8, in hexadecimal. By Web Crypto, which browsers and Node have alike. */
export async function hashOfText(text: string): Promise<string> {
  return hexOf(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

/** SHA-256 of a prefix and of hashes one after another; all in hexadecimal. */
export async function hashOf(prefix: HashPrefix, hashes: readonly string[]): Promise<string> {
  const bytes = hashes.flatMap(bytesOf);
  return hexOf(await crypto.subtle.digest('SHA-256', Uint8Array.from([prefix, ...bytes])));
}

const bytesOf = (hex: string): number[] =>
  Array.from({ length: hex.length / 2 }, (_each, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );

const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
