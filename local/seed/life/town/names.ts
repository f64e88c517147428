import { randomOf } from '../../random.ts';

const firstNames =
  'Adele Amir Anika Arthur Beatriz Caleb Chiara Cyrus Dalia Desmond Edith Elias Farah Felix Gloria Henrik Ines Ivan ' +
  'Jasmin Joel Kaya Leopold Lena Malik Marta Nils Noor Oscar Paloma Quentin Rosa Samir Tessa Viktor Wanda Yusuf';
const lastNames =
  'Abernathy Aldous Balogh Birdsong Castellan Crane Dunmore Ekholm Farrow Fontaine Greer Halloway Ibarra Jessup Kimura ' +
  'Lindqvist Lovett Marsh Nakamura Okafor Ostrander Penhall Quill Ravenel Sorrel Thackeray Umber Vance Whitlock Yarrow ' +
  'Zeller Ashdown Brightwell Corbin Delacroix Everly';

function shuffled(words: string, seed: string): string[] {
  const [random, rest, order] = [randomOf(seed), words.split(' '), new Array<string>()];
  while (rest.length > 0) order.push(...rest.splice(random.below(rest.length), 1));
  return order;
}

/** Names of people who never were, no two alike. */
export function madeUpNames(count: number): string[] {
  const last = shuffled(lastNames, 'last names');
  const first = shuffled(firstNames, 'first names').slice(0, count);
  return first.map((name, index) => `${name} ${last[index % last.length] ?? ''}`);
}
