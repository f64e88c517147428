import type { ReactElement, ReactNode } from 'react';

interface DownloadProps {
  readonly name: string;
  readonly content: string;
  readonly children: ReactNode;
}

/** Something of the page to keep, as a JSON file. The link holds it, so that it is what the page was made from. */
export function Download({ name, content, children }: DownloadProps): ReactElement {
  const href = `data:application/json;charset=utf-8,${encodeURIComponent(content)}`;
  return (
    <a className="lb-button lb-button--plain" href={href} download={name}>
      {children}
    </a>
  );
}

interface FileLinkProps {
  readonly href: string;
  readonly name: string;
  readonly children: ReactNode;
}

/** A file of the bank to keep; both sites have it under the same address. */
export function FileLink({ href, name, children }: FileLinkProps): ReactElement {
  return (
    <a className="lb-button lb-button--plain" href={href} download={name}>
      {children}
    </a>
  );
}
