// The bills of a family, and the price list of a hospital, which everybody may read.
import type { AppPage } from '../../routes.ts'

const own = { face: 'records', who: 'invoice.pay' } as const

export const pages: readonly AppPage[] = [
  { path: '/account/records/bills', load: () => import('./BillsPage.tsx'), ...own },
  { path: '/account/records/bills/:invoiceId', load: () => import('./BillPage.tsx'), ...own },
  { path: '/doctors/prices/:facilityId', load: () => import('./PricesPage.tsx'), face: 'doctors', who: 'everybody' },
]
