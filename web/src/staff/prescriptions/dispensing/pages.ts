// Pages of a pharmacy: its work, preparing, handing over, selling, what was given, registers, and who got a lot.
import type { AppPage } from '../../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff/dispensing',
    load: () => import('./WorkPage.tsx'),
    face: 'staff',
    who: 'dispense.prepare',
    at: 'facility',
    menu: { group: 'day', icon: 'pill', label: 'staff.dispensing.menu' },
    keys: 'g m',
  },
  {
    path: '/staff/dispensing/sale',
    load: () => import('./SalePage.tsx'),
    face: 'staff',
    who: 'dispense.prepare',
    at: 'facility',
    menu: { group: 'day', icon: 'plus', label: 'staff.dispensing.sale.menu' },
  },
  {
    path: '/staff/dispensing/:prescriptionId',
    load: () => import('./PreparePage.tsx'),
    face: 'staff',
    who: 'dispense.prepare',
    at: 'facility',
  },
  {
    path: '/staff/dispenses',
    load: () => import('./DispensesPage.tsx'),
    face: 'staff',
    who: 'recipient.read',
    at: 'facility',
    menu: { group: 'records', icon: 'history', label: 'staff.dispensing.given.menu' },
  },
  {
    path: '/staff/dispenses/:dispenseId',
    load: () => import('./DispensePage.tsx'),
    face: 'staff',
    who: 'dispense.read',
    at: 'facility',
  },
  {
    path: '/staff/registers',
    load: () => import('./RegistersPage.tsx'),
    face: 'staff',
    who: 'register.read',
    at: 'facility',
    menu: { group: 'records', icon: 'book', label: 'staff.dispensing.registers.menu' },
  },
  {
    path: '/staff/recipients',
    load: () => import('./RecipientsPage.tsx'),
    face: 'staff',
    who: 'recipient.read',
    at: 'facility',
    menu: { group: 'records', icon: 'users', label: 'staff.dispensing.recipients.menu' },
  },
]
