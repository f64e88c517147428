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

interface FileFormatsProps {
  /** What the files are of, such as `Statement of September 2026`; read out with each format. */
  readonly of: string;
  readonly files: readonly { readonly format: string; readonly href: string; readonly name: string }[];
}

/** One document in several formats, in a row of a table. */
export function FileFormats({ of, files }: FileFormatsProps): ReactElement {
  return (
    <ul className="lb-formats">
      {files.map(({ format, href, name }) => (
        <li key={format}>
          <a href={href} download={name} aria-label={`${of} as ${format}`}>
            {format}
          </a>
        </li>
      ))}
    </ul>
  );
}
