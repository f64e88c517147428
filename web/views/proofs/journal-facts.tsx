import type { ReactElement } from 'react';
import type { JournalProofView } from '../../../functions/contract/proofs.ts';
import { publicId } from '../../../functions/domain/ids.ts';
import { textField } from '../../../functions/domain/proof.ts';
import { Facts, Identifier } from '../../ui/facts.tsx';
import { formatDate, formatInstant } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';

/** What the sealed texts say, read from the texts themselves. */
export function JournalFacts({
  proof: { journal, entries },
}: {
  readonly proof: JournalProofView;
}): ReactElement {
  const said = (name: string): string => textField(journal, name);
  const facts: [string, ReactElement | string][] = [['Description', said('description')]];
  if (said('reference') !== '') facts.push(['Reference', said('reference')]);
  for (const { line, text } of entries) facts.push([`Entry ${line}`, <Entry key={line} text={text} />]);
  facts.push(
    ['Business date', dateOr(said('businessDate'))],
    ['Value date', dateOr(said('valueDate'))],
    ['Recorded', instantOr(said('recordedAt'))],
    ['Number in the books', said('sequence')],
  );
  return <Facts facts={facts} />;
}

/** A text that was tampered with may hold anything; it is shown as it is then. */
const dateOr = (text: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? formatDate(text) : text;
const instantOr = (text: string): string => (Number.isNaN(Date.parse(text)) ? text : formatInstant(text));

function Entry({ text }: { readonly text: string | null }): ReactElement {
  if (text === null) return <>On an account that is not yours to see</>;
  const minor = textField(text, 'amountMinor');
  const currency = textField(text, 'currency');
  if (!/^-?\d{1,19}$/.test(minor) || !/^[A-Z]{3}$/.test(currency)) return <Identifier>{text}</Identifier>;
  const isCredit = minor.startsWith('-');
  return (
    <>
      {isCredit ? 'Credit of ' : 'Debit of '}
      <Money value={{ minor: isCredit ? minor.slice(1) : minor, currency }} /> on account{' '}
      <Identifier>{publicId('account', textField(text, 'accountId'))}</Identifier>
    </>
  );
}
