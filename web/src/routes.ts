// The pages that citizens may open, from the pages.ts of each module, and a function that finds any page.
import type { ComponentType } from 'react'
import { parse } from 'regexparam'
import { pages as citizenAudit } from './citizen/audit/pages.ts'
import { pages as citizenIdentity } from './citizen/identity/pages.ts'
import { pages as citizenPatients } from './citizen/patients/pages.ts'
import { pages as citizenPrivacy } from './citizen/privacy/pages.ts'
import { pages as citizenShell } from './citizen/shell/pages.ts'
import { pages as citizenVaccination } from './citizen/vaccination/pages.ts'
import { type Face, readFaceAhead } from './i18n/language.ts'
import { type Account, isStaff, type Power, workplaceOf } from './session/account.ts'

export interface AppPage {
  readonly path: string
  /** The file of the page. Its default export is the page. It loads when somebody first opens it. */
  readonly load: () => Promise<{ default: ComponentType }>
  /** The kind of page. A person waits only for the messages of this kind. */
  readonly face: Face
  /**
   * The power that the page needs: for a staff page at the current workplace, for any other page as a citizen. `staff`:
   * anybody who works anywhere. Other people are sent to sign in, or told that the page is not for them.
   */
  readonly who: Power | 'everybody' | 'signed-in' | 'staff'
  /** The page shows the person's own facility. People who work for a district or the country have none. */
  readonly at?: 'facility'
  /** The page that most people open next. It is fetched early, when the app has loaded. */
  readonly next?: string
  /** For staff pages in the menu: the key of their name. */
  readonly menu?: string
  /** The keys that open the page from any staff page. */
  readonly keys?: string
}

/** When two patterns match an address, the first one counts. `staff/routes.ts` has the pages of staff. */
export const citizenRoutes: readonly AppPage[] = [
  ...[citizenShell, citizenIdentity, citizenVaccination, citizenPatients, citizenAudit, citizenPrivacy].flat(),
]

export const isStaffPath = (path: string): boolean => /^\/staff(\/|$)/.test(path)

export async function findRoute(path: string): Promise<AppPage | undefined> {
  const routes = isStaffPath(path) ? (await import('./staff/routes.ts')).staffRoutes : citizenRoutes
  return routes.find((route) => parse(route.path).pattern.test(path))
}

/** Whether this person may open the page. */
export function mayOpen({ who, face, at }: AppPage, account: Account): boolean {
  if (who === 'everybody' || who === 'signed-in') return true
  if (who === 'staff') return isStaff(account)
  if (face !== 'staff') return account.powers.includes(who)
  const workplace = workplaceOf(account)
  if (!workplace?.powers.includes(who)) return false
  return at === undefined || at === workplace.kind
}

/** Fetches a page that somebody will probably open next. When this fails, opening the page fetches it again. */
export async function readPageAhead(path: string): Promise<void> {
  const route = await findRoute(path).catch(() => undefined)
  if (route) await Promise.all([route.load(), readFaceAhead(route.face)]).catch(() => undefined)
}
