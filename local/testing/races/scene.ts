import { randomUUID } from 'node:crypto';
import { publicId } from '../../../functions/domain/ids.ts';
import type { TestBank } from '../bank.ts';
import { aliceHas, bobHas, transferBody, type Desk } from '../front-door.ts';
import { aJournal, post } from '../journals.ts';
import { aHold, placeHold } from '../ledger-calls.ts';

/** All that an account of a scene holds; whoever takes it leaves nothing for the others. */
export const whole = 10_000n;

/** What rivals fight for: fresh accounts, so that nothing else moves them. */
export interface Scene {
  readonly bank: TestBank;
  readonly desk: Desk;
  /** Holds the whole amount, brought there by the journal `fundingId`. */
  readonly account: string;
  readonly payee: string;
  /** Public id. */
  readonly fundingId: string;
  /** Public id of a hold on the whole amount; empty in a scene without one. */
  readonly holdId: string;
  /** Of a transfer of the whole amount; empty in a scene with a hold, which would refuse it. */
  readonly previewToken: string;
}

export interface SceneOptions {
  readonly held?: boolean;
  /** Last business date of the hold. */
  readonly heldUntil?: string;
}

export async function aScene(bank: TestBank, desk: Desk, options: SceneOptions = {}): Promise<Scene> {
  const { held = false, heldUntil } = options;
  const account = await aliceHas(bank, 0n);
  const payee = await bobHas(bank, 0n);
  const funding = aJournal([
    { account: '1040', minor: whole },
    { account, minor: -whole },
  ]);
  await post(bank.database.app, funding);
  const hold = aHold(account, whole, { id: randomUUID(), ...(heldUntil ? { expiresOn: heldUntil } : {}) });
  if (held) await placeHold(bank.database.app, hold);
  return {
    bank,
    desk,
    account,
    payee,
    fundingId: publicId('journal', funding.id),
    holdId: held ? publicId('hold', hold.id) : '',
    previewToken: held ? '' : await shown(desk, account, payee),
  };
}

async function shown(desk: Desk, account: string, payee: string): Promise<string> {
  const body = { ...transferBody(account, payee, whole), dryRun: true };
  const answer = await desk.alice.post('/api/v1/transfers', body);
  if (answer.status !== 200) throw new Error(`No preview: ${JSON.stringify(answer.body)}`);
  return (answer.body as { previewToken: string }).previewToken;
}
