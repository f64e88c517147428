import type { IncomingMessage, ServerResponse } from 'node:http';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');
// The form is answered by a redirect to the user pool, which Chromium wants named too.
const policy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

interface SignInPage {
  readonly provider: string;
  readonly isWrong: boolean;
}

/** Asks for name and password of an account; posts them to the same address. */
export function showSignIn(response: ServerResponse, { provider, isWrong }: SignInPage): void {
  const problem = isWrong ? '<p role="alert">User name or password is wrong.</p>' : '';
  const form = `<form method="post"><p><label>User name <input name="userName" autocomplete="username" required></label></p>
<p><label>Password <input name="password" type="password" autocomplete="current-password" required></label></p>
<p><button>Sign in</button></p></form>`;
  showPage(response, { status: isWrong ? 422 : 200, title: provider, body: problem + form });
}

export function showPage(
  response: ServerResponse,
  { status, title, body }: { readonly status: number; readonly title: string; readonly body: string },
): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
  response.end(
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(title)}</title><main><h1>${escape(title)}</h1>${body}</main></html>`,
  );
}

const longest = 16 * 1024;

/** The fields of a posted form; a form too long is as good as empty. */
export async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= longest) chunks.push(chunk);
  }
  return new URLSearchParams(size > longest ? '' : Buffer.concat(chunks).toString('utf8'));
}
