import { expect } from '@jest/globals';
import type { Answer } from '../bank.ts';
import { brokenRules } from '../books.ts';
import { stateOf } from '../ledger-calls.ts';
import { meetAt } from './gate.ts';
import type { Rival } from './rivals.ts';
import type { Scene } from './scene.ts';

/** How many of each rival run at once. */
export const crowd = 3;

/** A batch of independent journals is accepted whatever becomes of them; it has won when one was posted. */
export function hasWon({ status, body }: Answer): boolean {
  const { batch } = body as { batch?: { posted: number } };
  return status < 300 && batch?.posted !== 0;
}

export interface Outcome {
  /** How many of the first rival succeeded, and how many of the second. */
  readonly won: readonly [number, number];
  /** Codes of the refusals, each once. */
  readonly refusals: readonly string[];
}

/** Lets a crowd of both rivals loose on a scene at the same moment; whoever is refused is refused by a rule. */
export async function race(scene: Scene, one: Rival, other: Rival): Promise<Outcome> {
  const attempts = Array.from({ length: crowd * 2 }, (_, turn) => async () => {
    const rival = turn % 2 === 0 ? one : other;
    return { first: turn % 2 === 0, answer: await rival.attempt(scene) };
  });
  const answers = await meetAt(scene.bank, [scene.account], attempts);
  const faults = answers.filter(({ answer }) => answer.status >= 500);
  expect(faults.map(({ answer }) => answer.body)).toEqual([]);
  expect(await brokenRules(scene.bank.database.owner)).toEqual([]);
  const wins = (first: boolean): number =>
    answers.filter((each) => each.first === first && hasWon(each.answer)).length;
  const refused = answers.filter(({ answer }) => answer.status >= 300);
  const codes = refused.map(({ answer }) => (answer.body as { code: string }).code);
  return { won: [wins(true), wins(false)], refusals: [...new Set(codes)].sort() };
}

/** Balance, held and available, in minor units. */
export async function figures({ bank, account }: Scene): Promise<readonly bigint[]> {
  const { balance, held, available } = await stateOf(bank.database.app, account);
  return [BigInt(balance), BigInt(held), BigInt(available)];
}

/** Every pair of the list, each rival with itself among them. */
export function pairsOf(rivals: readonly Rival[]): [string, string, Rival, Rival][] {
  return rivals.flatMap((one, index) =>
    rivals.slice(index).map((other): [string, string, Rival, Rival] => [one.name, other.name, one, other]),
  );
}
