// Pages of a centre's day, its sessions and its stock, and of the programme's vaccines and figures.
import { ADMINISTRATORS, CENTRE, NATIONAL, OFFICIALS, STOCK_KEEPERS } from '../../roles.ts'
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff/today',
    load: () => import('./bookings/TodayPage.tsx'),
    face: 'staff',
    who: CENTRE,
    menu: 'staff.centre.today.menu',
    keys: 'g t',
  },
  {
    path: '/staff/scan',
    load: () => import('./bookings/ScanPage.tsx'),
    face: 'staff',
    who: CENTRE,
    menu: 'staff.centre.scan.menu',
    keys: 'g c',
  },
  {
    path: '/staff/walk-in',
    load: () => import('./bookings/WalkInPage.tsx'),
    face: 'staff',
    who: CENTRE,
    menu: 'staff.centre.walkIn.menu',
    keys: 'g w',
  },
  {
    path: '/staff/sessions',
    load: () => import('./sessions/SessionsPage.tsx'),
    face: 'staff',
    who: CENTRE,
    menu: 'staff.centre.sessions.menu',
    keys: 'g s',
  },
  {
    path: '/staff/stock',
    load: () => import('./stock/StockPage.tsx'),
    face: 'staff',
    who: STOCK_KEEPERS,
    menu: 'staff.centre.stock.menu',
    keys: 'g k',
  },
  { path: '/staff/stock/ledger', load: () => import('./stock/LedgerPage.tsx'), face: 'staff', who: STOCK_KEEPERS },
  {
    path: '/staff/figures',
    load: () => import('./figures/FiguresPage.tsx'),
    face: 'staff',
    who: OFFICIALS,
    menu: 'staff.figures.menu',
  },
  {
    path: '/staff/vaccines',
    load: () => import('./vaccines/VaccinesPage.tsx'),
    face: 'staff',
    who: ADMINISTRATORS,
    menu: 'staff.vaccines.menu',
  },
  {
    path: '/staff/vaccines/courses/new',
    load: () => import('./vaccines/CourseNewPage.tsx'),
    face: 'staff',
    who: NATIONAL,
  },
  { path: '/staff/vaccines/new', load: () => import('./vaccines/VaccineNewPage.tsx'), face: 'staff', who: NATIONAL },
  {
    path: '/staff/sessions/bulk',
    load: () => import('./sessions/SessionsBulkPage.tsx'),
    face: 'staff',
    who: ADMINISTRATORS,
    menu: 'staff.bulk.menu',
  },
]
