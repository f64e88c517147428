import { redirect, type ActionFunctionArgs } from 'react-router';
import type { Port } from '../../client/port.ts';
import { screens } from '../screens.ts';
import { asRouteError, fieldsOf } from '../shared/guard.ts';
import { proofOf } from '../shared/hidden.tsx';

export async function signOutAction(port: Port, { request }: ActionFunctionArgs): Promise<Response> {
  const { csrf } = proofOf(await fieldsOf(await request.formData()));
  try {
    const { leaveAt } = await port.write('signOut', {}, { csrf });
    return redirect(leaveAt ?? screens.signIn.path, 303);
  } catch (error) {
    throw asRouteError(error) as Error;
  }
}
