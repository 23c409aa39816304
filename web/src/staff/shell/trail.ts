// The pages above a page, from the menu down: `Outside systems`, then the one system. StaffShell knows all pages.
import { createContext } from 'react'
import { parse } from 'regexparam'
import type { AppPage } from '../../routes.ts'

interface Crumb {
  readonly href: string
  /** The key of its name. */
  readonly name: string
}

export const Pages = createContext<readonly AppPage[]>([])

/** The trail to an address, and that page itself as its last part. */
export function trailTo(address: string, pages: readonly AppPage[]): readonly Crumb[] {
  const [path = ''] = address.split('?')
  const own = pages.find(({ path: pattern }) => parse(pattern).pattern.test(path))
  if (!own) return []
  // The home page is above every page, so it is left out.
  const above = own.menu
    ? undefined
    : pages.find((page) => page.menu && path.startsWith(`${page.path}/`) && page.path !== '/staff')
  return [above && { href: above.path, page: above }, { href: address, page: own }].flatMap((each) => {
    const name = each?.page.crumb ?? each?.page.menu?.label
    return each && name !== undefined ? [{ href: each.href, name }] : []
  })
}
