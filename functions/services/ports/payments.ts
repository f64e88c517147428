import type { AvailablePart } from '../../domain/availability.ts';
import type { CheckDeposit, CheckFacts, CheckKind, ReturnReason } from '../../domain/check-deposit.ts';
import type { Drawer } from '../../domain/drawer.ts';
import type { RequestKey } from '../../domain/journal.ts';
import type { Money } from '../../domain/money.ts';
import type { Notice } from '../../domain/notice.ts';
import type {
  StandingOrder,
  StandingOrderChange,
  StandingOrderRequest,
  StandingOrderRun,
} from '../../domain/standing-order.ts';
import type { PageRequest, PageResult } from '../ports.ts';

/** Who asks for an order to be set up. */
export interface OrderSetup extends StandingOrderRequest, RequestKey {
  readonly id: string;
  readonly customerId: string;
  readonly actor: string;
}

export interface OrderChange {
  readonly orderId: string;
  readonly customerId: string;
  readonly actor: string;
  /** The version its owner saw. */
  readonly version: number;
  readonly change: StandingOrderChange;
}

export interface OrderBooks {
  /** @throws BankError standing-order-refused and what else the rules of the books refuse */
  set(order: OrderSetup): Promise<{ readonly id: string; readonly outcome: 'set' | 'replayed' }>;
  /** Checks the same, and sets nothing. */
  preview(order: OrderSetup): Promise<void>;
  /** @throws BankError standing-order-not-found, standing-order-changed, standing-order-refused */
  change(change: OrderChange): Promise<void>;
  /** Whether a request under this key has set an order. */
  isSetUnder(scope: string, key: string): Promise<boolean>;
  /** The customer's orders: those that are not over, and the latest hundred that are; the latest first. */
  ordersOf(customerId: string): Promise<readonly StandingOrder[]>;
  /** Only an order of this customer is found: the check is in the query. */
  orderOf(customerId: string, orderId: string): Promise<StandingOrder | undefined>;
  /** The latest hundred runs, latest first. */
  runsOf(orderId: string): Promise<readonly StandingOrderRun[]>;
}

export interface NoticeBooks {
  noticesOf(customerId: string, page: PageRequest): Promise<PageResult<Notice>>;
  unreadOf(customerId: string): Promise<number>;
  /** Marks as read all of the customer's notices up to one; somebody else's marks none. */
  markRead(customerId: string, upTo: string): Promise<void>;
}

/** A check as it is written into the books: when which part of it can be spent is worked out before. */
export interface CheckCommand extends RequestKey {
  readonly id: string;
  readonly accountId: string;
  readonly amount: Money;
  readonly kind: CheckKind;
  readonly reference: string;
  readonly actor: string;
  readonly facts: CheckFacts;
  readonly parts: readonly (AvailablePart & { readonly hold: string })[];
}

export interface CheckReturn extends RequestKey {
  readonly id: string;
  readonly check: string;
  readonly reason: ReturnReason;
  readonly actor: string;
}

/** What was written, and whether this request did it or an earlier one under its key. */
export interface WriteOutcome {
  readonly id: string;
  readonly outcome: 'posted' | 'replayed';
}

export interface CheckBooks {
  /** Undefined for no customer's account. */
  facts(accountId: string): Promise<CheckFacts | undefined>;
  /** @throws BankError condition-failed when the facts are others by now */
  deposit(check: CheckCommand): Promise<WriteOutcome>;
  /** @throws BankError journal-not-found, check-returned-before */
  returnCheck(command: CheckReturn): Promise<WriteOutcome>;
  check(journalId: string): Promise<CheckDeposit | undefined>;
}

/** What a teller has counted, opening or closing a drawer. */
export interface DrawerCount extends RequestKey {
  readonly id: string;
  readonly teller: string;
  readonly counted: Money;
}

export interface DrawerBooks {
  /** @throws BankError drawer-refused while one is open */
  open(count: DrawerCount): Promise<WriteOutcome>;
  /** Posts the difference. @throws BankError drawer-refused while none is open */
  close(count: DrawerCount): Promise<WriteOutcome>;
  drawer(id: string): Promise<Drawer | undefined>;
  /** The one that is open, or else the one that was closed last. */
  latestOf(teller: string): Promise<Drawer | undefined>;
}
