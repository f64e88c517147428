import { accountsScreen } from './accounts/accounts.tsx';

/** Screens of customers: in the first load of the single-page site. Those that come later have parts of their own. */
export const customerScreens = {
  accounts: accountsScreen,
} as const;
