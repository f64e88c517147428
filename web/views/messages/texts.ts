import type { NoticeView } from '../../../functions/contract/notices.ts';
import { formatDate, formatMoney } from '../../ui/format.ts';
import { screens } from '../screens.ts';

/** What a notice says, and where it leads. */
export interface Message {
  readonly text: string;
  readonly to?: string;
}

type Params = NoticeView['params'];

const amountOf = (params: Params): string =>
  formatMoney({ minor: params['amountMinor'] ?? '0', currency: params['currency'] ?? 'USD' });
const dateOf = (params: Params, name: string): string => formatDate(params[name] ?? '1970-01-01');

const heldOf = (params: Params): string =>
  formatMoney({ minor: params['heldMinor'] ?? '0', currency: params['currency'] ?? 'USD' });

const holdReasons: Readonly<Partial<Record<string, string>>> = {
  'new-account': 'your account is less than thirty days old',
  'large-deposit': 'the checks of that day were worth more than $6,725',
};

const reasons: Readonly<Partial<Record<string, string>>> = {
  LB001: 'there was not enough money in the account',
  LB004: 'one of the accounts is closed',
  LB021: 'a limit of the account was reached',
};

const texts: Readonly<Partial<Record<string, (params: Params) => Message>>> = {
  'standing-order-failed': (params) => ({
    text: `Your standing order of ${amountOf(params)} to account ${params['toNumber'] ?? ''}, due ${dateOf(params, 'dueOn')}, was not paid: ${reasons[params['sqlState'] ?? ''] ?? 'the bank refused it'}. Later dates are not affected.`,
    to: `/payments/sto_${params['orderId'] ?? ''}`,
  }),
  'standing-order-finished': (params) => ({
    text: `Your standing order of ${amountOf(params)} to account ${params['toNumber'] ?? ''} has come to its end; its last date was ${dateOf(params, 'dueOn')}.`,
    to: `/payments/sto_${params['orderId'] ?? ''}`,
  }),
  'check-held': (params) => ({
    text: `Of your check of ${amountOf(params)}, ${heldOf(params)} can be spent from ${dateOf(params, 'availableOn')} on, later than usual: ${holdReasons[params['reason'] ?? ''] ?? 'it is held longer'}.`,
  }),
  'check-returned': (params) => ({
    text: `Your check of ${amountOf(params)}, deposited on ${dateOf(params, 'depositedOn')}, came back unpaid, so its amount was taken out of your account again.`,
  }),
  'tax-form-corrected': (params) => ({
    text: `The bank has filed a corrected Form 1099-INT of ${params['year'] ?? ''} for you, with other amounts than before. What changed stands with your tax documents.`,
    to: screens.taxDocuments.path,
  }),
  'tax-form-added': (params) => ({
    text: `The bank has filed a Form 1099-INT of ${params['year'] ?? ''} for you, which was not due before. It stands with your tax documents.`,
    to: screens.taxDocuments.path,
  }),
  'tax-form-withdrawn': (params) => ({
    text: `The bank has filed that no Form 1099-INT of ${params['year'] ?? ''} is due to you after all. Your tax documents say why.`,
    to: screens.taxDocuments.path,
  }),
};

/** Kinds of which this page knows nothing yet are told by their name. */
export function messageOf({ kind, params }: Pick<NoticeView, 'kind' | 'params'>): Message {
  const known = texts[kind];
  if (known) return known(params);
  const words = kind.replaceAll('-', ' ');
  return { text: `${words.charAt(0).toUpperCase()}${words.slice(1)}.` };
}
