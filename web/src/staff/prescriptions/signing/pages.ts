// Pages of what a doctor has signed.
import type { AppPage } from '../../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff/prescriptions/signed/:prescriptionId',
    load: () => import('./PrescriptionPage.tsx'),
    face: 'staff',
    who: 'prescription.read',
    at: 'facility',
  },
]
