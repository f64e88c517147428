import { randomBytes } from 'node:crypto';
import { customerReader } from '../adapters/postgres/customers.ts';
import type { BooksDatabase } from '../adapters/postgres/database.ts';
import {
  linkIdentity,
  offeredProducts,
  openAccount,
  openCustomer,
  type OfferedProduct,
} from '../adapters/postgres/opening.ts';
import type { Customer } from '../domain/account.ts';
import { publicId } from '../domain/ids.ts';
import type { BankUser } from '../services/ports/users.ts';
import { ConsoleError, type ConsoleContext } from './context.ts';
import { servedBooks, withBooks, type BooksOptions } from './target.ts';
import { withUsers } from './user-commands.ts';

export interface CustomerAccountOptions extends BooksOptions {
  readonly product: string;
}
export interface CustomerLinkOptions extends BooksOptions {
  readonly yes: boolean;
}

/** `customer open`. @throws BankError when the number is somebody else's */
export async function customerOpenCommand(
  context: ConsoleContext,
  customer: { readonly number: string; readonly name: string },
  options: BooksOptions,
): Promise<void> {
  const id = await withBooks(context, options, (database) => openCustomer(database, customer));
  const view = { ...customer, id: publicId('customer', id) };
  context.out(options.json ? JSON.stringify(view) : `${view.number} is ${view.name}: ${view.id}`);
}

/** `customer account`. @throws ConsoleError for no customer, or a product that is none or has a term */
export async function customerAccountCommand(
  context: ConsoleContext,
  { owner, number }: { readonly owner: string; readonly number: string },
  options: CustomerAccountOptions,
): Promise<void> {
  const view = await withBooks(context, options, async (database) => {
    const { id: customer } = await customerOf(database, owner);
    const { ledgerAccount, name, code } = await productOf(database, options.product);
    const id = await openAccount(database, {
      number,
      customer,
      ledgerAccount,
      product: code,
      name,
      floorMinor: 0n,
    });
    return { number, customer: owner, product: code, id: publicId('account', id) };
  });
  context.out(
    options.json ? JSON.stringify(view) : `${number} is a ${view.product} account of ${owner}: ${view.id}`,
  );
}

/**
 * `customer link`. Leaves a line in the security log before it is done, and one after.
 * @throws ConsoleError without `--yes`, for books that nobody signs in to, and for a user without the role customer
 * @throws BankError when the user stands for another customer
 */
export async function customerLinkCommand(
  context: ConsoleContext,
  { number, userName }: { readonly number: string; readonly userName: string },
  options: CustomerLinkOptions,
): Promise<void> {
  if (options.books !== servedBooks)
    throw new ConsoleError(`No site serves the books "${options.books}", so nobody signs in to them.`);
  await withUsers(context, options, ({ users, log }) =>
    withBooks(context, options, async (database) => {
      const user = customerIn(userName, await users.user(userName));
      const customer = await customerOf(database, number);
      if (!options.yes) throw new ConsoleError(forGood(userName, customer));
      const line = {
        ...({ kind: 'sign-in-change', operation: 'customer-link', subject: 'console' } as const),
        traceId: randomBytes(16).toString('hex'),
        about: { person: user.subject, customer: publicId('customer', customer.id) },
      };
      // Before it is done: where the log can't be written, nobody is linked.
      await log.append({ ...line, status: 202, code: 'begun' });
      await linkIdentity(database, user, customer.id);
      await log.append({ ...line, status: 200, code: 'ok' });
      context.out(
        options.json
          ? JSON.stringify({ userName, customer: number })
          : `${userName} stands for ${customer.name} (${number}) from the next sign-in on.`,
      );
    }),
  );
}

const forGood = (userName: string, { name, number }: Customer): string =>
  `This lets ${userName} see and move what ${name} (${number}) has, for good. Say --yes to do it.`;

function customerIn(userName: string, user: BankUser | undefined): BankUser {
  if (!user) throw new ConsoleError(`There is no user ${userName}. They sign up on a site first.`);
  if (user.roles.includes('customer')) return user;
  throw new ConsoleError(`${userName} is not in the role customer, which whoever signs up on a site has.`);
}

async function customerOf(database: BooksDatabase, number: string): Promise<Customer> {
  const found = (await customerReader(database).search(number)).find((each) => each.number === number);
  if (found) return found;
  throw new ConsoleError(
    `There is no customer ${number}. Take them in first: customer open ${number} <name>.`,
  );
}

/** Certificates are opened with their money, and loans with their terms: by people who have signed in. */
const opensEmpty: ReadonlySet<string> = new Set(['checking', 'savings', 'money-market']);

async function productOf(database: BooksDatabase, code: string): Promise<OfferedProduct> {
  const offered = (await offeredProducts(database)).filter(({ kind }) => opensEmpty.has(kind));
  const found = offered.find((each) => each.code === code);
  if (found) return found;
  const codes = offered.map((each) => each.code).join(', ');
  throw new ConsoleError(`There is no account of "${code}" to be opened here. Use one of ${codes}.`);
}
