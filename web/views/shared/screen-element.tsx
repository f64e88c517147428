import type { ReactElement } from 'react';
import { useActionData, useLoaderData, useRouteLoaderData } from 'react-router';
import type { FrameData } from './layout.tsx';
import type { Shown, SignInFirst } from './guard.ts';
import { SignInForm } from './sign-in-form.tsx';

export const frameRouteId = 'frame';

/** Joins what a screen loaded and what its form was answered with its view; or asks to sign in, in its place. */
export function ScreenElement(): ReactElement {
  const loaded = useLoaderData<Shown<unknown> | SignInFirst>();
  const acted = useActionData<Shown<unknown> | SignInFirst>();
  const session = useRouteLoaderData<FrameData>(frameRouteId)?.session;
  const answers = [acted, loaded];
  const first = answers.find((each): each is SignInFirst => each !== undefined && 'signInFirst' in each);
  if (first) return <SignInForm {...first.signInFirst} status={401} />;
  const { value, View } = loaded as Shown<unknown>;
  if (!session || !View) return <SignInForm returnTo="/" status={401} />;
  const result = acted as Shown<unknown> | undefined;
  return <View data={value} result={result?.value} session={session} />;
}
