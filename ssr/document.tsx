import type { ReactElement, ReactNode } from 'react';

interface DocumentProps {
  readonly styleSheet: string;
  readonly children: ReactNode;
}

/** The whole page as a browser gets it: no script at all, one style sheet. Its title comes from the page inside. */
export function Document({ styleSheet, children }: DocumentProps): ReactElement {
  return (
    <html lang="en" data-amplify-theme="ledgerbank" data-amplify-color-mode="system">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={styleSheet} />
      </head>
      <body>
        <div id="root">{children}</div>
      </body>
    </html>
  );
}
