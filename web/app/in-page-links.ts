/**
 * A link to a part of the same page moves the focus there, and nothing else. Left to the router it would be a
 * step to another place, and the answer that the page's form just had, with all that was typed, would be gone.
 * @returns stops it
 */
export function keepPageAtItsLinks(page: Document): () => void {
  const follow = (event: MouseEvent): void => {
    const target = page.getElementById(placeIn(event));
    if (target === null || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    target.scrollIntoView();
    target.focus({ preventScroll: true });
  };
  page.addEventListener('click', follow);
  return () => {
    page.removeEventListener('click', follow);
  };
}

/** The id that the clicked link names; empty when it is no link within the page. */
function placeIn({ target }: Pick<MouseEvent, 'target'>): string {
  const clicked = target as Partial<Element> | null;
  const link = clicked?.closest?.('a[href^="#"]');
  return link?.getAttribute('href')?.slice(1) ?? '';
}
