interface Step {
  readonly state: {
    readonly navigation: {
      readonly state: string;
      readonly formMethod?: string | undefined;
      readonly location?: { readonly pathname: string; readonly search: string } | undefined;
    };
  };
}

/**
 * In another window somebody else has signed in. Of the one before nothing stays, neither on the page nor in
 * memory: it is hidden and loaded anew, or the page that was on its way is. A form that was being sent is not.
 */
export function startAnew({ state: { navigation } }: Step, page: Document): void {
  page.body.hidden = true;
  const { state, formMethod, location } = navigation;
  if (state === 'loading' && formMethod === undefined && location)
    page.defaultView?.location.assign(location.pathname + location.search);
  else page.defaultView?.location.reload();
}
