// The pages that everybody may open, from the pages.ts of each module, and a function that finds any page.
import type { ComponentType } from 'react'
import { parse } from 'regexparam'
import { pages as citizenIdentity } from './citizen/identity/pages.ts'
import { pages as citizenShell } from './citizen/shell/pages.ts'
import { pages as citizenVaccination } from './citizen/vaccination/pages.ts'
import { type Face, readFaceAhead } from './i18n/language.ts'
import { loaded } from './loaded.ts'
import { type Account, isStaff, type Power, workplaceOf } from './session/account.ts'
import type { MenuGroup } from './staff/shell/menu-groups.ts'
import type { IconName } from './ui/icon-names.ts'

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
  /** The page is open while the sign-in still needs its second factor. */
  readonly isBeforeFactor?: true
  /** The page shows the person's own facility, or chain. People who work for a district or the country have none. */
  readonly at?: 'facility' | 'facility chain'
  /** The page that most people open next. It is fetched early, when the app has loaded. */
  readonly next?: string
  /** For staff pages in the menu: their group there, their icon, and the key of their name. */
  readonly menu?: { readonly group: MenuGroup; readonly icon: IconName; readonly label: string }
  /** For staff pages with pages below them: the key of their name in the trail there. Without it: the menu's name. */
  readonly crumb?: string
  /** The page fills the screen, without the header of the others. */
  readonly isAlone?: true
  /** The keys that open the page from any staff page. */
  readonly keys?: string
}

/** When two patterns match an address, the first one counts. */
export const publicRoutes: readonly AppPage[] = [...[citizenShell, citizenIdentity, citizenVaccination].flat()]

const ofStaff = async () => (await import('./staff/routes.ts')).staffRoutes

/** Tables of pages that most visitors do not need. A table loads when somebody first opens one of its pages. */
const FURTHER: Readonly<Record<string, () => Promise<readonly AppPage[]>>> = {
  staff: ofStaff,
  dev: ofStaff,
  account: async () => (await import('./citizen/account-routes.ts')).accountRoutes,
}
const ofOthers = async () => (await import('./citizen/further-routes.ts')).furtherRoutes

const OTHERS = [
  ...['doctors', 'offer', 'display', 'place', 'help', 'contact', 'accessibility', 'privacy', 'closed'],
  ...['sign-in/second', 'sign-in/outside', 'account/(privacy|readers|records|visits)'],
]
/** The first name that matches counts, so those of a part of a section come first. */
const SECTION = new RegExp(`^/(${[...OTHERS, ...Object.keys(FURTHER)].join('|')})(?![^/-])`)

/** The section of the address; undefined for the pages of `publicRoutes`. */
export const sectionOf = (path: string): string | undefined => SECTION.exec(path)?.[1]

/** The pages of a section, if its table has loaded. */
export const loadedRoutes = (section: string): readonly AppPage[] | undefined => loaded.get(section)

export async function loadRoutes(section: string): Promise<readonly AppPage[]> {
  const routes = loaded.get(section) ?? (await (FURTHER[section] ?? ofOthers)())
  loaded.set(section, routes)
  return routes
}

export async function findRoute(path: string): Promise<AppPage | undefined> {
  const section = sectionOf(path)
  const routes = section ? await loadRoutes(section) : publicRoutes
  return routes.find((route) => parse(route.path).pattern.test(path))
}

/** Whether this person may open the page. */
export function mayOpen({ who, face, at }: AppPage, account: Account): boolean {
  if (who === 'everybody' || who === 'signed-in') return true
  if (who === 'staff') return isStaff(account)
  if (face !== 'staff') return account.powers.includes(who)
  const workplace = workplaceOf(account)
  if (!workplace?.powers.includes(who)) return false
  return at === undefined || at.includes(workplace.kind)
}

/** Fetches a page that somebody will probably open next. When this fails, opening the page fetches it again. */
export async function readPageAhead(path: string): Promise<void> {
  const route = await findRoute(path).catch(() => undefined)
  if (route) await Promise.all([route.load(), readFaceAhead(route.face)]).catch(() => undefined)
}
