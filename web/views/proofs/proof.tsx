import type { ReactElement } from 'react';
import type { SessionView } from '../../../functions/contract/session.ts';
import { ButtonLink } from '../../ui/buttons.tsx';
import { Download } from '../../ui/download.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { screens } from '../screens.ts';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';
import { JournalFacts } from './journal-facts.tsx';
import { readProof, type FoundProof, type ProofRead } from './read-proof.ts';
import { SealedTexts } from './sealed-texts.tsx';
import { StepsTable } from './steps-table.tsx';
import { Verdict } from './verdict.tsx';

function ProofPage({ data: { journalId, found }, session }: ScreenProps<ProofRead>): ReactElement {
  return (
    <Page
      title="Proof"
      width="wide"
      lead="What was recorded in the bank’s books, and how you can tell that nobody has changed it since."
    >
      {found ? <Found found={found} /> : <Waiting />}
      <div className="lb-actions">
        <ButtonLink {...wayBack(journalId, session)} />
        {found ? (
          <Download name={`proof-${journalId}.json`} content={fileOf(found)}>
            Download the proof
          </Download>
        ) : null}
      </div>
    </Page>
  );
}

function Waiting(): ReactElement {
  return (
    <Notice title="Not sealed yet" tone="waiting">
      <p>
        This is recorded in the books. Every minute the bank seals what was recorded; the proof is here after
        that. Open this page again in a minute.
      </p>
    </Notice>
  );
}

function Found({ found }: { readonly found: FoundProof }): ReactElement {
  const { proof, check } = found;
  return (
    <>
      <Verdict found={found} />
      <Section title="What was recorded">
        <JournalFacts proof={proof} />
      </Section>
      <Section title="How it is checked">
        <p>
          A fingerprint is a number made from a text (SHA-256). The slightest change of the text gives another
          fingerprint, and nobody can find a second text with the same one. This page has worked out every
          fingerprint again from the texts; what was published it has fetched from another place than the
          books.
        </p>
      </Section>
      <StepsTable steps={check.steps} block={proof.block.number} />
      <SealedTexts found={found} />
    </>
  );
}

const fileOf = ({ proof, published }: FoundProof): string => JSON.stringify({ proof, published }, null, 2);

/** Whoever reads the journals came from this one; a customer from an account. */
function wayBack(journalId: string, { permissions }: SessionView): { to: string; children: string } {
  return permissions.includes('journal:read')
    ? { to: `/journals/${journalId}`, children: 'Back to the journal' }
    : { to: screens.accounts.path, children: 'Back to your accounts' };
}

/** The proof of a journal: what it says, each step of the reckoning, and whether it comes out as published. */
export const proofScreen: ScreenModule<ProofRead> = {
  load: async (port, { params }) => shown(await readProof(port, params['journalId'] ?? '')),
  View: ProofPage,
};
