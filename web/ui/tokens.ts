/**
 * The colours of the bank, light and dark under the same names: ink on ledger paper. Every text colour has at
 * least 4.5:1 on paper, surface and its own tint, every border of a control 3:1; `tokens.test.ts` reckons it.
 */
export interface Palette {
  /** The page. */
  readonly paper: string;
  /** Cards, tables and fields on the page. */
  readonly surface: string;
  readonly ink: string;
  readonly inkSoft: string;
  /** Hairlines, the lines of a ledger. */
  readonly rule: string;
  /** Borders of controls. */
  readonly ruleStrong: string;
  /** The one accent: actions, links, credits. */
  readonly green: string;
  readonly greenDeep: string;
  readonly greenTint: string;
  readonly onGreen: string;
  /** Errors and debits below a floor. */
  readonly red: string;
  readonly redTint: string;
  /** Waiting for somebody. */
  readonly amber: string;
  readonly amberTint: string;
}

export const light: Palette = {
  paper: '#faf7f0',
  surface: '#fffdf9',
  ink: '#14213d',
  inkSoft: '#46506a',
  rule: '#d3dad2',
  ruleStrong: '#75857b',
  green: '#1a6748',
  greenDeep: '#124b34',
  greenTint: '#e4f0e8',
  onGreen: '#ffffff',
  red: '#a3232b',
  redTint: '#fbeae7',
  amber: '#7a4f00',
  amberTint: '#fbf0d8',
};

export const dark: Palette = {
  paper: '#0d131a',
  surface: '#141c25',
  ink: '#e8ecf1',
  inkSoft: '#a9b4c2',
  rule: '#2a3739',
  ruleStrong: '#74877f',
  green: '#74d0a3',
  greenDeep: '#99e2bd',
  greenTint: '#163228',
  onGreen: '#06120c',
  red: '#ff9f97',
  redTint: '#3b1a1a',
  amber: '#f0c571',
  amberTint: '#34290f',
};

/** Sizes of text in rem: 14, 16, 20, 28 and 40 px. */
export const textSizes = { small: 0.875, body: 1, large: 1.25, title: 1.75, display: 2.5 } as const;

export const fonts = {
  text: "'Source Sans 3 Variable', 'Source Sans 3 Fallback', system-ui, sans-serif",
  serif: "'Source Serif 4 Variable', 'Source Serif 4 Fallback', Georgia, serif",
  mono: "'JetBrains Mono Variable', ui-monospace, monospace",
} as const;

/** Which variables of the component library stand for which of ours. */
export const libraryColours: Readonly<Record<string, keyof Palette>> = {
  'font-primary': 'ink',
  'font-secondary': 'ink',
  'font-tertiary': 'inkSoft',
  'font-disabled': 'inkSoft',
  'font-inverse': 'onGreen',
  'font-interactive': 'green',
  'font-hover': 'greenDeep',
  'font-focus': 'greenDeep',
  'font-active': 'greenDeep',
  'font-info': 'ink',
  'font-warning': 'amber',
  'font-error': 'red',
  'font-success': 'green',
  'background-primary': 'surface',
  'background-secondary': 'paper',
  'background-tertiary': 'greenTint',
  'background-disabled': 'rule',
  'background-info': 'greenTint',
  'background-warning': 'amberTint',
  'background-error': 'redTint',
  'background-success': 'greenTint',
  'border-primary': 'ruleStrong',
  'border-secondary': 'rule',
  'border-tertiary': 'rule',
  'border-disabled': 'rule',
  'border-pressed': 'greenDeep',
  'border-focus': 'green',
  'border-error': 'red',
  'border-info': 'ruleStrong',
  'border-success': 'green',
  'border-warning': 'amber',
  'primary-10': 'greenTint',
  'primary-20': 'greenTint',
  'primary-40': 'green',
  'primary-60': 'green',
  'primary-80': 'green',
  'primary-90': 'greenDeep',
  'primary-100': 'greenDeep',
};
