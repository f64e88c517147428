import type { ApprovalView } from '../../contract/approvals.ts';
import type { Approval, ApprovalWish } from '../../domain/approval.ts';
import { BankError } from '../../domain/errors.ts';
import { publicId } from '../../domain/ids.ts';
import { allows } from '../../domain/permissions.ts';
import {
  decideApproval,
  effectOfRights,
  readApproval,
  type ApprovalPorts,
} from '../../services/approvals.ts';
import { reversalOf } from '../../services/reverse-journal.ts';
import type { BooksReader, EventLog, Ids, LogItem } from '../../services/ports.ts';
import { idempotentOf, principalOf, type Operations } from '../operation.ts';
import type { RequestState } from '../state.ts';
import { innerId } from './identify.ts';
import { journalOf } from './journal-input.ts';

export interface ApprovalOperationPorts extends ApprovalPorts {
  readonly ids: Ids;
  readonly log: EventLog;
  readonly books: BooksReader;
}

function approvalView(approval: Approval): ApprovalView {
  const { kind, subject, reason, requestedBy, requestedOn, expiresOn, state } = approval;
  const { decidedBy, decidedOn, note, carriedOut, journalId } = approval;
  return {
    id: publicId('approval', approval.id),
    ...{ kind, subject, reason, requestedBy, requestedOn, expiresOn, state },
    effect: approval.effect.map((line) => ({ ...line })),
    ...{ decidedBy, decidedOn, note, carriedOut },
    journalId: journalId === null ? null : publicId('journal', journalId),
  };
}

/** In the security log; what the approval is about may name a person and stands behind its id. */
function eventOf({ traceId, operationId, principal }: RequestState, approval: Approval): LogItem {
  const subject = principal?.subject ?? null;
  const about = { approval: publicId('approval', approval.id), kind: approval.kind };
  return {
    ...{ kind: 'approval', traceId, operation: operationId, status: 200, code: approval.state },
    ...{ subject, about },
  };
}

interface Asked {
  readonly subject: string;
  readonly reason: string;
  readonly wish: ApprovalWish;
  readonly state: RequestState;
}

const actorOf = (state: RequestState): { actor: string; actorName: string } => {
  const { subject, userName } = principalOf(state);
  return { actor: subject, actorName: userName };
};

async function ask(
  { approvals, ids, log }: ApprovalOperationPorts,
  { state, ...asked }: Asked,
): Promise<{ body: ApprovalView; headers: Record<string, string> }> {
  const { key, requestHash } = idempotentOf(state);
  const request = { id: ids.next(), key, requestHash, ...actorOf(state), ...asked };
  const approval = await approvals.request(request);
  await log.append(eventOf(state, approval));
  const body = approvalView(approval);
  return { body, headers: { location: `/api/v1/approvals/${body.id}` } };
}

/** What one person asks for and another approves. */
export function approvalOperations(
  ports: ApprovalOperationPorts,
): Operations<
  | 'requestJournalApproval'
  | 'requestReversalApproval'
  | 'requestLimitsChange'
  | 'requestUserChange'
  | 'getAccountLimits'
  | 'listApprovals'
  | 'getApproval'
  | 'decideApproval'
> {
  return {
    ...askingOperations(ports),
    async getAccountLimits({ params }) {
      const limits = await ports.approvals.limits(innerId('account', params.accountId));
      if (!limits) throw new BankError('not-found', 'There is no account of a customer with this id.');
      const { floorMinor, overdraftMinor, velocity } = limits;
      return { body: { floorMinor, overdraftMinor, velocity: velocity.map((each) => ({ ...each })) } };
    },
    async listApprovals({ query }) {
      return { body: { items: (await ports.approvals.approvals(query.which)).map(approvalView) } };
    },
    async getApproval({ params }) {
      const { approval, now, refusal } = await readApproval(ports, innerId('approval', params.approvalId));
      const lines = now === null ? null : now.map((line) => ({ ...line }));
      return { body: { approval: approvalView(approval), now: lines, refusal } };
    },
    async decideApproval({ params, body, state }) {
      const principal = principalOf(state);
      // Whoever could ask may withdraw what they asked for; deciding is a permission of its own.
      if (body.decision !== 'withdrawn' && !allows(principal.roles, 'approval:decide'))
        throw new BankError('forbidden', 'Your role does not include approving.');
      const approval = innerId('approval', params.approvalId);
      const by = { subject: principal.subject, traceId: state.traceId };
      const decided = await decideApproval(ports, { approval, ...body, ...actorOf(state) }, by);
      await ports.log.append(eventOf(state, decided));
      return { body: approvalView(decided) };
    },
  };
}

function askingOperations(
  ports: ApprovalOperationPorts,
): Operations<
  'requestJournalApproval' | 'requestReversalApproval' | 'requestLimitsChange' | 'requestUserChange'
> {
  return {
    requestJournalApproval: ({ body: { reason, journal }, state }) =>
      ask(ports, {
        subject: journal.description,
        reason,
        wish: { kind: 'journal', payload: journalOf(journal) },
        state,
      }),
    async requestReversalApproval({ body: { reason, description, ...body }, state }) {
      const journalId = innerId('journal', body.journalId);
      const reversal = await reversalOf(ports.books, { journalId, description, metadata: undefined });
      const payload = { ...reversal, reference: '' };
      return ask(ports, { subject: description, reason, wish: { kind: 'journal', payload }, state });
    },
    requestLimitsChange: ({ body: { reason, accountId, ...limits }, state }) =>
      ask(ports, {
        subject: accountId,
        reason,
        wish: { kind: 'account-limits', payload: { account: innerId('account', accountId), ...limits } },
        state,
      }),
    async requestUserChange({ body: { reason, ...wish }, state }) {
      const { rights, effect } = await effectOfRights(ports.users, wish);
      return ask(ports, {
        subject: rights.userName,
        reason,
        wish: { kind: 'user-rights', payload: rights, effect },
        state,
      });
    },
  };
}
