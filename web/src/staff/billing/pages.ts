// Pages of money: the counter, bills, refunds, advances, drawers, days, prices, who issues, statements of the bank.
import type { AppPage } from '../../routes.ts'

const staff = { face: 'staff', at: 'facility' } as const

export const pages: readonly AppPage[] = [
  {
    path: '/staff/billing',
    load: () => import('./counter/CounterPage.tsx'),
    ...{ ...staff, who: 'invoice.issue', keys: 'g b' },
    menu: { group: 'money', icon: 'scan', label: 'staff.money.counter.menu' },
  },
  {
    path: '/staff/billing/screen',
    load: () => import('./counter/ScreenPage.tsx'),
    ...{ ...staff, who: 'invoice.issue' },
  },
  {
    path: '/staff/billing/invoices',
    load: () => import('./invoices/InvoicesPage.tsx'),
    ...{ ...staff, who: 'bill.all' },
    menu: { group: 'money', icon: 'file-text', label: 'staff.money.invoices.menu' },
  },
  {
    path: '/staff/billing/invoices/:invoiceId',
    load: () => import('./invoices/InvoicePage.tsx'),
    ...{ ...staff, who: 'invoice.read' },
  },
  {
    path: '/staff/billing/refunds',
    load: () => import('./refunds/RefundsPage.tsx'),
    ...{ ...staff, who: 'money.refund' },
    menu: { group: 'money', icon: 'arrow-back-up', label: 'staff.money.refunds.menu' },
  },
  {
    path: '/staff/billing/advances',
    load: () => import('./refunds/AdvancesPage.tsx'),
    ...{ ...staff, who: 'money.refund' },
    menu: { group: 'money', icon: 'plus', label: 'staff.money.advances.menu' },
  },
  {
    path: '/staff/billing/drawers',
    load: () => import('./drawers/DrawersPage.tsx'),
    ...{ ...staff, who: 'drawer.read' },
    menu: { group: 'money', icon: 'lock', label: 'staff.money.drawers.menu' },
  },
  {
    path: '/staff/billing/days',
    load: () => import('./days/DaysPage.tsx'),
    ...{ face: 'staff', who: 'day.read' },
    menu: { group: 'money', icon: 'chart-bar', label: 'staff.money.days.menu' },
  },
  {
    path: '/staff/billing/prices',
    load: () => import('./prices/PricesPage.tsx'),
    ...{ face: 'staff', who: 'price.manage' },
    menu: { group: 'money', icon: 'tag', label: 'staff.money.prices.menu' },
  },
  {
    path: '/staff/billing/issuer',
    load: () => import('./prices/IssuerPage.tsx'),
    ...{ face: 'staff', who: 'issuer.manage' },
  },
  {
    path: '/staff/billing/statements',
    load: () => import('./statements/StatementsPage.tsx'),
    ...{ ...staff, who: 'statement.import' },
    menu: { group: 'money', icon: 'upload', label: 'staff.money.statements.menu' },
  },
]
