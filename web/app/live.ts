/** What the revalidation of a router needs; the one of React Router has it. */
interface Router {
  readonly state: {
    readonly navigation: { readonly state: string };
    readonly revalidation: string;
    readonly actionData?: unknown;
  };
  revalidate(): Promise<void>;
}

const everyMs = 2000;

const isLive = (page: Document): boolean => page.querySelector('[data-live="true"]') !== null;

/** Whether what is asked right now was asked by nobody's hand. */
export interface Background {
  active: boolean;
}

/**
 * Looks again by itself where the page says that something on it is under way, and when the window is come back
 * to: another window may have moved money meanwhile.
 * @returns stops it
 */
export function keepLive(router: Router, page: Document, background: Background): () => void {
  const look = (): void => {
    if (page.visibilityState === 'hidden' || router.state.navigation.state !== 'idle') return;
    // A refusal that stands on the page may say that an outcome is not known; it must not vanish by itself.
    if (router.state.revalidation !== 'idle' || router.state.actionData) return;
    background.active = true;
    void router.revalidate().finally(() => {
      background.active = false;
    });
  };
  const timer = setInterval(() => {
    if (isLive(page)) look();
  }, everyMs);
  page.addEventListener('visibilitychange', look);
  page.defaultView?.addEventListener('focus', look);
  return () => {
    clearInterval(timer);
    page.removeEventListener('visibilitychange', look);
    page.defaultView?.removeEventListener('focus', look);
  };
}
