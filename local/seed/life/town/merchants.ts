import type { Merchant } from '../habits/shopping.ts';

const row = (name: string, lowest: number, highest: number): Merchant => ({ name, lowest, highest });

const groceries: readonly Merchant[] = [
  row('Greenleaf Market', 14, 118),
  row('Harbor Grocery', 9, 96),
  row('Corner Pantry', 4, 38),
  row('Sunrise Bakery', 3, 19),
];

const eating: readonly Merchant[] = [
  row('Blue Kettle Coffee', 4, 13),
  row('Noodle House', 12, 46),
  row('Pine Street Diner', 11, 54),
  row('Trattoria Lucia', 28, 124),
];

const errands: readonly Merchant[] = [
  row('Fairview Pharmacy', 6, 72),
  row('Summit Fuel', 24, 68),
  row('Keystone Hardware', 8, 140),
  row('City Transit', 3, 40),
  row('Main Street Books', 9, 62),
  row('Lakeside Cinema', 11, 36),
];

const treats: readonly Merchant[] = [
  row('Willow Outfitters', 25, 210),
  row('Brightside Electronics', 19, 480),
  row('Trailhead Sports', 18, 190),
  row('Old Mill Theatre', 30, 110),
];

/** Where people shop from week to week. */
export const ordinary: readonly Merchant[] = [...groceries, ...groceries, ...eating, ...errands];
/** The same, and what is bought for pleasure. */
export const varied: readonly Merchant[] = [...ordinary, ...treats];
