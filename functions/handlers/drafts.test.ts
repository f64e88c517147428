import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import type { DraftView } from '../contract/drafts.ts';
import type { Drafts } from '../services/ports.ts';

const bank = useBank();
const minute = 60_000;
let alice: Caller;
let bob: Caller;
let drafts: Drafts;

beforeAll(async () => {
  [alice, bob] = [await bank().signIn('alice'), await bank().signIn('bob')];
  drafts = (await import('../adapters/dynamo/drafts.ts')).dynamoDrafts('drafts');
});
afterEach(() => {
  jest.restoreAllMocks();
});

function later(milliseconds: number): void {
  const then = Date.now() + milliseconds;
  jest.spyOn(Date, 'now').mockReturnValue(then);
}

const typed = { form: 'transfer', fields: { to: '1000000201', amount: '25.00', reference: 'Rent – März' } };
const save = (body: unknown = typed, who = alice): Promise<Answer> => who.post('/api/v1/drafts', body);
const saved = async (): Promise<DraftView> => (await save()).body as DraftView;
const read = (id: string, who = alice): Promise<Answer> => who.get(`/api/v1/drafts/${id}`);
const refusal = ({ status, body }: Answer): [number, string] => [status, (body as { code: string }).code];

describe('a draft', () => {
  it('keeps what was typed, as it was typed, for half an hour', async () => {
    const answer = await save();
    const draft = answer.body as DraftView;
    expect([answer.status, answer.headers['location']]).toEqual([201, `/api/v1/drafts/${draft.id}`]);
    expect(draft).toMatchObject(typed);
    const left = Date.parse(draft.expiresAt) - Date.now();
    expect(left).toBeGreaterThan(29 * minute);
    expect(left).toBeLessThanOrEqual(30 * minute);
    expect((await read(draft.id)).body).toEqual(draft);
  });

  it.each<[string, object]>([
    [
      'cash',
      { account: 'acc_1', kind: 'deposit', amount: '1', reference: '', idempotencyKey: 'k'.repeat(40) },
    ],
    ['report', { reportKind: 'quarter', period: '2026Q3' }],
    ['transfer', { reference: ' two\nlines\u200b, a\u0007 bell and no e\u0301nd '.padEnd(500, '.') }],
  ])('of the form %s has the fields of that form, with whatever was typed', async (form, fields) => {
    const { body } = await save({ form, fields });
    expect((await read((body as DraftView).id)).body).toMatchObject({ form, fields });
  });

  it('outlives the session it was saved in', async () => {
    const draft = await saved();
    await alice.post('/auth/sign-out', undefined);
    alice = await bank().signIn('alice');
    expect((await read(draft.id)).body).toEqual(draft);
  });

  it('is gone after its half hour, though the table has not deleted it yet', async () => {
    const draft = await saved();
    later(30 * minute);
    alice = await bank().signIn('alice');
    expect(refusal(await read(draft.id))).toEqual([404, 'not-found']);
    const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${bank().parts.environment['USER_POOL_ID'] ?? ''}`;
    const owner = `${issuer} ${bank().parts.subjects.get('alice') ?? ''}`;
    const kept = await drafts.find(owner, draft.id.replace('drf_', ''));
    expect(kept).toMatchObject({ form: 'transfer' });
  });

  it('is nobody else’s, as if it did not exist', async () => {
    const draft = await saved();
    const missing = await read('drf_00000000-0000-7000-8000-000000000000');
    const foreign = await read(draft.id, bob);
    expect([refusal(foreign), refusal(missing)]).toEqual([
      [404, 'not-found'],
      [404, 'not-found'],
    ]);
    expect((foreign.body as { detail: string }).detail).toBe((missing.body as { detail: string }).detail);
    expect(refusal(await read(draft.id, bank().anonymous))).toEqual([401, 'session-required']);
  });

  it.each<[string, object]>([
    ['of a field that is too long', { fields: { reference: 'x'.repeat(501) } }],
    ['of half a character', { fields: { reference: 'a\ud800b' } }],
    ['of a field its form has not', { fields: { account: 'x' } }],
    ['of a field that every object has', { fields: { constructor: 'x' } }],
    ['of a field that makes the object', { fields: JSON.parse('{"__proto__":"x"}') as object }],
    ['of a key where no key is kept', { fields: { idempotencyKey: 'x' } }],
    ['of something else than text', { fields: { amount: 25 } }],
    ['of a form that is none', { form: 'sign-in' }],
    ['with something beside its fields', { role: 'administrator' }],
  ])('is refused when it is one %s', async (_name, changes) => {
    expect(refusal(await save({ ...typed, ...changes }))).toEqual([400, 'validation-failed']);
  });
});
