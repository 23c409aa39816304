// Pages of the outside systems, their links and stuck links.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff/customers',
    load: () => import('./CustomersPage.tsx'),
    face: 'staff',
    who: 'linkage.operate',
    menu: { group: 'linking', icon: 'webhook', label: 'staff.customers.menu' },
  },
  { path: '/staff/customers/new', load: () => import('./OnboardPage.tsx'), face: 'staff', who: 'linkage.operate' },
  {
    path: '/staff/customers/:customerId',
    load: () => import('./CustomerPage.tsx'),
    face: 'staff',
    who: 'linkage.operate',
    crumb: 'staff.customers.customer',
  },
  {
    path: '/staff/customers/:customerId/change',
    load: () => import('./ChangeCustomerPage.tsx'),
    face: 'staff',
    who: 'linkage.operate',
  },
  {
    path: '/staff/workflows',
    load: () => import('./WorkflowsPage.tsx'),
    face: 'staff',
    who: 'linkage.operate',
    menu: { group: 'linking', icon: 'route', label: 'staff.workflows.menu' },
  },
  {
    path: '/staff/workflows/:workflowId',
    load: () => import('./WorkflowPage.tsx'),
    face: 'staff',
    who: 'linkage.operate',
  },
  {
    path: '/staff/reviews',
    load: () => import('./ReviewsPage.tsx'),
    face: 'staff',
    who: 'linkage.operate',
    menu: { group: 'linking', icon: 'clipboard-list', label: 'staff.reviews.menu' },
  },
  { path: '/staff/reviews/:workflowId', load: () => import('./ReviewPage.tsx'), face: 'staff', who: 'linkage.operate' },
  {
    path: '/staff/stuck',
    load: () => import('./StuckPage.tsx'),
    face: 'staff',
    who: 'linkage.operate',
    menu: { group: 'linking', icon: 'hourglass', label: 'staff.stuck.menu' },
  },
]
