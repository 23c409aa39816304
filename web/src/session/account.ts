// What the server says of an account: its workplaces, and what it may do there. The route table reads it before the app.
import type { Account } from '../api/access-token.ts'

export type { Account }
export type Role = Account['roles'][number]
export type Workplace = Account['workplaces'][number]
/** What a route asks for, and so a page: the server says which ones somebody has. */
export type Power = Account['powers'][number]

/** Whose roles this sign-in has; undefined for a citizen, and for somebody who has not chosen yet. */
export const workplaceOf = ({ workplaces }: Account): Workplace | undefined =>
  workplaces.find(({ isCurrent }) => isCurrent)

export const isStaff = ({ workplaces }: Account): boolean => workplaces.length > 0
