// What the server says of an account: its workplaces and powers. The routes need this before the app has loaded.
import type { Account } from '../api/access-token.ts'

export type { Account }
export type Role = Account['roles'][number]
export type Workplace = Account['workplaces'][number]
/** A power that a route, and so a page, needs. The server lists the powers of an account. */
export type Power = Account['powers'][number]

/** The workplace whose roles this sign-in has. Undefined for a citizen, and for somebody who has not chosen one yet. */
export const workplaceOf = ({ workplaces }: Account): Workplace | undefined =>
  workplaces.find(({ isCurrent }) => isCurrent)

export const isStaff = ({ workplaces }: Account): boolean => workplaces.length > 0
