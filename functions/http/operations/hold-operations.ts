import type { HoldView } from '../../contract/holds.ts';
import type { Hold } from '../../domain/hold.ts';
import { publicId } from '../../domain/ids.ts';
import { holdCaptured } from '../../domain/journal-templates.ts';
import { captureHold } from '../../services/capture-hold.ts';
import { placeHold, releaseHold, type HoldAnswer, type HoldPorts } from '../../services/place-hold.ts';
import type { PostingPorts } from '../../services/post-journal.ts';
import { readHold, readHolds } from '../../services/read-holds.ts';
import {
  idempotentOf,
  principalOf,
  replayedHeader,
  type OperationRequest,
  type Operations,
} from '../operation.ts';
import type { Routes } from '../../contract/routes.ts';
import { innerId } from './identify.ts';
import { moneyOf, targetOf } from './journal-input.ts';
import { postedJournalView } from './present-journal.ts';
import { moneyView } from './present.ts';

export type HoldOperationPorts = HoldPorts & PostingPorts;

function holdView(hold: Hold): HoldView {
  return {
    id: publicId('hold', hold.id),
    accountId: publicId('account', hold.accountId),
    amount: moneyView(hold.minor, hold.currency),
    remaining: moneyView(hold.remainingMinor, hold.currency),
    state: hold.state,
    description: hold.description,
    reference: hold.reference,
    placedOn: hold.placedOn,
    expiresOn: hold.expiresOn,
    recordedAt: hold.recordedAt,
  };
}

function changed({ hold, replayed }: HoldAnswer): { body: HoldView; headers: Record<string, string> } {
  const body = holdView(hold);
  return {
    body,
    headers: { ...replayedHeader(replayed ? 'replayed' : 'posted'), location: `/api/v1/holds/${body.id}` },
  };
}

async function capture(
  ports: HoldOperationPorts,
  { params, body, state }: OperationRequest<Routes['captureHold']>,
): ReturnType<Operations<'captureHold'>['captureHold']> {
  const to = targetOf(body.to);
  const { posted, hold } = await captureHold(ports, principalOf(state), {
    command: {
      holdId: innerId('hold', params.holdId),
      amount: body.amount && moneyOf(body.amount),
      final: body.final,
      to,
      description: body.description,
      reference: body.reference,
    },
    request: idempotentOf(state),
  });
  const lines = holdCaptured(hold.accountId, to, { minor: 0n, currency: hold.currency });
  const journal = postedJournalView(posted, lines);
  return {
    body: { journal, hold: holdView(hold) },
    headers: { ...replayedHeader(posted.outcome), location: `/api/v1/journals/${journal.id}` },
  };
}

export function holdOperations(
  ports: HoldOperationPorts,
): Operations<'placeHold' | 'listHolds' | 'getHold' | 'captureHold' | 'releaseHold'> {
  return {
    async placeHold({ body, state }) {
      const { amount, accountId, expiresOn, description, reference } = body;
      const command = {
        accountId: innerId('account', accountId),
        ...moneyOf(amount),
        description,
        reference,
        ...(expiresOn === undefined ? {} : { expiresOn }),
      };
      return changed(await placeHold(ports, principalOf(state), { command, request: idempotentOf(state) }));
    },
    async listHolds({ params, query, state }) {
      const accountId = innerId('account', params.accountId);
      const holds = await readHolds(ports, principalOf(state), { accountId, state: query.state });
      return { body: { items: holds.map(holdView) } };
    },
    async getHold({ params, state }) {
      const { hold, events } = await readHold(ports, principalOf(state), innerId('hold', params.holdId));
      const { currency } = hold;
      const eventViews = events.map(({ minor, journalId, ...event }) => ({
        ...event,
        amount: moneyView(minor, currency),
        journalId: journalId === null ? null : publicId('journal', journalId),
      }));
      return { body: { hold: holdView(hold), events: eventViews } };
    },
    captureHold: (request) => capture(ports, request),
    async releaseHold({ params, state }) {
      const holdId = innerId('hold', params.holdId);
      const request = idempotentOf(state);
      return changed(await releaseHold(ports, principalOf(state), { holdId, request }));
    },
  };
}
