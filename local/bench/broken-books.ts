/** The books don't hold what they must: the figures are worth nothing and the command fails. */
export class BrokenBooks extends Error {
  constructor(whatIsWrong: string) {
    super(`The books are broken: ${whatIsWrong}.`);
    this.name = 'BrokenBooks';
  }
}
