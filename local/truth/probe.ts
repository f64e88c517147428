import type { World } from './world.ts';

/** Does one thing and throws unless its effect is there. */
export type Probe = (world: World) => Promise<unknown>;
