import { accountScreen } from './accounts/account.tsx';
import { accountsScreen } from './accounts/accounts.tsx';
import { transferCheckScreen } from './transfers/check.tsx';
import { transferScreen } from './transfers/enter.tsx';
import { transferReceiptScreen } from './transfers/receipt.tsx';

/** Screens of customers: in the first load of the single-page site. */
export const customerScreens = {
  accounts: accountsScreen,
  account: accountScreen,
  transfer: transferScreen,
  transferCheck: transferCheckScreen,
  transferReceipt: transferReceiptScreen,
} as const;
