import type { ReactElement } from 'react';
import { heightsOf, scaleOf, type Scale } from './chart-scale.ts';

interface Part {
  readonly label: string;
  /** Whole numbers as text, one for each label; null where there is none. */
  readonly values: readonly (string | null)[];
}

/** What stands below a place on the axis: its own word, and on the line beneath what it shares with those after it. */
export interface AxisLabel {
  readonly text: string;
  readonly below: string;
}

interface ChartProps {
  readonly title: string;
  readonly labels: readonly AxisLabel[];
  readonly parts: readonly Part[];
  /** `bars`: parts stand on one another. `line`: each part is a line. */
  readonly look: 'bars' | 'line';
  readonly textOf: (value: string) => string;
}

/** The plot is stretched to whatever room there is; words stand outside of it, so they keep their size. */
const side = 100;

/**
 * A chart drawn by hand, the same on both sites and without a script. It is one picture to assistive technology, which
 * finds the figures in the table that belongs to it.
 */
export function Chart({ title, labels, parts, look, textOf }: ChartProps): ReactElement {
  const numbers = parts.map(({ values }) => values.map((value) => (value === null ? null : Number(value))));
  const scale = scaleOf(look === 'bars' ? heightsOf(numbers) : numbers.flat());
  const placed = { numbers, places: labels.length, scale };
  return (
    <figure className="lb-chart">
      <div
        className="lb-chart__picture"
        role="img"
        aria-label={`Chart: ${title}. The table below has the figures.`}
      >
        <div className="lb-chart__ticks">
          {scale.ticks.toReversed().map((tick) => (
            <span key={tick}>{textOf(String(tick))}</span>
          ))}
        </div>
        <svg className="lb-chart__plot" viewBox={`0 0 ${side} ${side}`} preserveAspectRatio="none">
          {scale.ticks.map((tick) => (
            <path key={tick} className="lb-chart__rule" d={`M0 ${yOf(scale, tick)}h${side}`} />
          ))}
          {look === 'bars' ? <Bars {...placed} /> : <Lines {...placed} />}
        </svg>
        <div className="lb-chart__labels">
          {labels.map(({ text, below }, index) => (
            <span key={index}>
              {text}
              <br />
              {below}
            </span>
          ))}
        </div>
      </div>
      {parts.length === 1 ? null : <Key parts={parts} />}
    </figure>
  );
}

/** Parts from the top of the bars down, so that their order tells them apart where colours do not. */
function Key({ parts }: Pick<ChartProps, 'parts'>): ReactElement {
  return (
    <ul className="lb-chart__key" aria-hidden="true">
      {parts
        .map(({ label }, index) => (
          <li key={label}>
            <svg viewBox="0 0 12 12" width="12" height="12">
              <rect className={`lb-chart__part lb-chart__part--${index}`} width="12" height="12" />
            </svg>
            {label}
          </li>
        ))
        .toReversed()}
    </ul>
  );
}

interface Placed {
  readonly numbers: readonly (readonly (number | null)[])[];
  /** Places on the axis. */
  readonly places: number;
  readonly scale: Scale;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

function xOf(places: number, index: number): number {
  return rounded((side / places) * (index + 0.5));
}

function yOf({ low, high }: Scale, value: number): number {
  return rounded(side * (1 - (value - low) / (high - low)));
}

/** Of the room that a bar has; the rest keeps it apart from the next one. */
const barShare = 0.6;

function Bars({ numbers, places, scale }: Placed): ReactElement {
  const width = rounded((side / places) * barShare);
  return (
    <>
      {Array.from({ length: places }, (_, index) => {
        let below = 0;
        return numbers.map((values, part) => {
          const value = values[index] ?? 0;
          const [bottom, top] = [below, below + value];
          below = top;
          return (
            <rect
              key={`${index} ${part}`}
              className={`lb-chart__part lb-chart__part--${part}`}
              x={rounded(xOf(places, index) - width / 2)}
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

function Lines({ numbers, places, scale }: Placed): ReactElement {
  return (
    <>
      {numbers.map((values, part) => {
        const points = values.flatMap((value, index) =>
          value === null ? [] : [`${xOf(places, index)} ${yOf(scale, value)}`],
        );
        return (
          <g key={part}>
            <polyline className="lb-chart__line" points={points.join(' ')} />
            {/* A line of no length with round ends stays a dot, however the plot is stretched. */}
            <path className="lb-chart__dots" d={points.map((point) => `M${point}h0`).join('')} />
          </g>
        );
      })}
    </>
  );
}
