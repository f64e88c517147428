import type { ReactElement } from 'react';
import { formatAmount, formatMoney } from './format.ts';

interface MoneyProps {
  readonly value: { readonly minor: string; readonly currency: string };
  readonly size?: 'text' | 'large' | 'display';
}

/** An amount with the sign of its currency; digits of equal width. */
export function Money({ value, size = 'text' }: MoneyProps): ReactElement {
  const modifier = size === 'text' ? '' : ` lb-money--${size}`;
  return <span className={`lb-money${modifier}`}>{formatMoney(value)}</span>;
}

/** An amount in a column whose heading names the currency. */
export function Amount({ value }: Pick<MoneyProps, 'value'>): ReactElement {
  return <span className="lb-money">{formatAmount(value)}</span>;
}
