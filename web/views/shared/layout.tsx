import { createContext, use, type ReactElement } from 'react';
import { Form, Link, Outlet, useLoaderData, useLocation, useNavigation } from 'react-router';
import type { SessionView } from '../../../functions/contract/session.ts';
import { Submit } from '../../ui/buttons.tsx';
import { navigationOf, screens } from '../screens.ts';
import { Proof } from './hidden.tsx';

/** What the frame knows; the session is also null while the bank is out of reach. */
export interface FrameData {
  readonly session: SessionView | null;
}

/** Set where only the inner page is wanted, without its frame. */
export const FragmentContext = createContext(false);

/** The frame of every page: where am I, who am I, what else is there. */
export function Layout(): ReactElement {
  const { session } = useLoaderData<FrameData>();
  const busy = useNavigation().state !== 'idle';
  if (use(FragmentContext)) return <Outlet />;
  return (
    <div className={busy ? 'lb-frame lb-busy' : 'lb-frame'}>
      <a className="lb-skip" href="#main">
        Skip to the page
      </a>
      <header className="lb-header">
        <div className="lb-header__inner">
          <Link className="lb-wordmark" to={screens.home.path}>
            Ledgerbank
          </Link>
          {session === null ? null : <Navigation session={session} />}
          {session === null ? null : <Who session={session} />}
        </div>
      </header>
      <main className="lb-main" id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <footer className="lb-footer">
        <div className="lb-footer__inner">
          Ledgerbank shows how a bank can be built. It is no bank to keep money in.
          {session === null ? null : <OtherSite session={session} />}
        </div>
      </footer>
    </div>
  );
}

/** Pages of one thing share the first part of their address. */
const placeOf = (path: string): string => path.split('/')[1] ?? '';

function Navigation({ session }: { readonly session: SessionView }): ReactElement {
  const here = placeOf(useLocation().pathname);
  return (
    <nav className="lb-nav" aria-label="Bank">
      <ul>
        {navigationOf(session.permissions).map(({ path, label }) => (
          <li key={path}>
            <Link to={path} {...(placeOf(path) === here ? { 'aria-current': 'page' as const } : {})}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The same words on both sites: each has the other one. */
function OtherSite({ session }: { readonly session: SessionView }): ReactElement {
  const { pathname, search } = useLocation();
  return (
    <Form method="post" action={screens.handOff.path}>
      <Proof session={session} />
      <input type="hidden" name="_place" value={pathname + search} />
      <Submit tone="quiet">Open this page on our other site</Submit>
    </Form>
  );
}

function Who({ session }: { readonly session: SessionView }): ReactElement {
  return (
    <div className="lb-who">
      <span>
        {session.displayName}
        {session.roles.includes('customer') ? '' : ` (${session.roles.join(', ')})`}
      </span>
      <Link to={screens.waysToSignIn.path}>Security</Link>
      <Form method="post" action={screens.signOut.path}>
        <Proof session={session} />
        <Submit tone="quiet">Sign out</Submit>
      </Form>
    </div>
  );
}
