// All modules of Sehat: the map of the product.
import { appointments } from './modules/appointments/module.ts'
import { audit } from './modules/audit/module.ts'
import { billing } from './modules/billing/module.ts'
import { diagnostics } from './modules/diagnostics/module.ts'
import { doctors } from './modules/doctors/module.ts'
import { documents } from './modules/documents/module.ts'
import { facilities } from './modules/facilities/module.ts'
import { identity } from './modules/identity/module.ts'
import { inventory } from './modules/inventory/module.ts'
import { linkage } from './modules/linkage/module.ts'
import { notifications } from './modules/notifications/module.ts'
import { patients } from './modules/patients/module.ts'
import { prescriptions } from './modules/prescriptions/module.ts'
import { privacy } from './modules/privacy/module.ts'
import { vaccination } from './modules/vaccination/module.ts'
import { visits } from './modules/visits/module.ts'
import type { Module } from './platform/module.ts'

export const modules: readonly Module[] = [
  ...[identity, patients, facilities, doctors, billing, appointments, visits],
  ...[inventory, diagnostics, prescriptions, documents],
  ...[vaccination, linkage, notifications, audit, privacy],
]
