import * as z from 'zod';
import { roles } from '../../domain/permissions.ts';
import { endings, signInWays, sites, type Session, type SignInPerson } from '../../domain/session.ts';

/** A session as it is kept, in DynamoDB and in front of it. */
export const sessionRecord: z.ZodType<Session> = z.object({
  id: z.string(),
  principal: z.object({
    issuer: z.string(),
    subject: z.string(),
    userName: z.string(),
    displayName: z.string(),
    roles: z.array(z.enum(roles)),
    customerId: z.string().nullable(),
  }),
  way: z.enum(signInWays),
  methods: z.array(z.string()),
  authenticatedAt: z.number(),
  grant: z.string().nullable(),
  family: z.string(),
  site: z.enum(sites),
  device: z.string(),
  rolesVersion: z.number(),
  begunAt: z.number(),
  createdAt: z.number(),
  lastSeenAt: z.number(),
  absoluteEnd: z.number(),
  provenUntil: z.number().nullable().default(null),
  ending: z.enum(endings).nullable().default(null),
});

export const personRecord: z.ZodType<SignInPerson> = z.object({
  key: z.string(),
  version: z.number(),
  rolesVersion: z.number(),
  isBlocked: z.boolean(),
  tokensFrom: z.number(),
  sessions: z.array(z.object({ id: z.string(), family: z.string(), createdAt: z.number() })),
});

export const nobodyYet = (key: string): SignInPerson => ({
  key,
  version: 0,
  rolesVersion: 1,
  isBlocked: false,
  tokensFrom: 0,
  sessions: [],
});
