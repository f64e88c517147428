import { redirect, type RouteObject } from 'react-router';
import { ProblemError } from '../client/client.ts';
import type { Port } from '../client/port.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { customerScreens } from './customer-screens.ts';
import { screens, navigationOf, type ScreenId } from './screens.ts';
import { handOffAction } from './session/hand-off.ts';
import { SignInScreen, signInAction, signInLoader } from './session/sign-in.tsx';
import { signOutAction } from './session/sign-out.ts';
import { ErrorPage } from './shared/error-page.tsx';
import {
  asRouteError,
  guardedAction,
  guardedLoader,
  type AnyScreen,
  type ScreenSource,
} from './shared/guard.ts';
import { Layout, type FrameData } from './shared/layout.tsx';
import { frameRouteId, ScreenElement } from './shared/screen-element.tsx';
import type { ScreenModule } from './shared/screen-module.ts';

type CustomerId = keyof typeof customerScreens;
/** Screens of customers that are seldom asked for: a part of their own, beside the first load. */
const paymentIds = ['payments', 'newPayment', 'paymentCheck', 'payment', 'messages'] as const;
type PaymentId = (typeof paymentIds)[number];
const securityIds = ['waysToSignIn', 'sessions', 'proveIt'] as const;
type SecurityId = (typeof securityIds)[number];
/** For those who can't sign in yet. */
const signingUpIds = ['signUp', 'confirmSignUp', 'forgottenPassword', 'newPassword'] as const;

/** Screens with a route of their own making. */
const apart = [
  'home',
  'signIn',
  'signOut',
  'handOff',
  'account',
  'transfer',
  'transferCheck',
  'transferReceipt',
  'proof',
  'interest',
  'statements',
  'taxDocuments',
  'products',
  'product',
  'loan',
  ...paymentIds,
  ...securityIds,
  ...signingUpIds,
] as const;
type StaffId = Exclude<ScreenId, CustomerId | (typeof apart)[number]>;

const staffIds = Object.keys(screens).filter(
  (id): id is StaffId => !(id in customerScreens) && !apart.some((other) => other === id),
);

/** The pages of the bank over a port: the one route table of the single-page and of the server-rendered site. */
export function routes(port: Port): RouteObject[] {
  const customerIds = Object.keys(customerScreens) as CustomerId[];
  return [
    {
      id: frameRouteId,
      element: <Layout />,
      loader: () => frame(port),
      // Who is signed in may change with every step.
      shouldRevalidate: () => true,
      // Only the single-page site ever waits for its first page.
      hydrateFallbackElement: <Skeleton />,
      children: [
        {
          errorElement: <ErrorPage />,
          children: [
            ...sessionRoutes(port),
            ...customerIds.map((id) => screenRoute(port, id, () => customerScreens[id])),
            ...paymentIds.map((id) => paymentRoute(port, id)),
            ...securityIds.map((id) => securityRoute(port, id)),
            ...signingUpIds.map((id) =>
              lazily(id, async () => (await import('./signing-up/routes.ts')).signingUpRoute(port, id)),
            ),
            ...staffIds.map((id) => staffRoute(port, id)),
            ...furtherRoutes(port),
            { path: '*', loader: noSuchPage, action: noSuchPage, element: null },
          ],
        },
      ],
    },
  ];
}

/** The frame is shown whatever happens to the page in it. */
async function frame(port: Port): Promise<FrameData> {
  try {
    return { session: await port.session() };
  } catch (error) {
    if (error instanceof ProblemError) return { session: null };
    throw error;
  }
}

function screenRoute(port: Port, id: ScreenId, source: ScreenSource): RouteObject {
  return { path: screens[id].path, ...handlersOf(port, id, source) };
}

function handlersOf(
  port: Port,
  id: ScreenId,
  source: ScreenSource,
): Pick<RouteObject, 'loader' | 'action' | 'element'> {
  return {
    loader: guardedLoader(port, screens[id], source),
    action: guardedAction(port, screens[id], source),
    element: <ScreenElement />,
  };
}

/** The CDN gives the code of staff screens to staff alone, so the guard goes first. */
function staffRoute(port: Port, id: StaffId): RouteObject {
  return screenRoute(port, id, async () => (await import('./staff-screens.ts')).staffScreens[id]);
}

/** Customers and staff both look at loans; what can be put right there is the code of staff. */
function loanRoute(port: Port): RouteObject {
  return screenRoute(port, 'loan', async ({ permissions }) =>
    permissions.includes(screens.newLoan.permission)
      ? (await import('./staff-screens.ts')).correctableLoanScreen
      : (await import('./loans/loan.tsx')).loanScreen,
  );
}

function paymentRoute(port: Port, id: PaymentId): RouteObject {
  return lazily(id, async () => {
    const { paymentScreens } = await import('./payment-screens.ts');
    return handlersOf(port, id, () => paymentScreens[id]);
  });
}

function securityRoute(port: Port, id: SecurityId): RouteObject {
  return lazily(id, async () => {
    const { securityScreens } = await import('./security-screens.ts');
    return handlersOf(port, id, () => securityScreens[id]);
  });
}

function lazily(id: ScreenId, lazy: () => Promise<Pick<RouteObject, 'loader' | 'element'>>): RouteObject {
  return { path: screens[id].path, lazy };
}

/** What is seldom the first page, for customers, staff or anybody: each a part of its own. */
function furtherRoutes(port: Port): RouteObject[] {
  const apartly = (id: ScreenId, load: () => Promise<AnyScreen>): RouteObject =>
    lazily(id, async () => {
      const module = await load();
      return handlersOf(port, id, () => module);
    });
  return [
    apartly('account', async () => (await import('./accounts/account.tsx')).accountScreen),
    apartly('transfer', async () => (await import('./transfers/enter.tsx')).transferScreen),
    apartly('transferCheck', async () => (await import('./transfers/check.tsx')).transferCheckScreen),
    apartly('transferReceipt', async () => (await import('./transfers/receipt.tsx')).transferReceiptScreen),
    apartly('proof', async () => (await import('./proofs/proof.tsx')).proofScreen),
    apartly('interest', async () => (await import('./accounts/interest.tsx')).interestScreen),
    apartly('statements', async () => (await import('./documents/statements.tsx')).statementsScreen),
    apartly('taxDocuments', async () => (await import('./documents/tax-documents.tsx')).taxDocumentsScreen),
    loanRoute(port),
    lazily('products', async () => (await import('./products/product-screens.tsx')).productsRoute(port)),
    lazily('product', async () => (await import('./products/product-screens.tsx')).productRoute(port)),
  ];
}

/** Pages about the session itself; the first page is the first one of the viewer's navigation. */
function sessionRoutes(port: Port): RouteObject[] {
  const home: ScreenModule<unknown> = {
    load: (_port, { session }) =>
      Promise.resolve(redirect(navigationOf(session.permissions)[0]?.path ?? screens.signIn.path)),
    View: () => <></>,
  };
  return [
    screenRoute(port, 'home', () => home),
    {
      path: screens.signIn.path,
      loader: (args) => signInLoader(port, args),
      action: (args) => signInAction(port, args),
      element: <SignInScreen />,
    },
    {
      path: screens.signOut.path,
      loader: () => redirect(screens.home.path),
      action: (args) => signOutAction(port, args),
      element: null,
    },
    {
      path: screens.handOff.path,
      loader: () => redirect(screens.home.path),
      action: (args) => handOffAction(port, args),
      element: null,
    },
  ];
}

function noSuchPage(): never {
  throw asRouteError(new ProblemError({ status: 404, code: 'not-found', detail: '', traceId: '' })) as Error;
}
