// The sheets with all parts of pages, one for each face. Only a demo shows them.
import type { AppPage } from '../routes.ts'

/** Nobody else needs the texts of the sheets. So they are among those of staff, and cost citizens nothing. */
async function loadLook() {
  const { openFace } = await import('../i18n/language.ts')
  const [page] = await Promise.all([import('./LookPage.tsx'), openFace('staff')])
  return page
}

/** They load with the pages of staff. The build does not list their addresses: the server of a demo has them. */
export const lookRoutes: readonly AppPage[] = [
  { path: '/dev/look', load: loadLook, face: 'shared', who: 'everybody' },
  { path: '/dev/look/staff', load: () => import('./StaffLookPage.tsx'), face: 'staff', who: 'staff' },
]
