// Pages of the trail for auditors: who read what, who changed what, and whether the trail is as Sehat wrote it.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff/audit/reads',
    load: () => import('./ReadsPage.tsx'),
    face: 'staff',
    who: 'reads.search',
    menu: { group: 'watch', icon: 'eye', label: 'staff.audit.reads.menu' },
  },
  {
    path: '/staff/audit/changes',
    load: () => import('./ChangesPage.tsx'),
    face: 'staff',
    who: 'changes.search',
    menu: { group: 'watch', icon: 'file-text', label: 'staff.audit.changes.menu' },
  },
  {
    path: '/staff/audit/trail',
    load: () => import('./TrailPage.tsx'),
    face: 'staff',
    who: 'trail.watch',
    menu: { group: 'watch', icon: 'shield-check', label: 'staff.audit.trail.menu' },
  },
]
