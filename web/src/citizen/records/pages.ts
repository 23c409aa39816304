// The hub of a family's records. The pages below it stand with the pages of their modules.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  { path: '/account/records', load: () => import('./HubPage.tsx'), face: 'doctors', who: 'family.manage' },
]
