import type { ReactElement } from 'react';
import type { SessionView } from '../../../functions/contract/session.ts';
import type { Port } from '../../client/port.ts';

/** What a screen knows of the request it answers. */
export interface Visit {
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly url: URL;
  readonly session: SessionView;
}

export interface Submission extends Visit {
  /** What was typed, by field name; hidden fields included. */
  readonly fields: Fields;
}

export type Fields = Readonly<Record<string, string>>;

export interface ScreenProps<D, R = unknown> {
  readonly data: D;
  /** What the page's own form was answered with, if it was just sent and not accepted. */
  readonly result: R | undefined;
  readonly session: SessionView;
}

/** A status beside the value: the page's, where it is not 200. */
export interface Outcome<T> {
  readonly value: T;
  readonly status: number;
}

/**
 * A screen: what it reads, what its form does, how it looks. `load` and `act` reach the bank through the port
 * alone; the view is made from its properties.
 */
export interface ScreenModule<D, R = unknown> {
  readonly load: (port: Port, visit: Visit) => Promise<Outcome<D> | Response>;
  readonly act?: (port: Port, submission: Submission) => Promise<Outcome<R> | Response>;
  readonly View: (props: ScreenProps<D, R>) => ReactElement;
}

export function shown<T>(value: T, status = 200): Outcome<T> {
  return { value, status };
}
