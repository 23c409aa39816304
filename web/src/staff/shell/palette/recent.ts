// The pages of the menu that this person opened lately: in memory only, and forgotten when the person leaves.
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { whenPersonLeaves } from '../../../session/forgetting.ts'
import { createWatched } from '../../../watched.ts'
import { staffRoutes } from '../../routes.ts'

const KEPT_MAX = 5
const recent = createWatched<readonly string[]>([])
whenPersonLeaves(() => recent.write([]))

export const useRecentPaths = recent.use

/** Notes each page of the menu. Pages about one person or place are left out: their addresses hold ids. */
export function useNoteRecent(): void {
  const [path] = useLocation()
  useEffect(() => {
    if (!staffRoutes.some((page) => page.menu && page.path === path)) return
    recent.write([path, ...recent.read().filter((other) => other !== path)].slice(0, KEPT_MAX))
  }, [path])
}
