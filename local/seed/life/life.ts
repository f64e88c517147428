import { internalTransfer, transferReceived } from '../../../functions/domain/journal-templates.ts';
import { usd } from '../../../functions/domain/money.ts';
import { businessDate, engineDate, openingDate, plannedUntil } from '../people.ts';
import { randomOf } from '../random.ts';
import { cast } from './cast/cast.ts';
import { dayOf, daysAfter, type Day } from './day.ts';
import { adoptionOf, type Adoption } from './house/adoption.ts';
import { clearing } from './house/clearing.ts';
import type { House } from './house/house.ts';
import { openingJournals } from './house/opening.ts';
import { bearingInterest, tasks } from './house/tasks.ts';
import { interestDays } from './interest-days.ts';
import { periodSteps, type PeriodStep } from './periods.ts';
import { plannedBooks, type PlannedBooks } from './planned-books.ts';
import type { Deposit, Resident } from './resident.ts';
import type { PlannedJournal, Today } from './today.ts';
import { businesses } from './town/firms.ts';
import { townspeople } from './town/households.ts';

/** Everything that happens to the books on one business day. */
export interface DayPlan {
  readonly date: string;
  readonly periods: readonly PeriodStep[];
  readonly joining: readonly Resident[];
  /** Further accounts of those who are customers already. */
  readonly opening: readonly Opening[];
  /** What the books take over when they begin to reckon interest. */
  readonly adoption?: Adoption;
  readonly journals: readonly PlannedJournal[];
  /** On the last day: the bank's own business of the days to come. */
  readonly ahead?: readonly ScheduledJournal[];
}

export interface ScheduledJournal extends PlannedJournal {
  readonly dueOn: string;
}

export interface Opening {
  readonly customer: string;
  readonly deposit: Deposit;
}

interface Town {
  readonly books: PlannedBooks;
  readonly house: House & { readonly deposits: Deposit[] };
  readonly residents: Resident[];
  readonly strangers: Resident[];
}

function newTown(): Town {
  return {
    books: plannedBooks(),
    house: { interest: interestDays(), owed: new Map(), deposits: [] },
    residents: [],
    strangers: [...cast, ...townspeople, ...businesses],
  };
}

/** Collects what is posted on a day, and keeps the planned books in step. */
function desk(date: string, books: PlannedBooks): Pick<Today, 'post'> & { journals: PlannedJournal[] } {
  const journals: PlannedJournal[] = [];
  return {
    journals,
    post: (key, draft, { type = 'STANDARD', reference = '', ...reverses } = {}) => {
      books.record(draft);
      journals.push({ key: `day/${date}/${key}`, draft, type, reference, ...reverses });
    },
  };
}

/** Lets in who joins by a date, with the money they bring. */
function welcome(town: Town, date: string, post: Today['post']): Resident[] {
  const joining = town.strangers.filter(({ joins }) => joins <= date);
  town.strangers.splice(0, Infinity, ...town.strangers.filter(({ joins }) => joins > date));
  town.residents.push(...joining);
  for (const deposit of joining.flatMap(({ deposits }) => deposits)) {
    if (deposit.opens !== undefined) continue;
    town.house.deposits.push(deposit);
    const draft = transferReceived(deposit.id, usd(deposit.openingMinor), 'Opening deposit');
    post(`opening/${deposit.number}`, draft);
  }
  return joining;
}

/** Opens the accounts whose day has come, with money from their owners' savings. */
function openFurther(town: Town, date: string, post: Today['post']): Opening[] {
  return town.residents.flatMap(({ id: customer, deposits }) =>
    deposits.flatMap((deposit) => {
      const from = deposits.find(({ product }) => product === 'savings');
      if (deposit.opens !== date || !from) return [];
      town.house.deposits.push(deposit);
      const draft = internalTransfer(from.id, deposit.id, usd(deposit.openingMinor));
      post(`opening/${deposit.number}`, draft, { reference: deposit.name });
      return [{ customer, deposit }];
    }),
  );
}

/**
 * Interest runs from the day after the opening. That day and those until the first business day lie in the next month
 * and are counted for it; the day of the opening itself bore its interest in the bank that this one took over.
 */
function countFromOpening(town: Town, post: Today['post']): void {
  const day = dayOf(openingDate, openingDate);
  const nights = { thisMonth: day.nights.nextMonth, nextMonth: 0 };
  const nothingIsDue = { endsMonth: false, endsQuarter: false, endsYear: false, isDue: () => false };
  const random: Today['random'] = (purpose) => randomOf(`${openingDate}/${purpose}`);
  const today: Today = { ...day, ...nothingIsDue, nights, books: town.books, random, post };
  for (const task of bearingInterest) task(today, town.house);
}

function open(town: Town): DayPlan {
  const { journals, post } = desk(openingDate, town.books);
  for (const [key, draft] of openingJournals()) post(`bank/${key}`, draft);
  const joining = welcome(town, openingDate, post);
  countFromOpening(town, post);
  return { date: openingDate, periods: [], joining, opening: [], journals };
}

function live(town: Town, day: Day): DayPlan {
  const { journals, post } = desk(day.date, town.books);
  const random: Today['random'] = (purpose) => randomOf(`${day.date}/${purpose}`);
  const today: Today = { ...day, books: town.books, random, post };
  clearing(today);
  const joining = welcome(town, day.date, post);
  const opening = openFurther(town, day.date, post);
  const adoption = day.date === engineDate ? { adoption: adoptionOf(town.house, town.residents) } : {};
  for (const resident of town.residents) for (const habit of resident.habits) habit(today, resident);
  for (const task of tasks) task(today, town.house);
  return { date: day.date, periods: periodSteps(day), joining, opening, ...adoption, journals };
}

/** The life of the demo bank, day by day from its opening to today; the same whenever and wherever it is planned. */
export function* planLife(): Generator<DayPlan> {
  const town = newTown();
  yield open(town);
  for (const day of daysAfter(openingDate, businessDate)) {
    const plan = live(town, day);
    yield day.date === businessDate ? { ...plan, ahead: [...ahead(town)] } : plan;
  }
}

/**
 * What the bank does for itself in the days to come, which nobody has to ask for: its loans, securities and public deposits in
 * total, its costs and taxes. What follows from customers is left to the books: cards, checks, cash, their interest.
 */
function* ahead(town: Town): Generator<ScheduledJournal> {
  for (const day of daysAfter(businessDate, plannedUntil))
    for (const journal of live(town, day).journals)
      if (isOwnBusiness(journal, day)) yield { ...journal, dueOn: day.date };
}

const ofCustomers = /^bank\/(cards|checks|machines|cash-|closing|backup-|accrual\/[a-z])/;

function isOwnBusiness({ key, draft }: PlannedJournal, { date }: Day): boolean {
  const what = key.slice(`day/${date}/`.length);
  return what.startsWith('bank/') && !ofCustomers.test(what) && draft.entries.every((entry) => 'gl' in entry);
}
