import type { ReactElement } from 'react';
import { heightsOf, scaleOf, type Scale } from './chart-scale.ts';

interface Part {
  readonly label: string;
  /** Whole numbers as text, one for each label; null where there is none. */
  readonly values: readonly (string | null)[];
}

interface ChartProps {
  readonly title: string;
  readonly labels: readonly string[];
  readonly parts: readonly Part[];
  /** `bars`: parts stand on one another. `line`: each part is a line. */
  readonly look: 'bars' | 'line';
  readonly textOf: (value: string) => string;
}

const size = { width: 720, height: 260, left: 84, right: 12, top: 12, bottom: 30 } as const;
const innerWidth = size.width - size.left - size.right;
const innerHeight = size.height - size.top - size.bottom;

/**
 * A chart drawn by hand, the same on both sites and without a script. It is one picture to assistive technology, which
 * finds the figures in the table that belongs to it.
 */
export function Chart({ title, labels, parts, look, textOf }: ChartProps): ReactElement {
  const numbers = parts.map(({ values }) => values.map((value) => (value === null ? null : Number(value))));
  const scale = scaleOf(look === 'bars' ? heightsOf(numbers) : numbers.flat());
  const placed = { labels, scale };
  return (
    <figure className="lb-chart">
      <svg
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="img"
        aria-label={`Chart: ${title}. The table below has the figures.`}
      >
        {scale.ticks.map((tick) => (
          <g key={tick}>
            <line
              className="lb-chart__rule"
              x1={size.left}
              x2={size.width - size.right}
              y1={yOf(scale, tick)}
              y2={yOf(scale, tick)}
            />
            <text className="lb-chart__text" x={size.left - 8} y={yOf(scale, tick) + 4} textAnchor="end">
              {textOf(String(tick))}
            </text>
          </g>
        ))}
        {labels.map((label, index) => (
          <text
            key={label}
            className="lb-chart__text"
            x={xOf(labels, index)}
            y={size.height - 8}
            textAnchor="middle"
          >
            {label}
          </text>
        ))}
        {look === 'bars' ? <Bars numbers={numbers} {...placed} /> : <Lines numbers={numbers} {...placed} />}
      </svg>
      {parts.length === 1 ? null : (
        <ul className="lb-chart__key" aria-hidden="true">
          {parts.map(({ label }, index) => (
            <li key={label}>
              <svg viewBox="0 0 12 12" width="12" height="12">
                <rect className={`lb-chart__part lb-chart__part--${index}`} width="12" height="12" />
              </svg>
              {label}
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}

interface Placed {
  readonly numbers: readonly (readonly (number | null)[])[];
  readonly labels: readonly string[];
  readonly scale: Scale;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

function xOf(labels: readonly string[], index: number): number {
  return rounded(size.left + (innerWidth / labels.length) * (index + 0.5));
}

function yOf({ low, high }: Scale, value: number): number {
  return rounded(size.top + innerHeight * (1 - (value - low) / (high - low)));
}

function Bars({ numbers, labels, scale }: Placed): ReactElement {
  const width = rounded(Math.min(44, (innerWidth / labels.length) * 0.6));
  return (
    <>
      {labels.map((label, index) => {
        let below = 0;
        return numbers.map((values, part) => {
          const value = values[index] ?? 0;
          const [bottom, top] = [below, below + value];
          below = top;
          return (
            <rect
              key={`${label} ${part}`}
              className={`lb-chart__part lb-chart__part--${part}`}
              x={rounded(xOf(labels, index) - width / 2)}
              width={width}
              y={Math.min(yOf(scale, top), yOf(scale, bottom))}
              height={rounded(Math.abs(yOf(scale, bottom) - yOf(scale, top)))}
            />
          );
        });
      })}
    </>
  );
}

function Lines({ numbers, labels, scale }: Placed): ReactElement {
  return (
    <>
      {numbers.map((values, part) => {
        const points = values.flatMap((value, index) =>
          value === null ? [] : [[xOf(labels, index), yOf(scale, value)] as const],
        );
        return (
          <g key={points.join(' ')} className={`lb-chart__line lb-chart__line--${part}`}>
            <polyline points={points.map((point) => point.join(',')).join(' ')} />
            {points.map(([x, y]) => (
              <circle key={x} cx={x} cy={y} r="3.5" />
            ))}
          </g>
        );
      })}
    </>
  );
}
