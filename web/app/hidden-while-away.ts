/**
 * A browser may keep a page as it was left and show it again at the Back button, balances and all, after somebody
 * has signed out. So what is left shows nothing, and what is come back to is loaded anew.
 * @returns stops it
 */
export function hideWhileAway(page: Document): () => void {
  const view = page.defaultView;
  const leave = (): void => {
    page.body.hidden = true;
  };
  const comeBack = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) view?.location.reload();
  };
  view?.addEventListener('pagehide', leave);
  view?.addEventListener('pageshow', comeBack);
  return () => {
    view?.removeEventListener('pagehide', leave);
    view?.removeEventListener('pageshow', comeBack);
  };
}
