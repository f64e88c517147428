import type { z } from 'zod';
import type { healthView } from '../functions/contract/operations.ts';

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');
}

/** A whole page; `content` is markup of ours, the title is escaped. */
export function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapeHtml(title)} – Ledgerbank</title>
  </head>
  <body>
    <main>
      <h1>${escapeHtml(title)}</h1>
      ${content}
    </main>
  </body>
</html>
`;
}

/** The state of the bank as the API reports it. */
export function statusPage(health: z.output<typeof healthView>): string {
  const rows = Object.entries(health.checks).map(
    ([part, state]) => `<tr><th scope="row">${escapeHtml(part)}</th><td>${escapeHtml(state)}</td></tr>`,
  );
  return page(
    'Ledgerbank',
    `<p>Service status: ${escapeHtml(health.status)}</p><table>${rows.join('')}</table>`,
  );
}
