import type { ScreenId } from '../../../web/views/screens.ts';

/** A form to send as it should be refused; fields by id, the button that is pressed by its name. */
export interface BadForm {
  readonly name: string;
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Who fills it in. */
  readonly userName: string;
}

export interface ScreenCases {
  /** Addresses by the name of the state they show; `typical` is also what is shown while the books are away. */
  readonly states: Readonly<Record<string, string>> & { readonly typical: string };
  readonly badForms?: readonly BadForm[];
}

export type Cases<Id extends ScreenId> = Readonly<Record<Id, ScreenCases>>;
