import type { AccountView } from '../../../functions/contract/accounts.ts';
import { formatMoney } from '../../ui/format.ts';

/** An account as a choice of a form. */
export function accountOption({ id, name, number, available }: AccountView): {
  value: string;
  label: string;
} {
  return { value: id, label: `${name} ${number}: ${formatMoney(available)} available` };
}

/** Whether the account is a certificate: its money is bound until it matures. */
export const isCertificate = ({ product }: Pick<AccountView, 'product'>): boolean =>
  /^certificate(-|$)/.test(product);

/** Deposits that can pay and be paid. */
export const isSpendable = (account: AccountView): boolean =>
  account.kind === 'deposit' && account.status === 'open' && !isCertificate(account);
