import { amountText } from '../shared/amount.ts';
import type { FieldProblem } from '../../ui/error-summary.tsx';
import type { Fields } from '../shared/screen-module.ts';
import type { Parsed } from '../shared/form.ts';

/** Lines of the form; whoever needs more sends a batch. */
export const lineNumbers = [1, 2, 3, 4, 5, 6] as const;

export interface JournalLine {
  readonly accountId?: string;
  readonly ledgerAccount?: string;
  readonly side: 'debit' | 'credit';
  readonly amount: { readonly minor: string; readonly currency: 'USD' };
}

type Read = { readonly line: JournalLine } | { readonly problem: FieldProblem } | undefined;

/** A customer's account by its id, an account of the bank by its four digits. */
function targetOf(text: string): Pick<JournalLine, 'accountId' | 'ledgerAccount'> | undefined {
  if (/^\d{4}$/.test(text)) return { ledgerAccount: text };
  return /^acc_[0-9a-f-]{36}$/.test(text) ? { accountId: text } : undefined;
}

function readLine(fields: Fields, line: number): Read {
  const typed = (name: string): string => (fields[`${name}${line}`] ?? '').trim();
  const [account, debit, credit] = [typed('account'), typed('debit'), typed('credit')];
  if (account + debit + credit === '') return undefined;
  const target = targetOf(account);
  if (!target)
    return problem(`account${line}`, 'Enter the four digits of a ledger account, or the id of an account.');
  if ((debit === '') === (credit === '')) return problem(`debit${line}`, 'Enter either a debit or a credit.');
  const side = debit === '' ? 'credit' : 'debit';
  const minor = amountText.safeParse(debit + credit);
  if (minor.success)
    return { line: { ...target, side, amount: { minor: minor.data.toString(), currency: 'USD' } } };
  return problem(`${side}${line}`, minor.error.issues.map(({ message }) => message).join(' '));
}

const problem = (field: string, message: string): Read => ({ problem: { field, message } });

/** The lines of a journal as they were typed; empty ones are left out. */
export function readLines(fields: Fields): Parsed<JournalLine[]> {
  const read = lineNumbers.map((line) => readLine(fields, line));
  const problems = read.flatMap((each) => (each && 'problem' in each ? [each.problem] : []));
  const lines = read.flatMap((each) => (each && 'line' in each ? [each.line] : []));
  if (problems.length === 0 && lines.length < 2)
    problems.push({ field: 'account1', message: 'Enter two lines or more.' });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: lines };
}
