import type { Pool } from 'pg';
import { booksReader } from '../../functions/adapters/postgres/books.ts';
import { booksByPool } from '../../functions/adapters/postgres/proxy.ts';
import { standingOrders } from '../../functions/adapters/postgres/standing-orders.ts';
import { usd } from '../../functions/domain/money.ts';
import type { Recurrence } from '../../functions/domain/recurrence.ts';
import { demoId } from './ids.ts';
import { depositId } from './life/resident.ts';
import { businessDate } from './people.ts';

interface DemoOrder {
  readonly name: string;
  readonly customerNumber: string;
  readonly from: string;
  readonly to: string;
  readonly minor: bigint;
  readonly reference: string;
  readonly recurrence: Recurrence;
}

/** What will happen when days pass: Alice saves at the end of each month, Bob pays Alice until his money is too little. */
const orders: readonly DemoOrder[] = [
  {
    name: 'alice/saving',
    customerNumber: '10000001',
    from: '1000000101',
    to: '1000000102',
    minor: 25_000n,
    reference: 'Saving',
    recurrence: {
      frequency: 'monthly',
      anchorOn: '2026-10-31',
      holidayRule: 'next',
      ends: { kind: 'never' },
    },
  },
  {
    name: 'bob/rent',
    customerNumber: '10000002',
    from: '1000000201',
    to: '1000000101',
    // Eleven times are in his account, with what he borrowed; the twelfth is due at Christmas.
    minor: 106_000n,
    reference: 'Rent',
    recurrence: {
      frequency: 'weekly',
      anchorOn: '2026-10-09',
      holidayRule: 'next',
      ends: { kind: 'after', times: 12 },
    },
  },
];

/** Sets up the standing orders of the demo bank, once; books that have left its date are none of its business any more. */
export async function seedOrders(pool: Pool): Promise<void> {
  const books = booksByPool(pool);
  if ((await booksReader(books).businessDate()) !== businessDate) return;
  for (const { name, customerNumber, from, to, minor, ...order } of orders) {
    await standingOrders(books).set({
      ...order,
      id: demoId(`order/${name}`),
      customerId: demoId(`customer/${customerNumber}`),
      fromAccountId: depositId(from),
      toAccountId: depositId(to),
      amount: usd(minor),
      actor: 'demo',
      scope: 'demo',
      key: `order/${name}`,
      requestHash: `order/${name}`,
    });
  }
}
