import { describe, expect, it } from '@jest/globals';
import { dark, light, type Palette } from './tokens.ts';

/** WCAG 2.2 relative luminance of an sRGB colour. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const texts: readonly (readonly [keyof Palette, keyof Palette])[] = [
  ...(['paper', 'surface', 'greenTint'] as const).flatMap((ground) =>
    (['ink', 'inkSoft', 'green', 'greenDeep'] as const).map((text) => [text, ground] as const),
  ),
  ['red', 'paper'],
  ['red', 'surface'],
  ['red', 'redTint'],
  ['amber', 'surface'],
  ['amber', 'amberTint'],
  ['onGreen', 'green'],
  ['onGreen', 'greenDeep'],
];

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s palette', (_name, palette) => {
  it.each(texts)('can be read: %s on %s', (text, ground) => {
    expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5);
  });
  it.each(['paper', 'surface'] as const)('shows the borders of controls on %s', (ground) => {
    expect(contrast(palette.ruleStrong, palette[ground])).toBeGreaterThanOrEqual(3);
  });
});
