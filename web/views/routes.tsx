import { redirect, type RouteObject } from 'react-router';
import { ProblemError } from '../client/client.ts';
import type { Port } from '../client/port.ts';
import { accountScreen } from './accounts/account.tsx';
import { accountsScreen } from './accounts/accounts.tsx';
import { journalScreen } from './books/journal.tsx';
import { journalsScreen } from './books/journals.tsx';
import { trialBalanceScreen } from './books/trial-balance.tsx';
import { cashReceiptScreen } from './counter/cash-receipt.tsx';
import { counterScreen } from './counter/counter.tsx';
import { customerScreen } from './customers/customer.tsx';
import { customersScreen } from './customers/customers.tsx';
import { reportScreen } from './reports/report.tsx';
import { reportsScreen } from './reports/reports.tsx';
import { screens, navigationOf, type Screen, type ScreenId } from './screens.ts';
import { SignInScreen, signInAction, signInLoader } from './session/sign-in.tsx';
import { signOutAction } from './session/sign-out.ts';
import { ErrorPage } from './shared/error-page.tsx';
import { asRouteError, guardedAction, guardedLoader } from './shared/guard.ts';
import { Layout, type FrameData } from './shared/layout.tsx';
import { frameRouteId, ScreenElement } from './shared/screen-element.tsx';
import type { ScreenModule } from './shared/screen-module.ts';
import { transferCheckScreen } from './transfers/check.tsx';
import { transferScreen } from './transfers/enter.tsx';
import { transferReceiptScreen } from './transfers/receipt.tsx';

type ModuleId = Exclude<ScreenId, 'home' | 'signIn' | 'signOut'>;

// Each module knows the types of its own data; the router hands them through unseen.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
const modules: Readonly<Record<ModuleId, ScreenModule<any, any>>> = {
  accounts: accountsScreen,
  account: accountScreen,
  transfer: transferScreen,
  transferCheck: transferCheckScreen,
  transferReceipt: transferReceiptScreen,
  counter: counterScreen,
  cashReceipt: cashReceiptScreen,
  customers: customersScreen,
  customer: customerScreen,
  trialBalance: trialBalanceScreen,
  journals: journalsScreen,
  journal: journalScreen,
  reports: reportsScreen,
  report: reportScreen,
};

/** The pages of the bank over a port: the one route table of the single-page and of the server-rendered site. */
export function routes(port: Port): RouteObject[] {
  return [
    {
      id: frameRouteId,
      element: <Layout />,
      loader: () => frame(port),
      // Who is signed in may change with every step.
      shouldRevalidate: () => true,
      children: [
        {
          errorElement: <ErrorPage />,
          children: [
            ...sessionRoutes(port),
            ...Object.entries(modules).map(([id, module]) =>
              screenRoute(port, screens[id as ModuleId], module),
            ),
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

function screenRoute(port: Port, screen: Screen, module: ScreenModule<unknown>): RouteObject {
  return {
    path: screen.path,
    loader: guardedLoader(port, screen, module),
    action: guardedAction(port, screen, module),
    element: <ScreenElement module={module} />,
  };
}

/** Pages about the session itself; the first page is the first one of the viewer's navigation. */
function sessionRoutes(port: Port): RouteObject[] {
  const home: ScreenModule<unknown> = {
    load: (_port, { session }) =>
      Promise.resolve(redirect(navigationOf(session.permissions)[0]?.path ?? screens.signIn.path)),
    View: () => <></>,
  };
  return [
    screenRoute(port, screens.home, home),
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
  ];
}

function noSuchPage(): never {
  throw asRouteError(new ProblemError({ status: 404, code: 'not-found', detail: '', traceId: '' })) as Error;
}
