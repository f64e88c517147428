interface State {
  readonly navigation: { readonly state: string };
  readonly location: { readonly pathname: string; readonly key: string };
  /** `POP` where somebody went back or forward. */
  readonly historyAction: string;
}

interface Router {
  readonly state: { readonly location: { readonly pathname: string } };
  subscribe(listener: (state: State) => void): () => void;
}

/**
 * A server sends a new page and the browser begins at its top; within one page we have to say that it is a new
 * one. A page that put the focus somewhere itself, on its errors, keeps it there. Whoever goes back is where they were.
 */
export function focusOnNewPages(router: Router, page: Document): () => void {
  let { pathname } = router.state.location;
  /** How far down each page of the history was when it was left. */
  const left = new Map<string, number>();
  return router.subscribe(({ navigation, location, historyAction }) => {
    const view = page.defaultView;
    if (navigation.state !== 'idle') left.set(location.key, view?.scrollY ?? 0);
    if (navigation.state !== 'idle' || location.pathname === pathname) return;
    pathname = location.pathname;
    page.getElementById('main')?.focus({ preventScroll: true });
    const top = historyAction === 'POP' ? (left.get(location.key) ?? 0) : 0;
    if (view) scrollDown(view, { top, isHere: () => pathname === location.pathname });
  });
}

/** A second, in which a long page is drawn. */
const mostFrames = 60;

interface Place {
  readonly top: number;
  /** Whether nobody has gone elsewhere meanwhile. */
  readonly isHere: () => boolean;
}

/** Scrolls as far as the page goes, and further as soon as it does. */
function scrollDown(view: Window, place: Place, frames = mostFrames): void {
  if (!place.isHere()) return;
  view.scrollTo(0, place.top);
  if (frames === 0 || place.top - view.scrollY < 1) return;
  view.requestAnimationFrame(() => {
    scrollDown(view, place, frames - 1);
  });
}
