import type { MaskedValueView } from '../../contract/personal-data.ts';
import { findByPersonal, storePersonal, unmaskPersonal } from '../../services/personal-data.ts';
import type { CustomerReader, EventLog, RateLimiter } from '../../services/ports.ts';
import type { MaskedValue, PersonalData } from '../../services/ports/personal-data.ts';
import { BankError } from '../../domain/errors.ts';
import { principalOf, type Operations } from '../operation.ts';
import { innerId } from './identify.ts';
import { customerView } from './present.ts';
import { unmaskingOf } from './unmasking.ts';

export interface PersonalOperationPorts {
  readonly personal: PersonalData;
  readonly customers: CustomerReader;
  readonly log: EventLog;
  readonly limiter: RateLimiter;
}

const maskedView = ({ recordedAt, ...value }: MaskedValue): MaskedValueView => ({
  ...value,
  recordedAt: new Date(recordedAt).toISOString(),
});

/** What identifies customers: kept encrypted, shown masked, read in clear by those who say why. */
export function personalOperations(
  ports: PersonalOperationPorts,
): Operations<'listPersonalData' | 'storePersonalData' | 'unmaskPersonalData' | 'findByPersonalData'> {
  const { personal, customers, log } = ports;
  const listed = async (customer: string): Promise<{ items: MaskedValueView[] }> => ({
    items: (await personal.masked(customer)).map(maskedView),
  });
  return {
    ...searchOperation(ports),
    async listPersonalData({ params }) {
      const customer = innerId('customer', params.customerId);
      if (!(await customers.customer(customer)))
        throw new BankError('not-found', 'There is no customer with this id.');
      return { body: await listed(customer) };
    },
    async storePersonalData({ params, body, state }) {
      const customer = innerId('customer', params.customerId);
      const actor = principalOf(state).userName;
      await storePersonal(personal, { customer, field: body.field }, { text: body.value, actor });
      return { body: await listed(customer) };
    },
    async unmaskPersonalData({ params, body, state }) {
      const customer = innerId('customer', params.customerId);
      const about = { customer: params.customerId, field: params.field, reason: body.reason };
      await log.append({ ...unmaskingOf(state), about });
      return {
        body: {
          field: params.field,
          value: await unmaskPersonal(personal, { customer, field: params.field }),
        },
      };
    },
  };
}

function searchOperation({
  personal,
  customers,
  log,
  limiter,
}: PersonalOperationPorts): Operations<'findByPersonalData'> {
  return {
    async findByPersonalData({ body, state }) {
      await countSearch(limiter, principalOf(state).subject);
      // Whether somebody is found or not is in no line of the log, nor what was looked for.
      await log.append(unmaskingOf(state));
      const ids = await findByPersonal(personal, body.value);
      const people = await Promise.all(ids.map((id) => customers.customer(id)));
      return { body: { items: people.filter((each) => each !== undefined).map(customerView) } };
    },
  };
}

/** So few that nobody gets to what is masked by trying. */
const searches = { limit: 30, windowSeconds: 3600 };

async function countSearch(limiter: RateLimiter, subject: string): Promise<void> {
  const decision = await limiter.hit(`personal:${subject}`, searches.limit, searches.windowSeconds);
  if (decision.allowed) return;
  throw new BankError('rate-limited', 'You have searched by personal data very often. Wait and try again.', {
    retryAfterSeconds: decision.resetSeconds,
  });
}
