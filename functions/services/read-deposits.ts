import type { AccountInterest, DepositProduct } from '../domain/deposit-product.ts';
import { BankError } from '../domain/errors.ts';
import type { Principal } from '../domain/session.ts';
import type { AccountReader } from './ports.ts';
import type { DepositReader } from './ports/deposits.ts';
import { readableAccount } from './readable-account.ts';

export interface ReadDepositPorts {
  readonly accounts: AccountReader;
  readonly deposits: DepositReader;
}

/** One product with its terms. @throws BankError not-found */
export async function readProduct(deposits: DepositReader, code: string): Promise<DepositProduct> {
  const product = (await deposits.products()).find((each) => each.code === code);
  if (!product) throw new BankError('not-found', 'There is no product with this code.');
  return product;
}

/** What an account that the principal may see earns and is charged. @throws BankError not-found for any other */
export async function readInterest(
  ports: ReadDepositPorts,
  principal: Principal,
  accountId: string,
): Promise<AccountInterest> {
  const account = await readableAccount(ports.accounts, principal, accountId);
  const interest = await ports.deposits.interestOf(account.id);
  if (!interest) throw new Error('The books answered no interest for an account that is there');
  return interest;
}
