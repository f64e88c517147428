/** What a figure beside the ledger is called, and the ledger accounts whose journals it is found in. */
export interface FactTitle {
  readonly title: string;
  readonly accounts: readonly string[];
}

const fact = (title: string, ...accounts: readonly string[]): FactTitle => ({ title, accounts });

const [time, advances, borrowings] = ['2050', '2200', '2210'];
const [allowance, realEstate] = ['1499', '1540'];
const mortgageBonds = ['1205', '1225'];

const titles: Readonly<Record<string, FactTitle>> = {
  'time-100k-to-250k': fact('Time deposits of $100,000 to $250,000', time),
  'time-over-250k': fact('Time deposits of more than $250,000', time),
  'time-small-3-to-12-months': fact('Time deposits of $250,000 or less, due in 3 to 12 months', time),
  'time-small-1-to-3-years': fact('Time deposits of $250,000 or less, due in 1 to 3 years', time),
  'time-small-over-3-years': fact('Time deposits of $250,000 or less, due in more than 3 years', time),
  'time-large-3-to-12-months': fact('Time deposits of more than $250,000, due in 3 to 12 months', time),
  'time-large-1-to-3-years': fact('Time deposits of more than $250,000, due in 1 to 3 years', time),
  'time-large-over-3-years': fact('Time deposits of more than $250,000, due in more than 3 years', time),
  'advances-1-to-3-years': fact('Advances due in 1 to 3 years', advances),
  'advances-3-to-5-years': fact('Advances due in 3 to 5 years', advances),
  'advances-over-5-years': fact('Advances due in more than 5 years', advances),
  'borrowings-1-to-3-years': fact('Other borrowings due in 1 to 3 years', borrowings),
  'borrowings-3-to-5-years': fact('Other borrowings due in 3 to 5 years', borrowings),
  'borrowings-over-5-years': fact('Other borrowings due in more than 5 years', borrowings),
  'agency-securities': fact('Agency securities among the mortgage bonds', ...mortgageBonds),
  'other-securities': fact('Other securities among the mortgage bonds', ...mortgageBonds),
  'charge-offs': fact('Loans charged off', allowance),
  recoveries: fact('Recoveries on loans charged off', allowance),
  'loans-to-real-estate': fact('Loans that became real estate', realEstate),
  'premium-amortized': fact('Premium of securities amortized', '1200', '1220', ...mortgageBonds),
};

/** What a fact is called in words; its name, where nobody gave it a title. */
export function factTitle(name: string): FactTitle {
  return titles[name] ?? { title: name, accounts: [] };
}
