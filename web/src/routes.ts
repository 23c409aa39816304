// All pages of the web app: the sum of what the modules list in their pages.ts, and finding the page of an address.
import type { ComponentType } from 'react'
import { parse } from 'regexparam'
import { pages as citizenIdentity } from './citizen/identity/pages.ts'
import { pages as citizenPatients } from './citizen/patients/pages.ts'
import { pages as citizenShell } from './citizen/shell/pages.ts'
import { pages as citizenVaccination } from './citizen/vaccination/pages.ts'
import { type Face, readFaceAhead } from './i18n/language.ts'
import { type Account, isStaff, type Power, workplaceOf } from './session/account.ts'
import { pages as staffFacilities } from './staff/facilities/pages.ts'
import { pages as staffIdentity } from './staff/identity/pages.ts'
import { pages as staffLinkage } from './staff/linkage/pages.ts'
import { pages as staffPatients } from './staff/patients/pages.ts'
import { pages as staffPlatform } from './staff/platform/pages.ts'
import { pages as staffShell } from './staff/shell/pages.ts'
import { pages as staffVaccination } from './staff/vaccination/pages.ts'

export interface AppPage {
  readonly path: string
  /** The file of the page; its default export is the page. Loaded when it is first opened. */
  readonly load: () => Promise<{ default: ComponentType }>
  /** Whose page it is; a person waits for the messages of this face only. */
  readonly face: Face
  /**
   * The power that it needs: of a staff page at the workplace, of any other as a citizen. `staff`: whoever works
   * anywhere. Others are led to sign in, or are told that the page is not for them.
   */
  readonly who: Power | 'everybody' | 'staff'
  /** It shows the own facility: who works for a district or the country has none. */
  readonly at?: 'facility'
  /** Where most people go from here: read ahead when the app has come. */
  readonly next?: string
  /** Staff pages in the menu: the key of their name. */
  readonly menu?: string
  /** The keys that open it from any staff page. */
  readonly keys?: string
}

/** In the order of the menu, and of two patterns that an address fits the first one counts. */
export const routes: readonly AppPage[] = [
  ...[citizenShell, citizenIdentity, citizenVaccination, citizenPatients],
  ...[staffShell, staffVaccination, staffFacilities, staffIdentity, staffPatients, staffLinkage, staffPlatform],
].flat()

const patterns = routes.map((route) => ({ route, pattern: parse(route.path).pattern }))

export function findRoute(path: string): AppPage | undefined {
  return patterns.find(({ pattern }) => pattern.test(path))?.route
}

/** Whether the page is for this person. */
export function mayOpen({ who, face, at }: AppPage, account: Account): boolean {
  if (who === 'everybody') return true
  if (who === 'staff') return isStaff(account)
  if (face !== 'staff') return account.powers.includes(who)
  const workplace = workplaceOf(account)
  if (!workplace?.powers.includes(who)) return false
  return at === undefined || at === workplace.kind
}

/** Fetches a page that somebody is likely to open next; when it fails, it is fetched again on opening. */
export async function readPageAhead(path: string): Promise<void> {
  const route = findRoute(path)
  if (route) await Promise.all([route.load(), readFaceAhead(route.face)]).catch(() => undefined)
}
