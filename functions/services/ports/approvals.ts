import type {
  AccountLimits,
  Approval,
  ApprovalDecision,
  ApprovalWish,
  EffectLine,
} from '../../domain/approval.ts';

export interface ApprovalRequest {
  readonly id: string;
  /** Of who asks; the same key answers the same approval. */
  readonly key: string;
  readonly requestHash: string;
  readonly subject: string;
  readonly reason: string;
  /** Subject, by which people are compared, and a name for people. */
  readonly actor: string;
  readonly actorName: string;
  readonly wish: ApprovalWish;
}

export interface DecisionOnApproval {
  readonly approval: string;
  readonly decision: ApprovalDecision;
  readonly note: string;
  /** Subject, by which people are compared, and a name for people. */
  readonly actor: string;
  readonly actorName: string;
}

/** What one person asks for and another approves. */
export interface ApprovalBooks {
  /** Those that wait, or those that are over; the latest first, a hundred at most. */
  approvals(which: 'pending' | 'over'): Promise<readonly Approval[]>;
  approval(id: string): Promise<Approval | undefined>;
  /** What it would change now. @throws BankError with the refusal, where it could not be carried out */
  effectNow(id: string): Promise<readonly EffectLine[]>;
  /** Changes nothing yet. @throws BankError with the refusal, where it could not be carried out */
  request(request: ApprovalRequest): Promise<Approval>;
  /**
   * Approving a journal posts it, approving limits sets them, in one transaction with the decision.
   * @throws BankError second-person-required, approval-closed, approval-not-found, or why it can't be carried out
   */
  decide(decision: DecisionOnApproval): Promise<Approval>;
  /** The limits of a customer's account as they are. */
  limits(accountId: string): Promise<AccountLimits | undefined>;
  /** An approved change outside the books has been made. Repeating it changes nothing. */
  noteCarriedOut(id: string): Promise<Approval>;
}
