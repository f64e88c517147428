import type { AwsReply } from '../service.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** An element with text, or with other elements. */
export const element = (name: string, content: string | readonly string[]): string => {
  const inner =
    typeof content === 'string'
      ? content.replace(/[&<>"]/g, (each) => escapes[each] ?? '')
      : content.join('');
  return `<${name}>${inner}</${name}>`;
};

export function xmlReply(status: number, document: string): AwsReply {
  const headers = { 'content-type': 'application/xml' };
  return { status, headers, body: `<?xml version="1.0" encoding="UTF-8"?>\n${document}` };
}

/** Text of the first element of this name. */
export const textOf = (document: Buffer, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(document.toString('utf8'))?.[1];
