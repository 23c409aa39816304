// Pages of a family's documents: the list, a new one, one of them, with whom it is shared, and what others share.
import type { AppPage } from '../../routes.ts'

const BASE = '/account/records/documents'

export const pages: readonly AppPage[] = [
  { path: BASE, load: () => import('./DocumentsPage.tsx'), face: 'records', who: 'document.read' },
  { path: `${BASE}/shares`, load: () => import('./SharesPage.tsx'), face: 'records', who: 'document.share' },
  { path: `${BASE}/received`, load: () => import('./ReceivedPage.tsx'), face: 'records', who: 'document.read' },
  { path: `${BASE}/add/:patientId`, load: () => import('./AddPage.tsx'), face: 'records', who: 'document.add' },
  { path: `${BASE}/:documentId/share`, load: () => import('./SharePage.tsx'), face: 'records', who: 'document.share' },
  { path: `${BASE}/:documentId`, load: () => import('./DocumentPage.tsx'), face: 'records', who: 'document.read' },
]
