interface Router {
  readonly state: { readonly location: { readonly pathname: string } };
  subscribe(
    listener: (state: { navigation: { state: string }; location: { pathname: string } }) => void,
  ): () => void;
}

/**
 * A server sends a new page and the browser begins at its top; within one page we have to say that it is a new
 * one. A page that put the focus somewhere itself, on its errors, keeps it there.
 */
export function focusOnNewPages(router: Router, page: Document): () => void {
  let { pathname } = router.state.location;
  return router.subscribe(({ navigation, location }) => {
    if (navigation.state !== 'idle' || location.pathname === pathname) return;
    pathname = location.pathname;
    page.getElementById('main')?.focus({ preventScroll: true });
    page.defaultView?.scrollTo(0, 0);
  });
}
