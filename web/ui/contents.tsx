import type { ReactElement } from 'react';

/** The place on its page of what has this title, which no field of a form has: `Cash flow` is at `part-cash-flow`. */
export const placeOfTitle = (title: string): string =>
  `part-${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;

/** What a long page has, part by part. Its parts are sections and statements, which lie at the place of their title. */
export function Contents({ titles }: { readonly titles: readonly string[] }): ReactElement {
  return (
    <nav className="lb-contents" aria-label="On this page">
      <ul>
        {titles.map((title) => (
          <li key={title}>
            <a href={`#${placeOfTitle(title)}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
