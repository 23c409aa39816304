// The prescriptions of a family, a page below the hub of its records.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/account/records/prescriptions',
    load: () => import('./PrescriptionsPage.tsx'),
    face: 'records',
    who: 'prescription.read',
  },
]
