import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Answer } from '../../../local/testing/bank.ts';
import { brokenRules, wholeBooks } from '../../../local/testing/books.ts';
import { openDesk, problem, type Desk } from '../../../local/testing/front-door.ts';
import { meetAt } from '../../../local/testing/races/gate.ts';
import { figures, hasWon } from '../../../local/testing/races/race.ts';
import { capture, cashIn, hold, release, spenders, type Rival } from '../../../local/testing/races/rivals.ts';
import { aScene, whole, type Scene } from '../../../local/testing/races/scene.ts';

const bank = useBank();
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(bank());
});

const ofHolds = [capture, release];
const commands = [...spenders, cashIn, ...ofHolds].map((each) => [each.name, each] as const);
const scene = (command: Rival): Promise<Scene> => aScene(bank(), desk, { held: ofHolds.includes(command) });
const replayed = ({ headers }: Answer): boolean => headers['idempotency-replayed'] === 'true';
let keys = 0;
const aKey = (): { 'idempotency-key': string } => {
  keys += 1;
  return { 'idempotency-key': `raced-key-${keys}` };
};

/** What one success leaves: balance, held, available. */
function after(command: Rival): readonly bigint[] {
  if (command === hold) return [whole, whole, 0n];
  if (command === release) return [whole, 0n, whole];
  return command === cashIn ? [whole + 1n, 0n, whole + 1n] : [0n, 0n, 0n];
}

describe('The same request, many times at once under one key', () => {
  it.each(commands)('is carried out once and answered the same: %s', async (_name, command) => {
    const [ground, headers] = [await scene(command), aKey()];
    const attempts = Array.from({ length: 6 }, () => () => command.attempt(ground, headers));
    const answers = await meetAt(bank(), [ground.account], attempts);
    expect(answers.map(hasWon)).toEqual(answers.map(() => true));
    expect(answers.filter((each) => !replayed(each))).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await figures(ground)).toEqual(after(command));
    const before = await wholeBooks(bank().database.owner);
    expect((await command.attempt(ground, headers)).body).toEqual(answers[0]?.body);
    expect(await wholeBooks(bank().database.owner)).toEqual(before);
    expect(await brokenRules(bank().database.owner)).toEqual([]);
  });
});

describe('Two requests for different accounts at once under one key', () => {
  it.each(commands)('are told apart: one is carried out, the other refused: %s', async (_name, command) => {
    const [one, other, headers] = [await scene(command), await scene(command), aKey()];
    const attempts = Array.from({ length: 6 }, (_, turn) => async () => {
      const first = turn % 2 === 0;
      return { first, answer: await command.attempt(first ? one : other, headers) };
    });
    const answers = await meetAt(bank(), [one.account, other.account], attempts);
    const won = answers.filter(({ answer }) => hasWon(answer));
    expect(won.filter(({ answer }) => !replayed(answer))).toHaveLength(1);
    const winner = won[0]?.first;
    expect(won.map(({ first }) => first)).toEqual([winner, winner, winner]);
    const lost = answers.filter(({ first }) => first !== winner).map(({ answer }) => problem(answer));
    expect(lost).toEqual(lost.map(() => ({ status: 422, code: 'idempotency-key-reused' })));
    const untouched = ofHolds.includes(command) ? [whole, whole, 0n] : [whole, 0n, whole];
    expect(await figures(winner ? one : other)).toEqual(after(command));
    expect(await figures(winner ? other : one)).toEqual(untouched);
    expect(await brokenRules(bank().database.owner)).toEqual([]);
  });
});
