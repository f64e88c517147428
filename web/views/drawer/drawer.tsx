import type { ReactElement } from 'react';
import { Form, redirect } from 'react-router';
import type { DrawerView } from '../../../functions/contract/drawer.ts';
import type { Port } from '../../client/port.ts';
import { Submit } from '../../ui/buttons.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Facts, Identifier } from '../../ui/facts.tsx';
import { TextField } from '../../ui/fields.tsx';
import { formatInstant } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { screens } from '../screens.ts';
import { optionalAmountText } from '../shared/amount.ts';
import { fieldProps, formState, refused, refusedByBank, type Refused } from '../shared/form.ts';
import { Proof, proofOf } from '../shared/hidden.tsx';
import {
  shown,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
} from '../shared/screen-module.ts';

interface DrawerData {
  /** The open one, or the one that was closed last. */
  readonly drawer: DrawerView | null;
  /** One key for the one count this page is for. */
  readonly idempotencyKey: string;
}

function DrawerPage(props: ScreenProps<DrawerData, Refused>): ReactElement {
  const { drawer } = props.data;
  const { problems, status } = formState({}, props.result);
  const isOpen = drawer?.status === 'open';
  return (
    <Page title="Drawer" status={status} lead={isOpen ? leads.open : leads.closed}>
      <ErrorSummary problems={problems} />
      {drawer === null ? null : (
        <Card>
          <Facts facts={isOpen ? openFacts(drawer) : closedFacts(drawer)} />
        </Card>
      )}
      <Section title={isOpen ? 'Close it' : 'Open it'}>
        <CountForm {...props} doing={isOpen ? 'close' : 'open'} />
      </Section>
    </Page>
  );
}

const leads = {
  open: 'Your drawer is open. Count it before you close it: what should be in it is shown afterwards.',
  closed: 'Your drawer is closed. Count the cash you begin with.',
} as const;

type Facts = [string, ReactElement | string][];

function openFacts({ opening, openedAt }: DrawerView): Facts {
  return [
    ['Opened', formatInstant(openedAt)],
    ['Counted', <Money key="opening" value={opening} />],
  ];
}

function closedFacts(drawer: DrawerView): Facts {
  const { closing } = drawer;
  if (closing === null) return openFacts(drawer);
  const facts: Facts = [
    ['Closed', formatInstant(closing.closedAt)],
    ['Counted', <Money key="counted" value={closing.counted} />],
    ['Expected', <Money key="expected" value={closing.expected} />],
    [differenceName(closing.difference.minor), <Money key="difference" value={closing.difference} />],
  ];
  if (closing.journalId !== null)
    facts.push(['Journal', <Identifier key="journal">{closing.journalId}</Identifier>]);
  return facts;
}

function differenceName(minor: string): string {
  if (minor === '0') return 'Difference';
  return minor.startsWith('-') ? 'Short' : 'Over';
}

function CountForm({
  data,
  result,
  session,
  doing,
}: ScreenProps<DrawerData, Refused> & { readonly doing: 'open' | 'close' }): ReactElement {
  const state = formState({}, result);
  return (
    <Form method="post" action={screens.drawer.path} className="lb-form" autoComplete="off" noValidate>
      <Proof session={session} idempotencyKey={state.fields['_idem'] ?? data.idempotencyKey} />
      <input type="hidden" name="_doing" value={doing} />
      <TextField
        {...fieldProps(state, 'counted')}
        label="Counted cash in dollars"
        inputMode="decimal"
        required
      />
      <div className="lb-actions">
        <Submit>{doing === 'open' ? 'Open the drawer' : 'Close the drawer'}</Submit>
      </div>
    </Form>
  );
}

async function load(port: Port): Promise<Outcome<DrawerData>> {
  const { items } = await port.read('getDrawer', {});
  return shown({ drawer: items[0] ?? null, idempotencyKey: crypto.randomUUID() });
}

async function act(port: Port, { fields }: Submission): Promise<Outcome<Refused> | Response> {
  // An empty drawer is counted too.
  const amount = optionalAmountText.safeParse(fields['counted'] ?? '');
  if (!amount.success || amount.data === undefined) {
    const message = amount.error?.issues[0]?.message ?? 'Enter what you have counted.';
    return refused([{ field: 'counted', message }], fields);
  }
  const body = { counted: { minor: amount.data.toString(), currency: 'USD' } };
  try {
    await port.write(fields['_doing'] === 'close' ? 'closeDrawer' : 'openDrawer', { body }, proofOf(fields));
    return redirect(screens.drawer.path, 303);
  } catch (error) {
    return refusedByBank(error, fields);
  }
}

/** The teller's drawer: opened with a count, closed with another, which is made blind. */
export const drawerScreen: ScreenModule<DrawerData, Refused> = { load, act, View: DrawerPage };
