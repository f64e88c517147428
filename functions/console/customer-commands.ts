import { InvalidArgumentError, type Command } from 'commander';
import type { ConsoleContext } from './context.ts';
import type { CustomerAccountOptions, CustomerLinkOptions } from './customer-command.ts';
import { ofBooks, type BooksOptions } from './target.ts';

/** `customer …`: what the sites and the API do not: who is a customer, with which accounts, and signs in how. */
export function addCustomer(context: ConsoleContext, program: Command): void {
  const customer = program.command('customer').description('customers and their accounts');
  ofBooks(customer.command('open'))
    .description('take a customer into the books; again, it changes nothing')
    .argument('<number>', 'eight digits', digits(8))
    .argument('<name>', 'as it stands in their papers')
    .action(async (number: string, name: string, options: BooksOptions) => {
      const { customerOpenCommand } = await import('./customer-command.ts');
      await customerOpenCommand(context, { number, name }, options);
    });
  ofBooks(customer.command('account'))
    .description('open a deposit account for a customer, empty and not to be overdrawn')
    .argument('<customer>', 'the customer’s number', digits(8))
    .argument('<number>', 'the account’s: ten digits, the first no zero', accountNumber)
    .requiredOption('--product <code>', 'such as checking or savings')
    .action(async (owner: string, number: string, options: CustomerAccountOptions) => {
      const { customerAccountCommand } = await import('./customer-command.ts');
      await customerAccountCommand(context, { owner, number }, options);
    });
  ofBooks(customer.command('link'))
    .description('let somebody who has signed up stand for a customer, for good')
    .argument('<customer>', 'the customer’s number', digits(8))
    .argument('<user>', 'user name')
    .option('--yes', 'do it', false)
    .action(async (number: string, userName: string, options: CustomerLinkOptions) => {
      const { customerLinkCommand } = await import('./customer-command.ts');
      await customerLinkCommand(context, { number, userName }, options);
    });
}

const digits =
  (count: number) =>
  (text: string): string => {
    if (/^\d+$/.test(text) && text.length === count) return text;
    throw new InvalidArgumentError(`Write ${count} digits.`);
  };

function accountNumber(text: string): string {
  if (/^[1-9]\d{9}$/.test(text)) return text;
  throw new InvalidArgumentError(
    'Write ten digits, the first no zero: those are of the bank’s own accounts.',
  );
}
