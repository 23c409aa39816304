// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export interface Operations {
  'GET /v1/metrics': {
    readonly answer: string
  }
  'GET /v1/operator': {
    readonly answer: {
      readonly name?: string
      readonly phone?: string
      readonly mail?: string
    }
  }
  'GET /v1/facilities': {
    readonly query?: {
      readonly pin?: string | undefined
      readonly district?: number | undefined
      readonly state?: string | undefined
      readonly kind?: 'hospital' | 'lab' | 'pharmacy' | 'vaccination-centre' | undefined
      readonly chain?: string | undefined
      readonly near?: string | undefined
      readonly radiusKm?: number | undefined
      readonly q?: string | undefined
      readonly isActive?: boolean | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly facilityId: string
        readonly cell: number
        readonly kinds: readonly ('hospital' | 'lab' | 'pharmacy' | 'vaccination-centre')[]
        readonly name: string
        readonly address: string
        readonly pin: string
        readonly district: string
        readonly state: string
        readonly stateCode: string
        readonly latitude: number
        readonly longitude: number
        readonly isActive: boolean
        readonly chainId?: string
        readonly version: number
        readonly positionSource: 'given' | 'pin'
        readonly distanceKm?: number
      }[]
      readonly nextCursor?: string
      readonly nearest?: readonly {
        readonly facilityId: string
        readonly cell: number
        readonly kinds: readonly ('hospital' | 'lab' | 'pharmacy' | 'vaccination-centre')[]
        readonly name: string
        readonly address: string
        readonly pin: string
        readonly district: string
        readonly state: string
        readonly stateCode: string
        readonly latitude: number
        readonly longitude: number
        readonly isActive: boolean
        readonly chainId?: string
        readonly version: number
        readonly positionSource: 'given' | 'pin'
        readonly distanceKm?: number
      }[]
    }
  }
  'POST /v1/facilities': {
    readonly body: {
      readonly name: string
      readonly kinds: readonly ('hospital' | 'lab' | 'pharmacy' | 'vaccination-centre')[]
      readonly address: string
      readonly pin: string
      readonly latitude?: number
      readonly longitude?: number
    }
    readonly answer: {
      readonly facilityId: string
      readonly cell: number
      readonly kinds: readonly ('hospital' | 'lab' | 'pharmacy' | 'vaccination-centre')[]
      readonly name: string
      readonly address: string
      readonly pin: string
      readonly district: string
      readonly state: string
      readonly stateCode: string
      readonly latitude: number
      readonly longitude: number
      readonly isActive: boolean
      readonly chainId?: string
      readonly version: number
      readonly positionSource: 'given' | 'pin'
    }
  }
  'GET /v1/facilities/{facilityId}': {
    readonly path: {
      readonly facilityId: string
    }
    readonly answer: {
      readonly facilityId: string
      readonly cell: number
      readonly kinds: readonly ('hospital' | 'lab' | 'pharmacy' | 'vaccination-centre')[]
      readonly name: string
      readonly address: string
      readonly pin: string
      readonly district: string
      readonly state: string
      readonly stateCode: string
      readonly latitude: number
      readonly longitude: number
      readonly isActive: boolean
      readonly chainId?: string
      readonly version: number
      readonly positionSource: 'given' | 'pin'
    }
  }
  'PATCH /v1/facilities/{facilityId}': {
    readonly path: {
      readonly facilityId: string
    }
    readonly ifMatch?: string
    readonly body: {
      readonly name?: string
      readonly kinds?: readonly ('hospital' | 'lab' | 'pharmacy' | 'vaccination-centre')[]
      readonly address?: string
      readonly pin?: string
      readonly latitude?: number | null
      readonly longitude?: number | null
      readonly isActive?: boolean
      readonly chainId?: string | null
    }
    readonly answer: {
      readonly facilityId: string
      readonly cell: number
      readonly kinds: readonly ('hospital' | 'lab' | 'pharmacy' | 'vaccination-centre')[]
      readonly name: string
      readonly address: string
      readonly pin: string
      readonly district: string
      readonly state: string
      readonly stateCode: string
      readonly latitude: number
      readonly longitude: number
      readonly isActive: boolean
      readonly chainId?: string
      readonly version: number
      readonly positionSource: 'given' | 'pin'
    }
  }
  'GET /v1/chains': {
    readonly query?: {
      readonly q?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly chainId: string
        readonly name: string
        readonly legalName: string
        readonly isGovernment: boolean
        readonly version: number
      }[]
      readonly nextCursor?: string
    }
  }
  'POST /v1/chains': {
    readonly body: {
      readonly name: string
      readonly legalName: string
      readonly isGovernment: boolean
    }
    readonly answer: {
      readonly chainId: string
      readonly name: string
      readonly legalName: string
      readonly isGovernment: boolean
      readonly version: number
    }
  }
  'GET /v1/chains/{chainId}': {
    readonly path: {
      readonly chainId: string
    }
    readonly answer: {
      readonly chainId: string
      readonly name: string
      readonly legalName: string
      readonly isGovernment: boolean
      readonly version: number
    }
  }
  'PATCH /v1/chains/{chainId}': {
    readonly path: {
      readonly chainId: string
    }
    readonly ifMatch?: string
    readonly body: {
      readonly name?: string
      readonly legalName?: string
      readonly isGovernment?: boolean
    }
    readonly answer: {
      readonly chainId: string
      readonly name: string
      readonly legalName: string
      readonly isGovernment: boolean
      readonly version: number
    }
  }
  'GET /v1/facilities/{facilityId}/departments': {
    readonly path: {
      readonly facilityId: string
    }
    readonly query?: {
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly code: string
        readonly name: string
        readonly kind: 'opd' | 'lab' | 'pharmacy' | 'store' | 'cash' | 'ward'
        readonly isActive: boolean
        readonly version: number
      }[]
      readonly nextCursor?: string
    }
  }
  'POST /v1/facilities/{facilityId}/departments': {
    readonly path: {
      readonly facilityId: string
    }
    readonly body: {
      readonly code: string
      readonly name: string
      readonly kind: 'opd' | 'lab' | 'pharmacy' | 'store' | 'cash' | 'ward'
    }
    readonly answer: {
      readonly code: string
      readonly name: string
      readonly kind: 'opd' | 'lab' | 'pharmacy' | 'store' | 'cash' | 'ward'
      readonly isActive: boolean
      readonly version: number
    }
  }
  'GET /v1/facilities/{facilityId}/departments/{code}': {
    readonly path: {
      readonly facilityId: string
      readonly code: string
    }
    readonly answer: {
      readonly code: string
      readonly name: string
      readonly kind: 'opd' | 'lab' | 'pharmacy' | 'store' | 'cash' | 'ward'
      readonly isActive: boolean
      readonly version: number
    }
  }
  'PATCH /v1/facilities/{facilityId}/departments/{code}': {
    readonly path: {
      readonly facilityId: string
      readonly code: string
    }
    readonly ifMatch?: string
    readonly body: {
      readonly name?: string
      readonly kind?: 'opd' | 'lab' | 'pharmacy' | 'store' | 'cash' | 'ward'
      readonly isActive?: boolean
    }
    readonly answer: {
      readonly code: string
      readonly name: string
      readonly kind: 'opd' | 'lab' | 'pharmacy' | 'store' | 'cash' | 'ward'
      readonly isActive: boolean
      readonly version: number
    }
  }
  'GET /v1/pins/{pin}': {
    readonly path: {
      readonly pin: string
    }
    readonly answer: {
      readonly pin: string
      readonly district: {
        readonly cell: number
        readonly name: string
      }
      readonly state: {
        readonly code: string
        readonly name: string
      }
      readonly otherDistricts: readonly {
        readonly cell: number
        readonly name: string
      }[]
      readonly latitude: number
      readonly longitude: number
      readonly positionSource: 'offices' | 'district'
      readonly mainOffice: string
      readonly offices: readonly {
        readonly name: string
        readonly kind: 'head' | 'post' | 'branch'
        readonly isDelivering: boolean
      }[]
    }
  }
  'GET /v1/states': {
    readonly query?: {
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly code: string
        readonly name: string
        readonly otherNames: readonly string[]
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/states/{code}/districts': {
    readonly path: {
      readonly code: string
    }
    readonly query?: {
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly cell: number
        readonly name: string
        readonly otherNames: readonly string[]
      }[]
      readonly nextCursor?: string
    }
  }
  'POST /v1/patients': {
    readonly body: {
      readonly name: string
      readonly birthDate?: string
      readonly birthYear?: number
      readonly gender: 'male' | 'female' | 'other' | 'unknown'
      readonly pin: string
      readonly phone?: string
      readonly email?: string
      readonly address?: string
      readonly identifiers?: readonly {
        readonly system: string
        readonly value: string
      }[]
      readonly aadhaar?: string
      readonly confirmedNew?: boolean
    }
    readonly answer: {
      readonly patientId: string
      readonly name: string
      readonly birthDate?: string
      readonly birthYear: number
      readonly gender: 'male' | 'female' | 'other' | 'unknown'
      readonly pin: string
      readonly aadhaarLast4?: string
      readonly isAccountHolder: boolean
      readonly reference: string
      readonly registeredAt: string
    }
  }
  'GET /v1/patients': {
    readonly answer: {
      readonly items: readonly {
        readonly patientId: string
        readonly name: string
        readonly birthDate?: string
        readonly birthYear: number
        readonly gender: 'male' | 'female' | 'other' | 'unknown'
        readonly pin: string
        readonly aadhaarLast4?: string
        readonly isAccountHolder: boolean
        readonly reference: string
        readonly registeredAt: string
      }[]
    }
  }
  'GET /v1/patients/{patientId}': {
    readonly path: {
      readonly patientId: string
    }
    readonly answer: {
      readonly patientId: string
      readonly name: string
      readonly birthDate?: string
      readonly birthYear: number
      readonly gender: 'male' | 'female' | 'other' | 'unknown'
      readonly pin: string
      readonly aadhaarLast4?: string
      readonly isAccountHolder: boolean
      readonly reference: string
      readonly registeredAt: string
    }
  }
  'POST /v1/patients/registrations': {
    readonly body: {
      readonly name: string
      readonly birthDate?: string
      readonly birthYear?: number
      readonly gender: 'male' | 'female' | 'other' | 'unknown'
      readonly pin: string
      readonly phone?: string
      readonly email?: string
      readonly address?: string
      readonly identifiers?: readonly {
        readonly system: string
        readonly value: string
      }[]
      readonly aadhaar?: string
      readonly confirmedNew?: boolean
    }
    readonly answer: {
      readonly patientId: string
      readonly name: string
      readonly birthDate?: string
      readonly birthYear: number
      readonly gender: 'male' | 'female' | 'other' | 'unknown'
      readonly pin: string
      readonly aadhaarLast4?: string
      readonly isAccountHolder: boolean
      readonly reference: string
      readonly registeredAt: string
    }
  }
  'POST /v1/patients/match': {
    readonly body: {
      readonly fullName?: string
      readonly givenName?: string
      readonly familyName?: string
      readonly birthDate?: string
      readonly birthYear?: number
      readonly gender?: 'male' | 'female' | 'other' | 'unknown'
      readonly phone?: string
      readonly email?: string
      readonly address?: string
      readonly identifiers?: readonly {
        readonly system: string
        readonly value: string
      }[]
      readonly pin?: string
      readonly limit?: number
    }
    readonly answer: {
      readonly outcome: 'certain' | 'candidates' | 'none'
      readonly candidates: readonly {
        readonly patientId: string
        readonly grade: 'certain' | 'probable' | 'possible'
        readonly bits: number
        readonly explanation: readonly {
          readonly field: 'name' | 'birth' | 'gender' | 'phone' | 'email' | 'address' | 'pin' | 'identifier' | 'household' | 'prior'
          readonly comparison: string
          readonly bits: number
        }[]
        readonly name?: string
        readonly birthYear?: number
        readonly gender?: 'male' | 'female' | 'other' | 'unknown'
        readonly pin?: string
      }[]
      readonly isTruncated: boolean
      readonly modelVersion: string
    }
  }
  'POST /v1/patients/desk-search': {
    readonly body: {
      readonly letters: string
      readonly phone: string
    }
    readonly answer: {
      readonly items: readonly {
        readonly patientId: string
        readonly name: string
        readonly birthYear: number
        readonly gender: 'male' | 'female' | 'other' | 'unknown'
        readonly pin: string
      }[]
    }
  }
  'POST /v1/patients/{patientId}/merger': {
    readonly path: {
      readonly patientId: string
    }
    readonly body: {
      readonly keptPatientId: string
      readonly reason: string
    }
    readonly answer: {
      readonly patientId: string
      readonly keptPatientId: string
      readonly reason: string
      readonly mergedBy: string
      readonly mergedAt: string
      readonly undoneBy?: string
      readonly undoneAt?: string
    }
  }
  'POST /v1/patients/{patientId}/merger/cancellation': {
    readonly path: {
      readonly patientId: string
    }
    readonly answer: {
      readonly patientId: string
      readonly keptPatientId: string
      readonly reason: string
      readonly mergedBy: string
      readonly mergedAt: string
      readonly undoneBy?: string
      readonly undoneAt?: string
    }
  }
  'GET /v1/patients/{patientId}/mergers': {
    readonly path: {
      readonly patientId: string
    }
    readonly answer: {
      readonly items: readonly {
        readonly patientId: string
        readonly keptPatientId: string
        readonly reason: string
        readonly mergedBy: string
        readonly mergedAt: string
        readonly undoneBy?: string
        readonly undoneAt?: string
      }[]
    }
  }
  'GET /v1/patients/duplicates': {
    readonly query?: {
      readonly status?: 'open' | 'merged' | 'different' | undefined
      readonly patient?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly duplicateId: string
        readonly status: 'open' | 'merged' | 'different'
        readonly bits: number
        readonly explanation: readonly {
          readonly field: 'name' | 'birth' | 'gender' | 'phone' | 'email' | 'address' | 'pin' | 'identifier' | 'household' | 'prior'
          readonly comparison: string
          readonly bits: number
        }[]
        readonly people: readonly {
          readonly patientId: string
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
          readonly birthDate?: string
          readonly pin: string
          readonly phoneLast4?: string
          readonly identifiers: readonly {
            readonly system: string
            readonly last4: string
          }[]
          readonly hasAccount: boolean
          readonly registeredAt: string
        }[]
        readonly foundAt: string
        readonly goneId?: string
        readonly reason?: string
        readonly decidedAt?: string
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/patients/duplicates/count': {
    readonly answer: {
      readonly open: number
    }
  }
  'GET /v1/patients/duplicates/{duplicateId}': {
    readonly path: {
      readonly duplicateId: string
    }
    readonly answer: {
      readonly duplicateId: string
      readonly status: 'open' | 'merged' | 'different'
      readonly bits: number
      readonly explanation: readonly {
        readonly field: 'name' | 'birth' | 'gender' | 'phone' | 'email' | 'address' | 'pin' | 'identifier' | 'household' | 'prior'
        readonly comparison: string
        readonly bits: number
      }[]
      readonly people: readonly {
        readonly patientId: string
        readonly name: string
        readonly birthYear: number
        readonly gender: 'male' | 'female' | 'other' | 'unknown'
        readonly birthDate?: string
        readonly pin: string
        readonly phoneLast4?: string
        readonly identifiers: readonly {
          readonly system: string
          readonly last4: string
        }[]
        readonly hasAccount: boolean
        readonly registeredAt: string
      }[]
      readonly foundAt: string
      readonly goneId?: string
      readonly reason?: string
      readonly decidedAt?: string
    }
  }
  'POST /v1/patients/duplicates/{duplicateId}/dismissal': {
    readonly path: {
      readonly duplicateId: string
    }
    readonly body: {
      readonly reason: string
    }
    readonly answer: {
      readonly duplicateId: string
      readonly status: 'open' | 'merged' | 'different'
      readonly bits: number
      readonly explanation: readonly {
        readonly field: 'name' | 'birth' | 'gender' | 'phone' | 'email' | 'address' | 'pin' | 'identifier' | 'household' | 'prior'
        readonly comparison: string
        readonly bits: number
      }[]
      readonly people: readonly {
        readonly patientId: string
        readonly name: string
        readonly birthYear: number
        readonly gender: 'male' | 'female' | 'other' | 'unknown'
        readonly birthDate?: string
        readonly pin: string
        readonly phoneLast4?: string
        readonly identifiers: readonly {
          readonly system: string
          readonly last4: string
        }[]
        readonly hasAccount: boolean
        readonly registeredAt: string
      }[]
      readonly foundAt: string
      readonly goneId?: string
      readonly reason?: string
      readonly decidedAt?: string
    }
  }
  'POST /v1/patients/{patientId}/opening': {
    readonly path: {
      readonly patientId: string
    }
    readonly body: {
      readonly reason: string
    }
    readonly answer: {
      readonly patientId: string
      readonly name: string
      readonly birthYear: number
      readonly gender: 'male' | 'female' | 'other' | 'unknown'
      readonly birthDate?: string
      readonly phone?: string
      readonly address?: string
      readonly aadhaarLast4?: string
    }
  }
  'POST /v1/auth/register': {
    readonly body: {
      readonly name: string
      readonly birthDate?: string
      readonly birthYear?: number
      readonly gender: 'male' | 'female' | 'other' | 'unknown'
      readonly pin: string
      readonly phone: string
      readonly otp: string
      readonly password?: string
      readonly aadhaar?: string
    }
    readonly answer: {
      readonly accountId: string
      readonly patientId: string
    }
  }
  'POST /v1/auth/otp': {
    readonly body: {
      readonly phone: string
    }
    readonly answer: {
      readonly expiresAt: string
      readonly expiresInSeconds: number
      readonly resendAfterSeconds: number
    }
  }
  'POST /v1/auth/login': {
    readonly body: {
      readonly phone: string
      readonly password?: string
      readonly otp?: string
    }
    readonly answer: {
      readonly accessToken: string
      readonly refreshToken?: string
      readonly expiresInSeconds: number
      readonly endsInSeconds: number
      readonly account: {
        readonly id: string
        readonly name: string
        readonly roles: readonly ('citizen' | 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor' | 'client')[]
        readonly powers: readonly ('account.close' | 'advance.take' | 'adverse-event.read' | 'adverse-event.report' | 'appointment.change' | 'appointment.make' | 'appointment.oversee' | 'appointment.read' | 'appointment.receive' | 'appointment.treat' | 'appointment.void' | 'attendance.compare' | 'attendance.read' | 'bill.all' | 'bill.dispenses' | 'bill.tests' | 'booking.make' | 'booking.manage' | 'booking.read' | 'catalogue.manage' | 'certificate.read' | 'chain.manage' | 'changes.search' | 'charge.raise' | 'charge.read' | 'charge.waive' | 'closure.foresee' | 'closure.manage' | 'consent.manage' | 'credit.sign' | 'credit.write' | 'critical.acknowledge' | 'critical.read' | 'critical.tell' | 'day.compare' | 'day.read' | 'delivery.read' | 'department.manage' | 'dispense.prepare' | 'dispense.read' | 'doctor.read' | 'doctor.register' | 'doctor.verify' | 'document.add' | 'document.dispense' | 'document.oversee' | 'document.read' | 'document.share' | 'document.withdraw' | 'dose.correct' | 'dose.give' | 'dose.read' | 'dose.record' | 'dose.undo' | 'drawer.accept' | 'drawer.keep' | 'drawer.read' | 'emergency.declare' | 'emergency.oversee' | 'export.make' | 'facility.register' | 'family.manage' | 'fee.settle' | 'figures.read' | 'finding.note' | 'follow-up.read' | 'grant.give' | 'invoice.issue' | 'invoice.pay' | 'invoice.read' | 'issuer.manage' | 'item.manage' | 'item.read' | 'laboratory.oversee' | 'laboratory.work' | 'level.read' | 'link.send' | 'linkage.operate' | 'menu.manage' | 'money.refund' | 'money.take' | 'order.cancel' | 'order.list' | 'order.place' | 'order.read' | 'patient.match' | 'patient.merge' | 'patient.open' | 'patient.register' | 'practice.manage' | 'prescription.fill' | 'prescription.read' | 'prescription.sign' | 'presence.ask' | 'price.manage' | 'queue.keep' | 'queue.read' | 'queue.receive' | 'queue.serve' | 'reads.follow' | 'reads.search' | 'recall.declare' | 'recall.read' | 'recipient.read' | 'refund.sign' | 'register.read' | 'result.authorise' | 'result.enter' | 'result.read' | 'schedule.arrange' | 'schedule.foresee' | 'schedule.keep' | 'schedule.own' | 'schedule.read' | 'second-factor.demand' | 'session.manage' | 'session.read' | 'specimen.collect' | 'specimen.receive' | 'staff.appoint' | 'statement.import' | 'stay.read' | 'stock.keep' | 'stock.read' | 'store.compare' | 'store.keep' | 'store.manage' | 'store.read' | 'store.write-off' | 'system.watch' | 'trail.watch' | 'transfer.approve' | 'vaccine.register' | 'visit-reason.read' | 'visit.nurse' | 'visit.open' | 'visit.read' | 'visit.treat' | 'vitals.take')[]
        readonly facilityId?: string
        readonly chainId?: string
        readonly districtCell?: number
        readonly patientId?: string
        readonly secondFactor?: 'needed' | 'enrol'
        readonly workplaces: readonly {
          readonly workplaceId: string
          readonly kind: 'facility' | 'chain' | 'district' | 'nation'
          readonly facilityId?: string
          readonly chainId?: string
          readonly districtCell?: number
          readonly placeName?: string
          readonly roles: readonly ('citizen' | 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor' | 'client')[]
          readonly powers: readonly ('account.close' | 'advance.take' | 'adverse-event.read' | 'adverse-event.report' | 'appointment.change' | 'appointment.make' | 'appointment.oversee' | 'appointment.read' | 'appointment.receive' | 'appointment.treat' | 'appointment.void' | 'attendance.compare' | 'attendance.read' | 'bill.all' | 'bill.dispenses' | 'bill.tests' | 'booking.make' | 'booking.manage' | 'booking.read' | 'catalogue.manage' | 'certificate.read' | 'chain.manage' | 'changes.search' | 'charge.raise' | 'charge.read' | 'charge.waive' | 'closure.foresee' | 'closure.manage' | 'consent.manage' | 'credit.sign' | 'credit.write' | 'critical.acknowledge' | 'critical.read' | 'critical.tell' | 'day.compare' | 'day.read' | 'delivery.read' | 'department.manage' | 'dispense.prepare' | 'dispense.read' | 'doctor.read' | 'doctor.register' | 'doctor.verify' | 'document.add' | 'document.dispense' | 'document.oversee' | 'document.read' | 'document.share' | 'document.withdraw' | 'dose.correct' | 'dose.give' | 'dose.read' | 'dose.record' | 'dose.undo' | 'drawer.accept' | 'drawer.keep' | 'drawer.read' | 'emergency.declare' | 'emergency.oversee' | 'export.make' | 'facility.register' | 'family.manage' | 'fee.settle' | 'figures.read' | 'finding.note' | 'follow-up.read' | 'grant.give' | 'invoice.issue' | 'invoice.pay' | 'invoice.read' | 'issuer.manage' | 'item.manage' | 'item.read' | 'laboratory.oversee' | 'laboratory.work' | 'level.read' | 'link.send' | 'linkage.operate' | 'menu.manage' | 'money.refund' | 'money.take' | 'order.cancel' | 'order.list' | 'order.place' | 'order.read' | 'patient.match' | 'patient.merge' | 'patient.open' | 'patient.register' | 'practice.manage' | 'prescription.fill' | 'prescription.read' | 'prescription.sign' | 'presence.ask' | 'price.manage' | 'queue.keep' | 'queue.read' | 'queue.receive' | 'queue.serve' | 'reads.follow' | 'reads.search' | 'recall.declare' | 'recall.read' | 'recipient.read' | 'refund.sign' | 'register.read' | 'result.authorise' | 'result.enter' | 'result.read' | 'schedule.arrange' | 'schedule.foresee' | 'schedule.keep' | 'schedule.own' | 'schedule.read' | 'second-factor.demand' | 'session.manage' | 'session.read' | 'specimen.collect' | 'specimen.receive' | 'staff.appoint' | 'statement.import' | 'stay.read' | 'stock.keep' | 'stock.read' | 'store.compare' | 'store.keep' | 'store.manage' | 'store.read' | 'store.write-off' | 'system.watch' | 'trail.watch' | 'transfer.approve' | 'vaccine.register' | 'visit-reason.read' | 'visit.nurse' | 'visit.open' | 'visit.read' | 'visit.treat' | 'vitals.take')[]
          readonly appoints: readonly {
            readonly role: 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor'
            readonly kind: 'facility' | 'chain' | 'district' | 'nation'
          }[]
          readonly since: string
          readonly isCurrent: boolean
        }[]
      }
    }
  }
  'POST /v1/auth/refresh': {
    readonly body: {
      readonly refreshToken?: string
    }
    readonly answer: {
      readonly accessToken: string
      readonly refreshToken?: string
      readonly expiresInSeconds: number
      readonly endsInSeconds: number
      readonly account: {
        readonly id: string
        readonly name: string
        readonly roles: readonly ('citizen' | 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor' | 'client')[]
        readonly powers: readonly ('account.close' | 'advance.take' | 'adverse-event.read' | 'adverse-event.report' | 'appointment.change' | 'appointment.make' | 'appointment.oversee' | 'appointment.read' | 'appointment.receive' | 'appointment.treat' | 'appointment.void' | 'attendance.compare' | 'attendance.read' | 'bill.all' | 'bill.dispenses' | 'bill.tests' | 'booking.make' | 'booking.manage' | 'booking.read' | 'catalogue.manage' | 'certificate.read' | 'chain.manage' | 'changes.search' | 'charge.raise' | 'charge.read' | 'charge.waive' | 'closure.foresee' | 'closure.manage' | 'consent.manage' | 'credit.sign' | 'credit.write' | 'critical.acknowledge' | 'critical.read' | 'critical.tell' | 'day.compare' | 'day.read' | 'delivery.read' | 'department.manage' | 'dispense.prepare' | 'dispense.read' | 'doctor.read' | 'doctor.register' | 'doctor.verify' | 'document.add' | 'document.dispense' | 'document.oversee' | 'document.read' | 'document.share' | 'document.withdraw' | 'dose.correct' | 'dose.give' | 'dose.read' | 'dose.record' | 'dose.undo' | 'drawer.accept' | 'drawer.keep' | 'drawer.read' | 'emergency.declare' | 'emergency.oversee' | 'export.make' | 'facility.register' | 'family.manage' | 'fee.settle' | 'figures.read' | 'finding.note' | 'follow-up.read' | 'grant.give' | 'invoice.issue' | 'invoice.pay' | 'invoice.read' | 'issuer.manage' | 'item.manage' | 'item.read' | 'laboratory.oversee' | 'laboratory.work' | 'level.read' | 'link.send' | 'linkage.operate' | 'menu.manage' | 'money.refund' | 'money.take' | 'order.cancel' | 'order.list' | 'order.place' | 'order.read' | 'patient.match' | 'patient.merge' | 'patient.open' | 'patient.register' | 'practice.manage' | 'prescription.fill' | 'prescription.read' | 'prescription.sign' | 'presence.ask' | 'price.manage' | 'queue.keep' | 'queue.read' | 'queue.receive' | 'queue.serve' | 'reads.follow' | 'reads.search' | 'recall.declare' | 'recall.read' | 'recipient.read' | 'refund.sign' | 'register.read' | 'result.authorise' | 'result.enter' | 'result.read' | 'schedule.arrange' | 'schedule.foresee' | 'schedule.keep' | 'schedule.own' | 'schedule.read' | 'second-factor.demand' | 'session.manage' | 'session.read' | 'specimen.collect' | 'specimen.receive' | 'staff.appoint' | 'statement.import' | 'stay.read' | 'stock.keep' | 'stock.read' | 'store.compare' | 'store.keep' | 'store.manage' | 'store.read' | 'store.write-off' | 'system.watch' | 'trail.watch' | 'transfer.approve' | 'vaccine.register' | 'visit-reason.read' | 'visit.nurse' | 'visit.open' | 'visit.read' | 'visit.treat' | 'vitals.take')[]
        readonly facilityId?: string
        readonly chainId?: string
        readonly districtCell?: number
        readonly patientId?: string
        readonly secondFactor?: 'needed' | 'enrol'
        readonly workplaces: readonly {
          readonly workplaceId: string
          readonly kind: 'facility' | 'chain' | 'district' | 'nation'
          readonly facilityId?: string
          readonly chainId?: string
          readonly districtCell?: number
          readonly placeName?: string
          readonly roles: readonly ('citizen' | 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor' | 'client')[]
          readonly powers: readonly ('account.close' | 'advance.take' | 'adverse-event.read' | 'adverse-event.report' | 'appointment.change' | 'appointment.make' | 'appointment.oversee' | 'appointment.read' | 'appointment.receive' | 'appointment.treat' | 'appointment.void' | 'attendance.compare' | 'attendance.read' | 'bill.all' | 'bill.dispenses' | 'bill.tests' | 'booking.make' | 'booking.manage' | 'booking.read' | 'catalogue.manage' | 'certificate.read' | 'chain.manage' | 'changes.search' | 'charge.raise' | 'charge.read' | 'charge.waive' | 'closure.foresee' | 'closure.manage' | 'consent.manage' | 'credit.sign' | 'credit.write' | 'critical.acknowledge' | 'critical.read' | 'critical.tell' | 'day.compare' | 'day.read' | 'delivery.read' | 'department.manage' | 'dispense.prepare' | 'dispense.read' | 'doctor.read' | 'doctor.register' | 'doctor.verify' | 'document.add' | 'document.dispense' | 'document.oversee' | 'document.read' | 'document.share' | 'document.withdraw' | 'dose.correct' | 'dose.give' | 'dose.read' | 'dose.record' | 'dose.undo' | 'drawer.accept' | 'drawer.keep' | 'drawer.read' | 'emergency.declare' | 'emergency.oversee' | 'export.make' | 'facility.register' | 'family.manage' | 'fee.settle' | 'figures.read' | 'finding.note' | 'follow-up.read' | 'grant.give' | 'invoice.issue' | 'invoice.pay' | 'invoice.read' | 'issuer.manage' | 'item.manage' | 'item.read' | 'laboratory.oversee' | 'laboratory.work' | 'level.read' | 'link.send' | 'linkage.operate' | 'menu.manage' | 'money.refund' | 'money.take' | 'order.cancel' | 'order.list' | 'order.place' | 'order.read' | 'patient.match' | 'patient.merge' | 'patient.open' | 'patient.register' | 'practice.manage' | 'prescription.fill' | 'prescription.read' | 'prescription.sign' | 'presence.ask' | 'price.manage' | 'queue.keep' | 'queue.read' | 'queue.receive' | 'queue.serve' | 'reads.follow' | 'reads.search' | 'recall.declare' | 'recall.read' | 'recipient.read' | 'refund.sign' | 'register.read' | 'result.authorise' | 'result.enter' | 'result.read' | 'schedule.arrange' | 'schedule.foresee' | 'schedule.keep' | 'schedule.own' | 'schedule.read' | 'second-factor.demand' | 'session.manage' | 'session.read' | 'specimen.collect' | 'specimen.receive' | 'staff.appoint' | 'statement.import' | 'stay.read' | 'stock.keep' | 'stock.read' | 'store.compare' | 'store.keep' | 'store.manage' | 'store.read' | 'store.write-off' | 'system.watch' | 'trail.watch' | 'transfer.approve' | 'vaccine.register' | 'visit-reason.read' | 'visit.nurse' | 'visit.open' | 'visit.read' | 'visit.treat' | 'vitals.take')[]
          readonly appoints: readonly {
            readonly role: 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor'
            readonly kind: 'facility' | 'chain' | 'district' | 'nation'
          }[]
          readonly since: string
          readonly isCurrent: boolean
        }[]
      }
    }
  }
  'POST /v1/auth/logout': {
    readonly answer: null
  }
  'POST /v1/auth/introspect': {
    readonly body: {
      readonly token: string
    }
    readonly answer: {
      readonly active: boolean
      readonly accountId?: string
      readonly roles?: readonly ('citizen' | 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor' | 'client')[]
      readonly facilityId?: string
      readonly expiresAt?: string
    }
  }
  'GET /v1/me': {
    readonly answer: {
      readonly id: string
      readonly name: string
      readonly roles: readonly ('citizen' | 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor' | 'client')[]
      readonly powers: readonly ('account.close' | 'advance.take' | 'adverse-event.read' | 'adverse-event.report' | 'appointment.change' | 'appointment.make' | 'appointment.oversee' | 'appointment.read' | 'appointment.receive' | 'appointment.treat' | 'appointment.void' | 'attendance.compare' | 'attendance.read' | 'bill.all' | 'bill.dispenses' | 'bill.tests' | 'booking.make' | 'booking.manage' | 'booking.read' | 'catalogue.manage' | 'certificate.read' | 'chain.manage' | 'changes.search' | 'charge.raise' | 'charge.read' | 'charge.waive' | 'closure.foresee' | 'closure.manage' | 'consent.manage' | 'credit.sign' | 'credit.write' | 'critical.acknowledge' | 'critical.read' | 'critical.tell' | 'day.compare' | 'day.read' | 'delivery.read' | 'department.manage' | 'dispense.prepare' | 'dispense.read' | 'doctor.read' | 'doctor.register' | 'doctor.verify' | 'document.add' | 'document.dispense' | 'document.oversee' | 'document.read' | 'document.share' | 'document.withdraw' | 'dose.correct' | 'dose.give' | 'dose.read' | 'dose.record' | 'dose.undo' | 'drawer.accept' | 'drawer.keep' | 'drawer.read' | 'emergency.declare' | 'emergency.oversee' | 'export.make' | 'facility.register' | 'family.manage' | 'fee.settle' | 'figures.read' | 'finding.note' | 'follow-up.read' | 'grant.give' | 'invoice.issue' | 'invoice.pay' | 'invoice.read' | 'issuer.manage' | 'item.manage' | 'item.read' | 'laboratory.oversee' | 'laboratory.work' | 'level.read' | 'link.send' | 'linkage.operate' | 'menu.manage' | 'money.refund' | 'money.take' | 'order.cancel' | 'order.list' | 'order.place' | 'order.read' | 'patient.match' | 'patient.merge' | 'patient.open' | 'patient.register' | 'practice.manage' | 'prescription.fill' | 'prescription.read' | 'prescription.sign' | 'presence.ask' | 'price.manage' | 'queue.keep' | 'queue.read' | 'queue.receive' | 'queue.serve' | 'reads.follow' | 'reads.search' | 'recall.declare' | 'recall.read' | 'recipient.read' | 'refund.sign' | 'register.read' | 'result.authorise' | 'result.enter' | 'result.read' | 'schedule.arrange' | 'schedule.foresee' | 'schedule.keep' | 'schedule.own' | 'schedule.read' | 'second-factor.demand' | 'session.manage' | 'session.read' | 'specimen.collect' | 'specimen.receive' | 'staff.appoint' | 'statement.import' | 'stay.read' | 'stock.keep' | 'stock.read' | 'store.compare' | 'store.keep' | 'store.manage' | 'store.read' | 'store.write-off' | 'system.watch' | 'trail.watch' | 'transfer.approve' | 'vaccine.register' | 'visit-reason.read' | 'visit.nurse' | 'visit.open' | 'visit.read' | 'visit.treat' | 'vitals.take')[]
      readonly facilityId?: string
      readonly chainId?: string
      readonly districtCell?: number
      readonly patientId?: string
      readonly secondFactor?: 'needed' | 'enrol'
      readonly workplaces: readonly {
        readonly workplaceId: string
        readonly kind: 'facility' | 'chain' | 'district' | 'nation'
        readonly facilityId?: string
        readonly chainId?: string
        readonly districtCell?: number
        readonly placeName?: string
        readonly roles: readonly ('citizen' | 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor' | 'client')[]
        readonly powers: readonly ('account.close' | 'advance.take' | 'adverse-event.read' | 'adverse-event.report' | 'appointment.change' | 'appointment.make' | 'appointment.oversee' | 'appointment.read' | 'appointment.receive' | 'appointment.treat' | 'appointment.void' | 'attendance.compare' | 'attendance.read' | 'bill.all' | 'bill.dispenses' | 'bill.tests' | 'booking.make' | 'booking.manage' | 'booking.read' | 'catalogue.manage' | 'certificate.read' | 'chain.manage' | 'changes.search' | 'charge.raise' | 'charge.read' | 'charge.waive' | 'closure.foresee' | 'closure.manage' | 'consent.manage' | 'credit.sign' | 'credit.write' | 'critical.acknowledge' | 'critical.read' | 'critical.tell' | 'day.compare' | 'day.read' | 'delivery.read' | 'department.manage' | 'dispense.prepare' | 'dispense.read' | 'doctor.read' | 'doctor.register' | 'doctor.verify' | 'document.add' | 'document.dispense' | 'document.oversee' | 'document.read' | 'document.share' | 'document.withdraw' | 'dose.correct' | 'dose.give' | 'dose.read' | 'dose.record' | 'dose.undo' | 'drawer.accept' | 'drawer.keep' | 'drawer.read' | 'emergency.declare' | 'emergency.oversee' | 'export.make' | 'facility.register' | 'family.manage' | 'fee.settle' | 'figures.read' | 'finding.note' | 'follow-up.read' | 'grant.give' | 'invoice.issue' | 'invoice.pay' | 'invoice.read' | 'issuer.manage' | 'item.manage' | 'item.read' | 'laboratory.oversee' | 'laboratory.work' | 'level.read' | 'link.send' | 'linkage.operate' | 'menu.manage' | 'money.refund' | 'money.take' | 'order.cancel' | 'order.list' | 'order.place' | 'order.read' | 'patient.match' | 'patient.merge' | 'patient.open' | 'patient.register' | 'practice.manage' | 'prescription.fill' | 'prescription.read' | 'prescription.sign' | 'presence.ask' | 'price.manage' | 'queue.keep' | 'queue.read' | 'queue.receive' | 'queue.serve' | 'reads.follow' | 'reads.search' | 'recall.declare' | 'recall.read' | 'recipient.read' | 'refund.sign' | 'register.read' | 'result.authorise' | 'result.enter' | 'result.read' | 'schedule.arrange' | 'schedule.foresee' | 'schedule.keep' | 'schedule.own' | 'schedule.read' | 'second-factor.demand' | 'session.manage' | 'session.read' | 'specimen.collect' | 'specimen.receive' | 'staff.appoint' | 'statement.import' | 'stay.read' | 'stock.keep' | 'stock.read' | 'store.compare' | 'store.keep' | 'store.manage' | 'store.read' | 'store.write-off' | 'system.watch' | 'trail.watch' | 'transfer.approve' | 'vaccine.register' | 'visit-reason.read' | 'visit.nurse' | 'visit.open' | 'visit.read' | 'visit.treat' | 'vitals.take')[]
        readonly appoints: readonly {
          readonly role: 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor'
          readonly kind: 'facility' | 'chain' | 'district' | 'nation'
        }[]
        readonly since: string
        readonly isCurrent: boolean
      }[]
      readonly phone: string
      readonly mail?: string
    }
  }
  'POST /v1/auth/password/check': {
    readonly body: {
      readonly phone: string
      readonly password: string
    }
    readonly answer: null
  }
  'POST /v1/auth/password/reset': {
    readonly body: {
      readonly phone: string
      readonly otp: string
      readonly password: string
    }
    readonly answer: null
  }
  'PUT /v1/me/password': {
    readonly body: {
      readonly current?: string
      readonly otp?: string
      readonly password: string
    }
    readonly answer: null
  }
  'PUT /v1/me/phone': {
    readonly body: {
      readonly phone: string
      readonly otp: string
    }
    readonly answer: null
  }
  'POST /v1/me/mail/code': {
    readonly body: {
      readonly mail: string
    }
    readonly answer: {
      readonly expiresAt: string
      readonly expiresInSeconds: number
      readonly resendAfterSeconds: number
    }
  }
  'PUT /v1/me/mail': {
    readonly body: {
      readonly mail: string
      readonly code: string
    }
    readonly answer: null
  }
  'DELETE /v1/me/mail': {
    readonly answer: null
  }
  'GET /v1/me/sign-ins': {
    readonly answer: {
      readonly items: readonly {
        readonly signInId: string
        readonly deviceName: string
        readonly placeName?: string
        readonly startedAt: string
        readonly lastUsedAt: string
        readonly endsAt: string
        readonly isCurrent: boolean
      }[]
    }
  }
  'DELETE /v1/me/sign-ins': {
    readonly answer: null
  }
  'DELETE /v1/me/sign-ins/{signInId}': {
    readonly path: {
      readonly signInId: string
    }
    readonly answer: null
  }
  'POST /v1/me/passkeys/challenge': {
    readonly answer: {
      readonly rp: {
        readonly id: string
        readonly name: string
      }
      readonly user: {
        readonly id: string
        readonly name: string
        readonly displayName: string
      }
      readonly challenge: string
      readonly pubKeyCredParams: readonly {
        readonly type: 'public-key'
        readonly alg: number
      }[]
      readonly timeout: number
      readonly excludeCredentials: readonly {
        readonly id: string
        readonly type: string
        readonly transports: readonly ('ble' | 'cable' | 'hybrid' | 'internal' | 'nfc' | 'smart-card' | 'usb')[]
      }[]
      readonly authenticatorSelection: {
        readonly residentKey: 'required'
        readonly requireResidentKey: boolean
        readonly userVerification: 'required'
      }
      readonly attestation: 'none'
    }
  }
  'POST /v1/me/passkeys': {
    readonly body: {
      readonly credentialId: string
      readonly clientData: string
      readonly attestation: string
      readonly transports?: readonly ('ble' | 'cable' | 'hybrid' | 'internal' | 'nfc' | 'smart-card' | 'usb')[]
    }
    readonly answer: {
      readonly passkeyId: string
      readonly deviceName: string
      readonly createdAt: string
      readonly lastUsedAt?: string
    }
  }
  'GET /v1/me/passkeys': {
    readonly answer: {
      readonly items: readonly {
        readonly passkeyId: string
        readonly deviceName: string
        readonly createdAt: string
        readonly lastUsedAt?: string
      }[]
    }
  }
  'DELETE /v1/me/passkeys/{passkeyId}': {
    readonly path: {
      readonly passkeyId: string
    }
    readonly answer: null
  }
  'POST /v1/auth/passkey/challenge': {
    readonly answer: {
      readonly challenge: string
      readonly rpId: string
      readonly timeout: number
      readonly userVerification: 'required'
      readonly allowCredentials: readonly {
        readonly id: string
        readonly type: string
        readonly transports: readonly ('ble' | 'cable' | 'hybrid' | 'internal' | 'nfc' | 'smart-card' | 'usb')[]
      }[]
    }
  }
  'POST /v1/auth/passkey': {
    readonly body: {
      readonly credentialId: string
      readonly clientData: string
      readonly authenticatorData: string
      readonly signature: string
      readonly userHandle: string
    }
    readonly answer: {
      readonly accessToken: string
      readonly refreshToken?: string
      readonly expiresInSeconds: number
      readonly endsInSeconds: number
      readonly account: {
        readonly id: string
        readonly name: string
        readonly roles: readonly ('citizen' | 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor' | 'client')[]
        readonly powers: readonly ('account.close' | 'advance.take' | 'adverse-event.read' | 'adverse-event.report' | 'appointment.change' | 'appointment.make' | 'appointment.oversee' | 'appointment.read' | 'appointment.receive' | 'appointment.treat' | 'appointment.void' | 'attendance.compare' | 'attendance.read' | 'bill.all' | 'bill.dispenses' | 'bill.tests' | 'booking.make' | 'booking.manage' | 'booking.read' | 'catalogue.manage' | 'certificate.read' | 'chain.manage' | 'changes.search' | 'charge.raise' | 'charge.read' | 'charge.waive' | 'closure.foresee' | 'closure.manage' | 'consent.manage' | 'credit.sign' | 'credit.write' | 'critical.acknowledge' | 'critical.read' | 'critical.tell' | 'day.compare' | 'day.read' | 'delivery.read' | 'department.manage' | 'dispense.prepare' | 'dispense.read' | 'doctor.read' | 'doctor.register' | 'doctor.verify' | 'document.add' | 'document.dispense' | 'document.oversee' | 'document.read' | 'document.share' | 'document.withdraw' | 'dose.correct' | 'dose.give' | 'dose.read' | 'dose.record' | 'dose.undo' | 'drawer.accept' | 'drawer.keep' | 'drawer.read' | 'emergency.declare' | 'emergency.oversee' | 'export.make' | 'facility.register' | 'family.manage' | 'fee.settle' | 'figures.read' | 'finding.note' | 'follow-up.read' | 'grant.give' | 'invoice.issue' | 'invoice.pay' | 'invoice.read' | 'issuer.manage' | 'item.manage' | 'item.read' | 'laboratory.oversee' | 'laboratory.work' | 'level.read' | 'link.send' | 'linkage.operate' | 'menu.manage' | 'money.refund' | 'money.take' | 'order.cancel' | 'order.list' | 'order.place' | 'order.read' | 'patient.match' | 'patient.merge' | 'patient.open' | 'patient.register' | 'practice.manage' | 'prescription.fill' | 'prescription.read' | 'prescription.sign' | 'presence.ask' | 'price.manage' | 'queue.keep' | 'queue.read' | 'queue.receive' | 'queue.serve' | 'reads.follow' | 'reads.search' | 'recall.declare' | 'recall.read' | 'recipient.read' | 'refund.sign' | 'register.read' | 'result.authorise' | 'result.enter' | 'result.read' | 'schedule.arrange' | 'schedule.foresee' | 'schedule.keep' | 'schedule.own' | 'schedule.read' | 'second-factor.demand' | 'session.manage' | 'session.read' | 'specimen.collect' | 'specimen.receive' | 'staff.appoint' | 'statement.import' | 'stay.read' | 'stock.keep' | 'stock.read' | 'store.compare' | 'store.keep' | 'store.manage' | 'store.read' | 'store.write-off' | 'system.watch' | 'trail.watch' | 'transfer.approve' | 'vaccine.register' | 'visit-reason.read' | 'visit.nurse' | 'visit.open' | 'visit.read' | 'visit.treat' | 'vitals.take')[]
        readonly facilityId?: string
        readonly chainId?: string
        readonly districtCell?: number
        readonly patientId?: string
        readonly secondFactor?: 'needed' | 'enrol'
        readonly workplaces: readonly {
          readonly workplaceId: string
          readonly kind: 'facility' | 'chain' | 'district' | 'nation'
          readonly facilityId?: string
          readonly chainId?: string
          readonly districtCell?: number
          readonly placeName?: string
          readonly roles: readonly ('citizen' | 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor' | 'client')[]
          readonly powers: readonly ('account.close' | 'advance.take' | 'adverse-event.read' | 'adverse-event.report' | 'appointment.change' | 'appointment.make' | 'appointment.oversee' | 'appointment.read' | 'appointment.receive' | 'appointment.treat' | 'appointment.void' | 'attendance.compare' | 'attendance.read' | 'bill.all' | 'bill.dispenses' | 'bill.tests' | 'booking.make' | 'booking.manage' | 'booking.read' | 'catalogue.manage' | 'certificate.read' | 'chain.manage' | 'changes.search' | 'charge.raise' | 'charge.read' | 'charge.waive' | 'closure.foresee' | 'closure.manage' | 'consent.manage' | 'credit.sign' | 'credit.write' | 'critical.acknowledge' | 'critical.read' | 'critical.tell' | 'day.compare' | 'day.read' | 'delivery.read' | 'department.manage' | 'dispense.prepare' | 'dispense.read' | 'doctor.read' | 'doctor.register' | 'doctor.verify' | 'document.add' | 'document.dispense' | 'document.oversee' | 'document.read' | 'document.share' | 'document.withdraw' | 'dose.correct' | 'dose.give' | 'dose.read' | 'dose.record' | 'dose.undo' | 'drawer.accept' | 'drawer.keep' | 'drawer.read' | 'emergency.declare' | 'emergency.oversee' | 'export.make' | 'facility.register' | 'family.manage' | 'fee.settle' | 'figures.read' | 'finding.note' | 'follow-up.read' | 'grant.give' | 'invoice.issue' | 'invoice.pay' | 'invoice.read' | 'issuer.manage' | 'item.manage' | 'item.read' | 'laboratory.oversee' | 'laboratory.work' | 'level.read' | 'link.send' | 'linkage.operate' | 'menu.manage' | 'money.refund' | 'money.take' | 'order.cancel' | 'order.list' | 'order.place' | 'order.read' | 'patient.match' | 'patient.merge' | 'patient.open' | 'patient.register' | 'practice.manage' | 'prescription.fill' | 'prescription.read' | 'prescription.sign' | 'presence.ask' | 'price.manage' | 'queue.keep' | 'queue.read' | 'queue.receive' | 'queue.serve' | 'reads.follow' | 'reads.search' | 'recall.declare' | 'recall.read' | 'recipient.read' | 'refund.sign' | 'register.read' | 'result.authorise' | 'result.enter' | 'result.read' | 'schedule.arrange' | 'schedule.foresee' | 'schedule.keep' | 'schedule.own' | 'schedule.read' | 'second-factor.demand' | 'session.manage' | 'session.read' | 'specimen.collect' | 'specimen.receive' | 'staff.appoint' | 'statement.import' | 'stay.read' | 'stock.keep' | 'stock.read' | 'store.compare' | 'store.keep' | 'store.manage' | 'store.read' | 'store.write-off' | 'system.watch' | 'trail.watch' | 'transfer.approve' | 'vaccine.register' | 'visit-reason.read' | 'visit.nurse' | 'visit.open' | 'visit.read' | 'visit.treat' | 'vitals.take')[]
          readonly appoints: readonly {
            readonly role: 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor'
            readonly kind: 'facility' | 'chain' | 'district' | 'nation'
          }[]
          readonly since: string
          readonly isCurrent: boolean
        }[]
      }
    }
  }
  'GET /v1/me/second-factor': {
    readonly answer: {
      readonly isDemanded: boolean
      readonly isGiven: boolean
      readonly passkeys: number
      readonly hasApp: boolean
      readonly recoveryCodesLeft: number
    }
  }
  'POST /v1/me/authenticator/setup': {
    readonly answer: {
      readonly setup: string
      readonly secret: string
      readonly uri: string
      readonly expiresInSeconds: number
    }
  }
  'PUT /v1/me/authenticator': {
    readonly body: {
      readonly setup: string
      readonly code: string
    }
    readonly answer: null
  }
  'DELETE /v1/me/authenticator': {
    readonly answer: null
  }
  'POST /v1/me/recovery-codes': {
    readonly answer: {
      readonly codes: readonly string[]
    }
  }
  'POST /v1/auth/second-factor': {
    readonly body: {
      readonly code?: string
      readonly recoveryCode?: string
    }
    readonly answer: {
      readonly accessToken: string
      readonly expiresInSeconds: number
      readonly endsInSeconds: number
      readonly account: {
        readonly id: string
        readonly name: string
        readonly roles: readonly ('citizen' | 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor' | 'client')[]
        readonly powers: readonly ('account.close' | 'advance.take' | 'adverse-event.read' | 'adverse-event.report' | 'appointment.change' | 'appointment.make' | 'appointment.oversee' | 'appointment.read' | 'appointment.receive' | 'appointment.treat' | 'appointment.void' | 'attendance.compare' | 'attendance.read' | 'bill.all' | 'bill.dispenses' | 'bill.tests' | 'booking.make' | 'booking.manage' | 'booking.read' | 'catalogue.manage' | 'certificate.read' | 'chain.manage' | 'changes.search' | 'charge.raise' | 'charge.read' | 'charge.waive' | 'closure.foresee' | 'closure.manage' | 'consent.manage' | 'credit.sign' | 'credit.write' | 'critical.acknowledge' | 'critical.read' | 'critical.tell' | 'day.compare' | 'day.read' | 'delivery.read' | 'department.manage' | 'dispense.prepare' | 'dispense.read' | 'doctor.read' | 'doctor.register' | 'doctor.verify' | 'document.add' | 'document.dispense' | 'document.oversee' | 'document.read' | 'document.share' | 'document.withdraw' | 'dose.correct' | 'dose.give' | 'dose.read' | 'dose.record' | 'dose.undo' | 'drawer.accept' | 'drawer.keep' | 'drawer.read' | 'emergency.declare' | 'emergency.oversee' | 'export.make' | 'facility.register' | 'family.manage' | 'fee.settle' | 'figures.read' | 'finding.note' | 'follow-up.read' | 'grant.give' | 'invoice.issue' | 'invoice.pay' | 'invoice.read' | 'issuer.manage' | 'item.manage' | 'item.read' | 'laboratory.oversee' | 'laboratory.work' | 'level.read' | 'link.send' | 'linkage.operate' | 'menu.manage' | 'money.refund' | 'money.take' | 'order.cancel' | 'order.list' | 'order.place' | 'order.read' | 'patient.match' | 'patient.merge' | 'patient.open' | 'patient.register' | 'practice.manage' | 'prescription.fill' | 'prescription.read' | 'prescription.sign' | 'presence.ask' | 'price.manage' | 'queue.keep' | 'queue.read' | 'queue.receive' | 'queue.serve' | 'reads.follow' | 'reads.search' | 'recall.declare' | 'recall.read' | 'recipient.read' | 'refund.sign' | 'register.read' | 'result.authorise' | 'result.enter' | 'result.read' | 'schedule.arrange' | 'schedule.foresee' | 'schedule.keep' | 'schedule.own' | 'schedule.read' | 'second-factor.demand' | 'session.manage' | 'session.read' | 'specimen.collect' | 'specimen.receive' | 'staff.appoint' | 'statement.import' | 'stay.read' | 'stock.keep' | 'stock.read' | 'store.compare' | 'store.keep' | 'store.manage' | 'store.read' | 'store.write-off' | 'system.watch' | 'trail.watch' | 'transfer.approve' | 'vaccine.register' | 'visit-reason.read' | 'visit.nurse' | 'visit.open' | 'visit.read' | 'visit.treat' | 'vitals.take')[]
        readonly facilityId?: string
        readonly chainId?: string
        readonly districtCell?: number
        readonly patientId?: string
        readonly secondFactor?: 'needed' | 'enrol'
        readonly workplaces: readonly {
          readonly workplaceId: string
          readonly kind: 'facility' | 'chain' | 'district' | 'nation'
          readonly facilityId?: string
          readonly chainId?: string
          readonly districtCell?: number
          readonly placeName?: string
          readonly roles: readonly ('citizen' | 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor' | 'client')[]
          readonly powers: readonly ('account.close' | 'advance.take' | 'adverse-event.read' | 'adverse-event.report' | 'appointment.change' | 'appointment.make' | 'appointment.oversee' | 'appointment.read' | 'appointment.receive' | 'appointment.treat' | 'appointment.void' | 'attendance.compare' | 'attendance.read' | 'bill.all' | 'bill.dispenses' | 'bill.tests' | 'booking.make' | 'booking.manage' | 'booking.read' | 'catalogue.manage' | 'certificate.read' | 'chain.manage' | 'changes.search' | 'charge.raise' | 'charge.read' | 'charge.waive' | 'closure.foresee' | 'closure.manage' | 'consent.manage' | 'credit.sign' | 'credit.write' | 'critical.acknowledge' | 'critical.read' | 'critical.tell' | 'day.compare' | 'day.read' | 'delivery.read' | 'department.manage' | 'dispense.prepare' | 'dispense.read' | 'doctor.read' | 'doctor.register' | 'doctor.verify' | 'document.add' | 'document.dispense' | 'document.oversee' | 'document.read' | 'document.share' | 'document.withdraw' | 'dose.correct' | 'dose.give' | 'dose.read' | 'dose.record' | 'dose.undo' | 'drawer.accept' | 'drawer.keep' | 'drawer.read' | 'emergency.declare' | 'emergency.oversee' | 'export.make' | 'facility.register' | 'family.manage' | 'fee.settle' | 'figures.read' | 'finding.note' | 'follow-up.read' | 'grant.give' | 'invoice.issue' | 'invoice.pay' | 'invoice.read' | 'issuer.manage' | 'item.manage' | 'item.read' | 'laboratory.oversee' | 'laboratory.work' | 'level.read' | 'link.send' | 'linkage.operate' | 'menu.manage' | 'money.refund' | 'money.take' | 'order.cancel' | 'order.list' | 'order.place' | 'order.read' | 'patient.match' | 'patient.merge' | 'patient.open' | 'patient.register' | 'practice.manage' | 'prescription.fill' | 'prescription.read' | 'prescription.sign' | 'presence.ask' | 'price.manage' | 'queue.keep' | 'queue.read' | 'queue.receive' | 'queue.serve' | 'reads.follow' | 'reads.search' | 'recall.declare' | 'recall.read' | 'recipient.read' | 'refund.sign' | 'register.read' | 'result.authorise' | 'result.enter' | 'result.read' | 'schedule.arrange' | 'schedule.foresee' | 'schedule.keep' | 'schedule.own' | 'schedule.read' | 'second-factor.demand' | 'session.manage' | 'session.read' | 'specimen.collect' | 'specimen.receive' | 'staff.appoint' | 'statement.import' | 'stay.read' | 'stock.keep' | 'stock.read' | 'store.compare' | 'store.keep' | 'store.manage' | 'store.read' | 'store.write-off' | 'system.watch' | 'trail.watch' | 'transfer.approve' | 'vaccine.register' | 'visit-reason.read' | 'visit.nurse' | 'visit.open' | 'visit.read' | 'visit.treat' | 'vitals.take')[]
          readonly appoints: readonly {
            readonly role: 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor'
            readonly kind: 'facility' | 'chain' | 'district' | 'nation'
          }[]
          readonly since: string
          readonly isCurrent: boolean
        }[]
      }
    }
  }
  'POST /v1/auth/second-factor/challenge': {
    readonly answer: {
      readonly challenge: string
      readonly rpId: string
      readonly timeout: number
      readonly userVerification: 'required'
      readonly allowCredentials: readonly {
        readonly id: string
        readonly type: string
        readonly transports: readonly ('ble' | 'cable' | 'hybrid' | 'internal' | 'nfc' | 'smart-card' | 'usb')[]
      }[]
    }
  }
  'POST /v1/auth/second-factor/passkey': {
    readonly body: {
      readonly credentialId: string
      readonly clientData: string
      readonly authenticatorData: string
      readonly signature: string
    }
    readonly answer: {
      readonly accessToken: string
      readonly expiresInSeconds: number
      readonly endsInSeconds: number
      readonly account: {
        readonly id: string
        readonly name: string
        readonly roles: readonly ('citizen' | 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor' | 'client')[]
        readonly powers: readonly ('account.close' | 'advance.take' | 'adverse-event.read' | 'adverse-event.report' | 'appointment.change' | 'appointment.make' | 'appointment.oversee' | 'appointment.read' | 'appointment.receive' | 'appointment.treat' | 'appointment.void' | 'attendance.compare' | 'attendance.read' | 'bill.all' | 'bill.dispenses' | 'bill.tests' | 'booking.make' | 'booking.manage' | 'booking.read' | 'catalogue.manage' | 'certificate.read' | 'chain.manage' | 'changes.search' | 'charge.raise' | 'charge.read' | 'charge.waive' | 'closure.foresee' | 'closure.manage' | 'consent.manage' | 'credit.sign' | 'credit.write' | 'critical.acknowledge' | 'critical.read' | 'critical.tell' | 'day.compare' | 'day.read' | 'delivery.read' | 'department.manage' | 'dispense.prepare' | 'dispense.read' | 'doctor.read' | 'doctor.register' | 'doctor.verify' | 'document.add' | 'document.dispense' | 'document.oversee' | 'document.read' | 'document.share' | 'document.withdraw' | 'dose.correct' | 'dose.give' | 'dose.read' | 'dose.record' | 'dose.undo' | 'drawer.accept' | 'drawer.keep' | 'drawer.read' | 'emergency.declare' | 'emergency.oversee' | 'export.make' | 'facility.register' | 'family.manage' | 'fee.settle' | 'figures.read' | 'finding.note' | 'follow-up.read' | 'grant.give' | 'invoice.issue' | 'invoice.pay' | 'invoice.read' | 'issuer.manage' | 'item.manage' | 'item.read' | 'laboratory.oversee' | 'laboratory.work' | 'level.read' | 'link.send' | 'linkage.operate' | 'menu.manage' | 'money.refund' | 'money.take' | 'order.cancel' | 'order.list' | 'order.place' | 'order.read' | 'patient.match' | 'patient.merge' | 'patient.open' | 'patient.register' | 'practice.manage' | 'prescription.fill' | 'prescription.read' | 'prescription.sign' | 'presence.ask' | 'price.manage' | 'queue.keep' | 'queue.read' | 'queue.receive' | 'queue.serve' | 'reads.follow' | 'reads.search' | 'recall.declare' | 'recall.read' | 'recipient.read' | 'refund.sign' | 'register.read' | 'result.authorise' | 'result.enter' | 'result.read' | 'schedule.arrange' | 'schedule.foresee' | 'schedule.keep' | 'schedule.own' | 'schedule.read' | 'second-factor.demand' | 'session.manage' | 'session.read' | 'specimen.collect' | 'specimen.receive' | 'staff.appoint' | 'statement.import' | 'stay.read' | 'stock.keep' | 'stock.read' | 'store.compare' | 'store.keep' | 'store.manage' | 'store.read' | 'store.write-off' | 'system.watch' | 'trail.watch' | 'transfer.approve' | 'vaccine.register' | 'visit-reason.read' | 'visit.nurse' | 'visit.open' | 'visit.read' | 'visit.treat' | 'vitals.take')[]
        readonly facilityId?: string
        readonly chainId?: string
        readonly districtCell?: number
        readonly patientId?: string
        readonly secondFactor?: 'needed' | 'enrol'
        readonly workplaces: readonly {
          readonly workplaceId: string
          readonly kind: 'facility' | 'chain' | 'district' | 'nation'
          readonly facilityId?: string
          readonly chainId?: string
          readonly districtCell?: number
          readonly placeName?: string
          readonly roles: readonly ('citizen' | 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor' | 'client')[]
          readonly powers: readonly ('account.close' | 'advance.take' | 'adverse-event.read' | 'adverse-event.report' | 'appointment.change' | 'appointment.make' | 'appointment.oversee' | 'appointment.read' | 'appointment.receive' | 'appointment.treat' | 'appointment.void' | 'attendance.compare' | 'attendance.read' | 'bill.all' | 'bill.dispenses' | 'bill.tests' | 'booking.make' | 'booking.manage' | 'booking.read' | 'catalogue.manage' | 'certificate.read' | 'chain.manage' | 'changes.search' | 'charge.raise' | 'charge.read' | 'charge.waive' | 'closure.foresee' | 'closure.manage' | 'consent.manage' | 'credit.sign' | 'credit.write' | 'critical.acknowledge' | 'critical.read' | 'critical.tell' | 'day.compare' | 'day.read' | 'delivery.read' | 'department.manage' | 'dispense.prepare' | 'dispense.read' | 'doctor.read' | 'doctor.register' | 'doctor.verify' | 'document.add' | 'document.dispense' | 'document.oversee' | 'document.read' | 'document.share' | 'document.withdraw' | 'dose.correct' | 'dose.give' | 'dose.read' | 'dose.record' | 'dose.undo' | 'drawer.accept' | 'drawer.keep' | 'drawer.read' | 'emergency.declare' | 'emergency.oversee' | 'export.make' | 'facility.register' | 'family.manage' | 'fee.settle' | 'figures.read' | 'finding.note' | 'follow-up.read' | 'grant.give' | 'invoice.issue' | 'invoice.pay' | 'invoice.read' | 'issuer.manage' | 'item.manage' | 'item.read' | 'laboratory.oversee' | 'laboratory.work' | 'level.read' | 'link.send' | 'linkage.operate' | 'menu.manage' | 'money.refund' | 'money.take' | 'order.cancel' | 'order.list' | 'order.place' | 'order.read' | 'patient.match' | 'patient.merge' | 'patient.open' | 'patient.register' | 'practice.manage' | 'prescription.fill' | 'prescription.read' | 'prescription.sign' | 'presence.ask' | 'price.manage' | 'queue.keep' | 'queue.read' | 'queue.receive' | 'queue.serve' | 'reads.follow' | 'reads.search' | 'recall.declare' | 'recall.read' | 'recipient.read' | 'refund.sign' | 'register.read' | 'result.authorise' | 'result.enter' | 'result.read' | 'schedule.arrange' | 'schedule.foresee' | 'schedule.keep' | 'schedule.own' | 'schedule.read' | 'second-factor.demand' | 'session.manage' | 'session.read' | 'specimen.collect' | 'specimen.receive' | 'staff.appoint' | 'statement.import' | 'stay.read' | 'stock.keep' | 'stock.read' | 'store.compare' | 'store.keep' | 'store.manage' | 'store.read' | 'store.write-off' | 'system.watch' | 'trail.watch' | 'transfer.approve' | 'vaccine.register' | 'visit-reason.read' | 'visit.nurse' | 'visit.open' | 'visit.read' | 'visit.treat' | 'vitals.take')[]
          readonly appoints: readonly {
            readonly role: 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor'
            readonly kind: 'facility' | 'chain' | 'district' | 'nation'
          }[]
          readonly since: string
          readonly isCurrent: boolean
        }[]
      }
    }
  }
  'GET /v1/staff/second-factor': {
    readonly answer: {
      readonly roles: readonly ('doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor')[]
    }
  }
  'PUT /v1/staff/second-factor': {
    readonly body: {
      readonly roles: readonly ('doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor')[]
    }
    readonly answer: {
      readonly roles: readonly ('doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor')[]
    }
  }
  'POST /v1/staff/{accountId}/second-factor/reset': {
    readonly path: {
      readonly accountId: string
    }
    readonly answer: null
  }
  'GET /v1/auth/oidc': {
    readonly answer: {
      readonly name?: string
    }
  }
  'POST /v1/auth/oidc': {
    readonly answer: {
      readonly accessToken: string
      readonly refreshToken?: string
      readonly expiresInSeconds: number
      readonly endsInSeconds: number
      readonly account: {
        readonly id: string
        readonly name: string
        readonly roles: readonly ('citizen' | 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor' | 'client')[]
        readonly powers: readonly ('account.close' | 'advance.take' | 'adverse-event.read' | 'adverse-event.report' | 'appointment.change' | 'appointment.make' | 'appointment.oversee' | 'appointment.read' | 'appointment.receive' | 'appointment.treat' | 'appointment.void' | 'attendance.compare' | 'attendance.read' | 'bill.all' | 'bill.dispenses' | 'bill.tests' | 'booking.make' | 'booking.manage' | 'booking.read' | 'catalogue.manage' | 'certificate.read' | 'chain.manage' | 'changes.search' | 'charge.raise' | 'charge.read' | 'charge.waive' | 'closure.foresee' | 'closure.manage' | 'consent.manage' | 'credit.sign' | 'credit.write' | 'critical.acknowledge' | 'critical.read' | 'critical.tell' | 'day.compare' | 'day.read' | 'delivery.read' | 'department.manage' | 'dispense.prepare' | 'dispense.read' | 'doctor.read' | 'doctor.register' | 'doctor.verify' | 'document.add' | 'document.dispense' | 'document.oversee' | 'document.read' | 'document.share' | 'document.withdraw' | 'dose.correct' | 'dose.give' | 'dose.read' | 'dose.record' | 'dose.undo' | 'drawer.accept' | 'drawer.keep' | 'drawer.read' | 'emergency.declare' | 'emergency.oversee' | 'export.make' | 'facility.register' | 'family.manage' | 'fee.settle' | 'figures.read' | 'finding.note' | 'follow-up.read' | 'grant.give' | 'invoice.issue' | 'invoice.pay' | 'invoice.read' | 'issuer.manage' | 'item.manage' | 'item.read' | 'laboratory.oversee' | 'laboratory.work' | 'level.read' | 'link.send' | 'linkage.operate' | 'menu.manage' | 'money.refund' | 'money.take' | 'order.cancel' | 'order.list' | 'order.place' | 'order.read' | 'patient.match' | 'patient.merge' | 'patient.open' | 'patient.register' | 'practice.manage' | 'prescription.fill' | 'prescription.read' | 'prescription.sign' | 'presence.ask' | 'price.manage' | 'queue.keep' | 'queue.read' | 'queue.receive' | 'queue.serve' | 'reads.follow' | 'reads.search' | 'recall.declare' | 'recall.read' | 'recipient.read' | 'refund.sign' | 'register.read' | 'result.authorise' | 'result.enter' | 'result.read' | 'schedule.arrange' | 'schedule.foresee' | 'schedule.keep' | 'schedule.own' | 'schedule.read' | 'second-factor.demand' | 'session.manage' | 'session.read' | 'specimen.collect' | 'specimen.receive' | 'staff.appoint' | 'statement.import' | 'stay.read' | 'stock.keep' | 'stock.read' | 'store.compare' | 'store.keep' | 'store.manage' | 'store.read' | 'store.write-off' | 'system.watch' | 'trail.watch' | 'transfer.approve' | 'vaccine.register' | 'visit-reason.read' | 'visit.nurse' | 'visit.open' | 'visit.read' | 'visit.treat' | 'vitals.take')[]
        readonly facilityId?: string
        readonly chainId?: string
        readonly districtCell?: number
        readonly patientId?: string
        readonly secondFactor?: 'needed' | 'enrol'
        readonly workplaces: readonly {
          readonly workplaceId: string
          readonly kind: 'facility' | 'chain' | 'district' | 'nation'
          readonly facilityId?: string
          readonly chainId?: string
          readonly districtCell?: number
          readonly placeName?: string
          readonly roles: readonly ('citizen' | 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor' | 'client')[]
          readonly powers: readonly ('account.close' | 'advance.take' | 'adverse-event.read' | 'adverse-event.report' | 'appointment.change' | 'appointment.make' | 'appointment.oversee' | 'appointment.read' | 'appointment.receive' | 'appointment.treat' | 'appointment.void' | 'attendance.compare' | 'attendance.read' | 'bill.all' | 'bill.dispenses' | 'bill.tests' | 'booking.make' | 'booking.manage' | 'booking.read' | 'catalogue.manage' | 'certificate.read' | 'chain.manage' | 'changes.search' | 'charge.raise' | 'charge.read' | 'charge.waive' | 'closure.foresee' | 'closure.manage' | 'consent.manage' | 'credit.sign' | 'credit.write' | 'critical.acknowledge' | 'critical.read' | 'critical.tell' | 'day.compare' | 'day.read' | 'delivery.read' | 'department.manage' | 'dispense.prepare' | 'dispense.read' | 'doctor.read' | 'doctor.register' | 'doctor.verify' | 'document.add' | 'document.dispense' | 'document.oversee' | 'document.read' | 'document.share' | 'document.withdraw' | 'dose.correct' | 'dose.give' | 'dose.read' | 'dose.record' | 'dose.undo' | 'drawer.accept' | 'drawer.keep' | 'drawer.read' | 'emergency.declare' | 'emergency.oversee' | 'export.make' | 'facility.register' | 'family.manage' | 'fee.settle' | 'figures.read' | 'finding.note' | 'follow-up.read' | 'grant.give' | 'invoice.issue' | 'invoice.pay' | 'invoice.read' | 'issuer.manage' | 'item.manage' | 'item.read' | 'laboratory.oversee' | 'laboratory.work' | 'level.read' | 'link.send' | 'linkage.operate' | 'menu.manage' | 'money.refund' | 'money.take' | 'order.cancel' | 'order.list' | 'order.place' | 'order.read' | 'patient.match' | 'patient.merge' | 'patient.open' | 'patient.register' | 'practice.manage' | 'prescription.fill' | 'prescription.read' | 'prescription.sign' | 'presence.ask' | 'price.manage' | 'queue.keep' | 'queue.read' | 'queue.receive' | 'queue.serve' | 'reads.follow' | 'reads.search' | 'recall.declare' | 'recall.read' | 'recipient.read' | 'refund.sign' | 'register.read' | 'result.authorise' | 'result.enter' | 'result.read' | 'schedule.arrange' | 'schedule.foresee' | 'schedule.keep' | 'schedule.own' | 'schedule.read' | 'second-factor.demand' | 'session.manage' | 'session.read' | 'specimen.collect' | 'specimen.receive' | 'staff.appoint' | 'statement.import' | 'stay.read' | 'stock.keep' | 'stock.read' | 'store.compare' | 'store.keep' | 'store.manage' | 'store.read' | 'store.write-off' | 'system.watch' | 'trail.watch' | 'transfer.approve' | 'vaccine.register' | 'visit-reason.read' | 'visit.nurse' | 'visit.open' | 'visit.read' | 'visit.treat' | 'vitals.take')[]
          readonly appoints: readonly {
            readonly role: 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor'
            readonly kind: 'facility' | 'chain' | 'district' | 'nation'
          }[]
          readonly since: string
          readonly isCurrent: boolean
        }[]
      }
    }
  }
  'POST /v1/me/outside-accounts': {
    readonly answer: {
      readonly outsideAccountId: string
      readonly issuer: string
      readonly boundAt: string
    }
  }
  'GET /v1/me/outside-accounts': {
    readonly answer: {
      readonly items: readonly {
        readonly outsideAccountId: string
        readonly issuer: string
        readonly boundAt: string
      }[]
    }
  }
  'DELETE /v1/me/outside-accounts/{outsideAccountId}': {
    readonly path: {
      readonly outsideAccountId: string
    }
    readonly answer: null
  }
  'GET /v1/me/workplaces': {
    readonly answer: {
      readonly items: readonly {
        readonly workplaceId: string
        readonly kind: 'facility' | 'chain' | 'district' | 'nation'
        readonly facilityId?: string
        readonly chainId?: string
        readonly districtCell?: number
        readonly placeName?: string
        readonly roles: readonly ('citizen' | 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor' | 'client')[]
        readonly powers: readonly ('account.close' | 'advance.take' | 'adverse-event.read' | 'adverse-event.report' | 'appointment.change' | 'appointment.make' | 'appointment.oversee' | 'appointment.read' | 'appointment.receive' | 'appointment.treat' | 'appointment.void' | 'attendance.compare' | 'attendance.read' | 'bill.all' | 'bill.dispenses' | 'bill.tests' | 'booking.make' | 'booking.manage' | 'booking.read' | 'catalogue.manage' | 'certificate.read' | 'chain.manage' | 'changes.search' | 'charge.raise' | 'charge.read' | 'charge.waive' | 'closure.foresee' | 'closure.manage' | 'consent.manage' | 'credit.sign' | 'credit.write' | 'critical.acknowledge' | 'critical.read' | 'critical.tell' | 'day.compare' | 'day.read' | 'delivery.read' | 'department.manage' | 'dispense.prepare' | 'dispense.read' | 'doctor.read' | 'doctor.register' | 'doctor.verify' | 'document.add' | 'document.dispense' | 'document.oversee' | 'document.read' | 'document.share' | 'document.withdraw' | 'dose.correct' | 'dose.give' | 'dose.read' | 'dose.record' | 'dose.undo' | 'drawer.accept' | 'drawer.keep' | 'drawer.read' | 'emergency.declare' | 'emergency.oversee' | 'export.make' | 'facility.register' | 'family.manage' | 'fee.settle' | 'figures.read' | 'finding.note' | 'follow-up.read' | 'grant.give' | 'invoice.issue' | 'invoice.pay' | 'invoice.read' | 'issuer.manage' | 'item.manage' | 'item.read' | 'laboratory.oversee' | 'laboratory.work' | 'level.read' | 'link.send' | 'linkage.operate' | 'menu.manage' | 'money.refund' | 'money.take' | 'order.cancel' | 'order.list' | 'order.place' | 'order.read' | 'patient.match' | 'patient.merge' | 'patient.open' | 'patient.register' | 'practice.manage' | 'prescription.fill' | 'prescription.read' | 'prescription.sign' | 'presence.ask' | 'price.manage' | 'queue.keep' | 'queue.read' | 'queue.receive' | 'queue.serve' | 'reads.follow' | 'reads.search' | 'recall.declare' | 'recall.read' | 'recipient.read' | 'refund.sign' | 'register.read' | 'result.authorise' | 'result.enter' | 'result.read' | 'schedule.arrange' | 'schedule.foresee' | 'schedule.keep' | 'schedule.own' | 'schedule.read' | 'second-factor.demand' | 'session.manage' | 'session.read' | 'specimen.collect' | 'specimen.receive' | 'staff.appoint' | 'statement.import' | 'stay.read' | 'stock.keep' | 'stock.read' | 'store.compare' | 'store.keep' | 'store.manage' | 'store.read' | 'store.write-off' | 'system.watch' | 'trail.watch' | 'transfer.approve' | 'vaccine.register' | 'visit-reason.read' | 'visit.nurse' | 'visit.open' | 'visit.read' | 'visit.treat' | 'vitals.take')[]
        readonly appoints: readonly {
          readonly role: 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor'
          readonly kind: 'facility' | 'chain' | 'district' | 'nation'
        }[]
        readonly since: string
        readonly isCurrent: boolean
      }[]
    }
  }
  'POST /v1/auth/workplace': {
    readonly body: {
      readonly workplaceId: string
    }
    readonly answer: {
      readonly accessToken: string
      readonly expiresInSeconds: number
      readonly endsInSeconds: number
      readonly account: {
        readonly id: string
        readonly name: string
        readonly roles: readonly ('citizen' | 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor' | 'client')[]
        readonly powers: readonly ('account.close' | 'advance.take' | 'adverse-event.read' | 'adverse-event.report' | 'appointment.change' | 'appointment.make' | 'appointment.oversee' | 'appointment.read' | 'appointment.receive' | 'appointment.treat' | 'appointment.void' | 'attendance.compare' | 'attendance.read' | 'bill.all' | 'bill.dispenses' | 'bill.tests' | 'booking.make' | 'booking.manage' | 'booking.read' | 'catalogue.manage' | 'certificate.read' | 'chain.manage' | 'changes.search' | 'charge.raise' | 'charge.read' | 'charge.waive' | 'closure.foresee' | 'closure.manage' | 'consent.manage' | 'credit.sign' | 'credit.write' | 'critical.acknowledge' | 'critical.read' | 'critical.tell' | 'day.compare' | 'day.read' | 'delivery.read' | 'department.manage' | 'dispense.prepare' | 'dispense.read' | 'doctor.read' | 'doctor.register' | 'doctor.verify' | 'document.add' | 'document.dispense' | 'document.oversee' | 'document.read' | 'document.share' | 'document.withdraw' | 'dose.correct' | 'dose.give' | 'dose.read' | 'dose.record' | 'dose.undo' | 'drawer.accept' | 'drawer.keep' | 'drawer.read' | 'emergency.declare' | 'emergency.oversee' | 'export.make' | 'facility.register' | 'family.manage' | 'fee.settle' | 'figures.read' | 'finding.note' | 'follow-up.read' | 'grant.give' | 'invoice.issue' | 'invoice.pay' | 'invoice.read' | 'issuer.manage' | 'item.manage' | 'item.read' | 'laboratory.oversee' | 'laboratory.work' | 'level.read' | 'link.send' | 'linkage.operate' | 'menu.manage' | 'money.refund' | 'money.take' | 'order.cancel' | 'order.list' | 'order.place' | 'order.read' | 'patient.match' | 'patient.merge' | 'patient.open' | 'patient.register' | 'practice.manage' | 'prescription.fill' | 'prescription.read' | 'prescription.sign' | 'presence.ask' | 'price.manage' | 'queue.keep' | 'queue.read' | 'queue.receive' | 'queue.serve' | 'reads.follow' | 'reads.search' | 'recall.declare' | 'recall.read' | 'recipient.read' | 'refund.sign' | 'register.read' | 'result.authorise' | 'result.enter' | 'result.read' | 'schedule.arrange' | 'schedule.foresee' | 'schedule.keep' | 'schedule.own' | 'schedule.read' | 'second-factor.demand' | 'session.manage' | 'session.read' | 'specimen.collect' | 'specimen.receive' | 'staff.appoint' | 'statement.import' | 'stay.read' | 'stock.keep' | 'stock.read' | 'store.compare' | 'store.keep' | 'store.manage' | 'store.read' | 'store.write-off' | 'system.watch' | 'trail.watch' | 'transfer.approve' | 'vaccine.register' | 'visit-reason.read' | 'visit.nurse' | 'visit.open' | 'visit.read' | 'visit.treat' | 'vitals.take')[]
        readonly facilityId?: string
        readonly chainId?: string
        readonly districtCell?: number
        readonly patientId?: string
        readonly secondFactor?: 'needed' | 'enrol'
        readonly workplaces: readonly {
          readonly workplaceId: string
          readonly kind: 'facility' | 'chain' | 'district' | 'nation'
          readonly facilityId?: string
          readonly chainId?: string
          readonly districtCell?: number
          readonly placeName?: string
          readonly roles: readonly ('citizen' | 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor' | 'client')[]
          readonly powers: readonly ('account.close' | 'advance.take' | 'adverse-event.read' | 'adverse-event.report' | 'appointment.change' | 'appointment.make' | 'appointment.oversee' | 'appointment.read' | 'appointment.receive' | 'appointment.treat' | 'appointment.void' | 'attendance.compare' | 'attendance.read' | 'bill.all' | 'bill.dispenses' | 'bill.tests' | 'booking.make' | 'booking.manage' | 'booking.read' | 'catalogue.manage' | 'certificate.read' | 'chain.manage' | 'changes.search' | 'charge.raise' | 'charge.read' | 'charge.waive' | 'closure.foresee' | 'closure.manage' | 'consent.manage' | 'credit.sign' | 'credit.write' | 'critical.acknowledge' | 'critical.read' | 'critical.tell' | 'day.compare' | 'day.read' | 'delivery.read' | 'department.manage' | 'dispense.prepare' | 'dispense.read' | 'doctor.read' | 'doctor.register' | 'doctor.verify' | 'document.add' | 'document.dispense' | 'document.oversee' | 'document.read' | 'document.share' | 'document.withdraw' | 'dose.correct' | 'dose.give' | 'dose.read' | 'dose.record' | 'dose.undo' | 'drawer.accept' | 'drawer.keep' | 'drawer.read' | 'emergency.declare' | 'emergency.oversee' | 'export.make' | 'facility.register' | 'family.manage' | 'fee.settle' | 'figures.read' | 'finding.note' | 'follow-up.read' | 'grant.give' | 'invoice.issue' | 'invoice.pay' | 'invoice.read' | 'issuer.manage' | 'item.manage' | 'item.read' | 'laboratory.oversee' | 'laboratory.work' | 'level.read' | 'link.send' | 'linkage.operate' | 'menu.manage' | 'money.refund' | 'money.take' | 'order.cancel' | 'order.list' | 'order.place' | 'order.read' | 'patient.match' | 'patient.merge' | 'patient.open' | 'patient.register' | 'practice.manage' | 'prescription.fill' | 'prescription.read' | 'prescription.sign' | 'presence.ask' | 'price.manage' | 'queue.keep' | 'queue.read' | 'queue.receive' | 'queue.serve' | 'reads.follow' | 'reads.search' | 'recall.declare' | 'recall.read' | 'recipient.read' | 'refund.sign' | 'register.read' | 'result.authorise' | 'result.enter' | 'result.read' | 'schedule.arrange' | 'schedule.foresee' | 'schedule.keep' | 'schedule.own' | 'schedule.read' | 'second-factor.demand' | 'session.manage' | 'session.read' | 'specimen.collect' | 'specimen.receive' | 'staff.appoint' | 'statement.import' | 'stay.read' | 'stock.keep' | 'stock.read' | 'store.compare' | 'store.keep' | 'store.manage' | 'store.read' | 'store.write-off' | 'system.watch' | 'trail.watch' | 'transfer.approve' | 'vaccine.register' | 'visit-reason.read' | 'visit.nurse' | 'visit.open' | 'visit.read' | 'visit.treat' | 'vitals.take')[]
          readonly appoints: readonly {
            readonly role: 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor'
            readonly kind: 'facility' | 'chain' | 'district' | 'nation'
          }[]
          readonly since: string
          readonly isCurrent: boolean
        }[]
      }
    }
  }
  'GET /v1/staff': {
    readonly query?: {
      readonly facility?: string | undefined
      readonly district?: number | undefined
      readonly q?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly workplaceId: string
        readonly accountId: string
        readonly name: string
        readonly phoneLast4: string
        readonly roles: readonly ('doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor')[]
        readonly facilityId?: string
        readonly chainId?: string
        readonly districtCell?: number
        readonly isActive: boolean
        readonly needsSecondFactor: boolean
      }[]
      readonly nextCursor?: string
    }
  }
  'POST /v1/staff': {
    readonly body: {
      readonly phone: string
      readonly name: string
      readonly roles: readonly ('doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor')[]
      readonly facilityId?: string
      readonly chainId?: string
      readonly districtCell?: number
    }
    readonly answer: {
      readonly offerId: string
      readonly expiresAt: string
    }
  }
  'POST /v1/staff/{accountId}/deactivation': {
    readonly path: {
      readonly accountId: string
    }
    readonly body: {
      readonly workplaceId?: string
    }
    readonly answer: null
  }
  'GET /v1/staff/offers': {
    readonly query?: {
      readonly facility?: string | undefined
      readonly district?: number | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly offerId: string
        readonly facilityId?: string
        readonly chainId?: string
        readonly districtCell?: number
        readonly placeName?: string
        readonly roles: readonly ('doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor')[]
        readonly offeredAt: string
        readonly expiresAt: string
        readonly name: string
        readonly phoneLast4: string
        readonly hasExpired: boolean
      }[]
      readonly nextCursor?: string
    }
  }
  'POST /v1/staff/offers/{offerId}/withdrawal': {
    readonly path: {
      readonly offerId: string
    }
    readonly answer: null
  }
  'GET /v1/me/offers': {
    readonly answer: {
      readonly items: readonly {
        readonly offerId: string
        readonly facilityId?: string
        readonly chainId?: string
        readonly districtCell?: number
        readonly placeName?: string
        readonly roles: readonly ('doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor')[]
        readonly offeredAt: string
        readonly expiresAt: string
      }[]
    }
  }
  'POST /v1/me/offers/{offerId}/acceptance': {
    readonly path: {
      readonly offerId: string
    }
    readonly body: {
      readonly otp: string
    }
    readonly answer: {
      readonly workplaceId: string
    }
  }
  'POST /v1/me/offers/{offerId}/refusal': {
    readonly path: {
      readonly offerId: string
    }
    readonly answer: null
  }
  'POST /v1/patients/{patientId}/presence-codes': {
    readonly path: {
      readonly patientId: string
    }
    readonly answer: {
      readonly expiresAt: string
      readonly expiresInSeconds: number
      readonly resendAfterSeconds: number
    }
  }
  'GET /v1/doctors': {
    readonly query?: {
      readonly speciality?: 'general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine' | undefined
      readonly facility?: string | undefined
      readonly pin?: string | undefined
      readonly language?: 'en' | 'hi' | 'as' | 'bn' | 'brx' | 'doi' | 'gu' | 'kn' | 'kok' | 'ks' | 'mai' | 'ml' | 'mni' | 'mr' | 'ne' | 'or' | 'pa' | 'sa' | 'sat' | 'sd' | 'ta' | 'te' | 'ur' | undefined
      readonly gender?: 'female' | 'male' | 'other' | undefined
      readonly q?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly doctorId: string
        readonly name: string
        readonly gender: 'female' | 'male' | 'other'
        readonly council: 'NMC' | 'AN' | 'AP' | 'AR' | 'AS' | 'BR' | 'CG' | 'CH' | 'DH' | 'DL' | 'GA' | 'GJ' | 'HP' | 'HR' | 'JH' | 'JK' | 'KA' | 'KL' | 'LA' | 'LD' | 'MH' | 'ML' | 'MN' | 'MP' | 'MZ' | 'NL' | 'OD' | 'PB' | 'PY' | 'RJ' | 'SK' | 'TN' | 'TR' | 'TS' | 'UK' | 'UP' | 'WB'
        readonly registrationNo: string
        readonly qualifications: readonly string[]
        readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
        readonly languages: readonly ('en' | 'hi' | 'as' | 'bn' | 'brx' | 'doi' | 'gu' | 'kn' | 'kok' | 'ks' | 'mai' | 'ml' | 'mni' | 'mr' | 'ne' | 'or' | 'pa' | 'sa' | 'sat' | 'sd' | 'ta' | 'te' | 'ur')[]
        readonly practices: readonly {
          readonly facilityId: string
          readonly name: string
          readonly address: string
          readonly pin: string
          readonly district: string
          readonly state: string
          readonly department?: string
          readonly room?: string
          readonly feePaise: number
          readonly revisitFeePaise: number
          readonly revisitDays: number
          readonly opensDays: number
        }[]
        readonly nextOn?: string
      }[]
      readonly nextCursor?: string
    }
  }
  'POST /v1/doctors': {
    readonly body: {
      readonly facilityId: string
      readonly name: string
      readonly gender: 'female' | 'male' | 'other'
      readonly qualifications: readonly string[]
      readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly languages: readonly ('en' | 'hi' | 'as' | 'bn' | 'brx' | 'doi' | 'gu' | 'kn' | 'kok' | 'ks' | 'mai' | 'ml' | 'mni' | 'mr' | 'ne' | 'or' | 'pa' | 'sa' | 'sat' | 'sd' | 'ta' | 'te' | 'ur')[]
      readonly council: 'NMC' | 'AN' | 'AP' | 'AR' | 'AS' | 'BR' | 'CG' | 'CH' | 'DH' | 'DL' | 'GA' | 'GJ' | 'HP' | 'HR' | 'JH' | 'JK' | 'KA' | 'KL' | 'LA' | 'LD' | 'MH' | 'ML' | 'MN' | 'MP' | 'MZ' | 'NL' | 'OD' | 'PB' | 'PY' | 'RJ' | 'SK' | 'TN' | 'TR' | 'TS' | 'UK' | 'UP' | 'WB'
      readonly registrationNo: string
      readonly accountId?: string
    }
    readonly answer: {
      readonly doctorId: string
      readonly name: string
      readonly gender: 'female' | 'male' | 'other'
      readonly council: 'NMC' | 'AN' | 'AP' | 'AR' | 'AS' | 'BR' | 'CG' | 'CH' | 'DH' | 'DL' | 'GA' | 'GJ' | 'HP' | 'HR' | 'JH' | 'JK' | 'KA' | 'KL' | 'LA' | 'LD' | 'MH' | 'ML' | 'MN' | 'MP' | 'MZ' | 'NL' | 'OD' | 'PB' | 'PY' | 'RJ' | 'SK' | 'TN' | 'TR' | 'TS' | 'UK' | 'UP' | 'WB'
      readonly registrationNo: string
      readonly qualifications: readonly string[]
      readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly languages: readonly ('en' | 'hi' | 'as' | 'bn' | 'brx' | 'doi' | 'gu' | 'kn' | 'kok' | 'ks' | 'mai' | 'ml' | 'mni' | 'mr' | 'ne' | 'or' | 'pa' | 'sa' | 'sat' | 'sd' | 'ta' | 'te' | 'ur')[]
      readonly status: 'draft' | 'verified' | 'suspended' | 'ended'
      readonly accountId?: string
      readonly version: number
      readonly facilityId: string
      readonly statusReason?: string
      readonly verifiedAt?: string
      readonly verifiedSeeing?: 'register' | 'certificate'
    }
  }
  'GET /v1/doctors/{doctorId}': {
    readonly path: {
      readonly doctorId: string
    }
    readonly answer: {
      readonly doctorId: string
      readonly name: string
      readonly gender: 'female' | 'male' | 'other'
      readonly council: 'NMC' | 'AN' | 'AP' | 'AR' | 'AS' | 'BR' | 'CG' | 'CH' | 'DH' | 'DL' | 'GA' | 'GJ' | 'HP' | 'HR' | 'JH' | 'JK' | 'KA' | 'KL' | 'LA' | 'LD' | 'MH' | 'ML' | 'MN' | 'MP' | 'MZ' | 'NL' | 'OD' | 'PB' | 'PY' | 'RJ' | 'SK' | 'TN' | 'TR' | 'TS' | 'UK' | 'UP' | 'WB'
      readonly registrationNo: string
      readonly qualifications: readonly string[]
      readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly languages: readonly ('en' | 'hi' | 'as' | 'bn' | 'brx' | 'doi' | 'gu' | 'kn' | 'kok' | 'ks' | 'mai' | 'ml' | 'mni' | 'mr' | 'ne' | 'or' | 'pa' | 'sa' | 'sat' | 'sd' | 'ta' | 'te' | 'ur')[]
      readonly practices: readonly {
        readonly facilityId: string
        readonly name: string
        readonly address: string
        readonly pin: string
        readonly district: string
        readonly state: string
        readonly department?: string
        readonly room?: string
        readonly feePaise: number
        readonly revisitFeePaise: number
        readonly revisitDays: number
        readonly opensDays: number
      }[]
      readonly nextOn?: string
    }
  }
  'PATCH /v1/doctors/{doctorId}': {
    readonly path: {
      readonly doctorId: string
    }
    readonly ifMatch?: string
    readonly body: {
      readonly name?: string
      readonly gender?: 'female' | 'male' | 'other'
      readonly qualifications?: readonly string[]
      readonly specialities?: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly languages?: readonly ('en' | 'hi' | 'as' | 'bn' | 'brx' | 'doi' | 'gu' | 'kn' | 'kok' | 'ks' | 'mai' | 'ml' | 'mni' | 'mr' | 'ne' | 'or' | 'pa' | 'sa' | 'sat' | 'sd' | 'ta' | 'te' | 'ur')[]
      readonly accountId?: string | null
    }
    readonly answer: {
      readonly doctorId: string
      readonly name: string
      readonly gender: 'female' | 'male' | 'other'
      readonly council: 'NMC' | 'AN' | 'AP' | 'AR' | 'AS' | 'BR' | 'CG' | 'CH' | 'DH' | 'DL' | 'GA' | 'GJ' | 'HP' | 'HR' | 'JH' | 'JK' | 'KA' | 'KL' | 'LA' | 'LD' | 'MH' | 'ML' | 'MN' | 'MP' | 'MZ' | 'NL' | 'OD' | 'PB' | 'PY' | 'RJ' | 'SK' | 'TN' | 'TR' | 'TS' | 'UK' | 'UP' | 'WB'
      readonly registrationNo: string
      readonly qualifications: readonly string[]
      readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly languages: readonly ('en' | 'hi' | 'as' | 'bn' | 'brx' | 'doi' | 'gu' | 'kn' | 'kok' | 'ks' | 'mai' | 'ml' | 'mni' | 'mr' | 'ne' | 'or' | 'pa' | 'sa' | 'sat' | 'sd' | 'ta' | 'te' | 'ur')[]
      readonly status: 'draft' | 'verified' | 'suspended' | 'ended'
      readonly accountId?: string
      readonly version: number
      readonly facilityId: string
      readonly statusReason?: string
      readonly verifiedAt?: string
      readonly verifiedSeeing?: 'register' | 'certificate'
    }
  }
  'GET /v1/doctors/registrations': {
    readonly query?: {
      readonly facility?: string | undefined
      readonly district?: number | undefined
      readonly status?: 'draft' | 'verified' | 'suspended' | 'ended' | undefined
      readonly q?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly doctorId: string
        readonly name: string
        readonly gender: 'female' | 'male' | 'other'
        readonly council: 'NMC' | 'AN' | 'AP' | 'AR' | 'AS' | 'BR' | 'CG' | 'CH' | 'DH' | 'DL' | 'GA' | 'GJ' | 'HP' | 'HR' | 'JH' | 'JK' | 'KA' | 'KL' | 'LA' | 'LD' | 'MH' | 'ML' | 'MN' | 'MP' | 'MZ' | 'NL' | 'OD' | 'PB' | 'PY' | 'RJ' | 'SK' | 'TN' | 'TR' | 'TS' | 'UK' | 'UP' | 'WB'
        readonly registrationNo: string
        readonly qualifications: readonly string[]
        readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
        readonly languages: readonly ('en' | 'hi' | 'as' | 'bn' | 'brx' | 'doi' | 'gu' | 'kn' | 'kok' | 'ks' | 'mai' | 'ml' | 'mni' | 'mr' | 'ne' | 'or' | 'pa' | 'sa' | 'sat' | 'sd' | 'ta' | 'te' | 'ur')[]
        readonly status: 'draft' | 'verified' | 'suspended' | 'ended'
        readonly accountId?: string
        readonly version: number
        readonly facilityId: string
        readonly statusReason?: string
        readonly verifiedAt?: string
        readonly verifiedSeeing?: 'register' | 'certificate'
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/doctors/{doctorId}/registration': {
    readonly path: {
      readonly doctorId: string
    }
    readonly answer: {
      readonly doctorId: string
      readonly name: string
      readonly gender: 'female' | 'male' | 'other'
      readonly council: 'NMC' | 'AN' | 'AP' | 'AR' | 'AS' | 'BR' | 'CG' | 'CH' | 'DH' | 'DL' | 'GA' | 'GJ' | 'HP' | 'HR' | 'JH' | 'JK' | 'KA' | 'KL' | 'LA' | 'LD' | 'MH' | 'ML' | 'MN' | 'MP' | 'MZ' | 'NL' | 'OD' | 'PB' | 'PY' | 'RJ' | 'SK' | 'TN' | 'TR' | 'TS' | 'UK' | 'UP' | 'WB'
      readonly registrationNo: string
      readonly qualifications: readonly string[]
      readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly languages: readonly ('en' | 'hi' | 'as' | 'bn' | 'brx' | 'doi' | 'gu' | 'kn' | 'kok' | 'ks' | 'mai' | 'ml' | 'mni' | 'mr' | 'ne' | 'or' | 'pa' | 'sa' | 'sat' | 'sd' | 'ta' | 'te' | 'ur')[]
      readonly status: 'draft' | 'verified' | 'suspended' | 'ended'
      readonly accountId?: string
      readonly version: number
      readonly facilityId: string
      readonly statusReason?: string
      readonly verifiedAt?: string
      readonly verifiedSeeing?: 'register' | 'certificate'
    }
  }
  'GET /v1/me/doctor': {
    readonly answer: {
      readonly doctorId: string
      readonly name: string
      readonly gender: 'female' | 'male' | 'other'
      readonly council: 'NMC' | 'AN' | 'AP' | 'AR' | 'AS' | 'BR' | 'CG' | 'CH' | 'DH' | 'DL' | 'GA' | 'GJ' | 'HP' | 'HR' | 'JH' | 'JK' | 'KA' | 'KL' | 'LA' | 'LD' | 'MH' | 'ML' | 'MN' | 'MP' | 'MZ' | 'NL' | 'OD' | 'PB' | 'PY' | 'RJ' | 'SK' | 'TN' | 'TR' | 'TS' | 'UK' | 'UP' | 'WB'
      readonly registrationNo: string
      readonly qualifications: readonly string[]
      readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly languages: readonly ('en' | 'hi' | 'as' | 'bn' | 'brx' | 'doi' | 'gu' | 'kn' | 'kok' | 'ks' | 'mai' | 'ml' | 'mni' | 'mr' | 'ne' | 'or' | 'pa' | 'sa' | 'sat' | 'sd' | 'ta' | 'te' | 'ur')[]
      readonly status: 'draft' | 'verified' | 'suspended' | 'ended'
      readonly accountId?: string
      readonly version: number
      readonly facilityId: string
      readonly statusReason?: string
      readonly verifiedAt?: string
      readonly verifiedSeeing?: 'register' | 'certificate'
    }
  }
  'POST /v1/doctors/{doctorId}/verification': {
    readonly path: {
      readonly doctorId: string
    }
    readonly body: {
      readonly seen: 'register' | 'certificate'
    }
    readonly answer: {
      readonly doctorId: string
      readonly name: string
      readonly gender: 'female' | 'male' | 'other'
      readonly council: 'NMC' | 'AN' | 'AP' | 'AR' | 'AS' | 'BR' | 'CG' | 'CH' | 'DH' | 'DL' | 'GA' | 'GJ' | 'HP' | 'HR' | 'JH' | 'JK' | 'KA' | 'KL' | 'LA' | 'LD' | 'MH' | 'ML' | 'MN' | 'MP' | 'MZ' | 'NL' | 'OD' | 'PB' | 'PY' | 'RJ' | 'SK' | 'TN' | 'TR' | 'TS' | 'UK' | 'UP' | 'WB'
      readonly registrationNo: string
      readonly qualifications: readonly string[]
      readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly languages: readonly ('en' | 'hi' | 'as' | 'bn' | 'brx' | 'doi' | 'gu' | 'kn' | 'kok' | 'ks' | 'mai' | 'ml' | 'mni' | 'mr' | 'ne' | 'or' | 'pa' | 'sa' | 'sat' | 'sd' | 'ta' | 'te' | 'ur')[]
      readonly status: 'draft' | 'verified' | 'suspended' | 'ended'
      readonly accountId?: string
      readonly version: number
      readonly facilityId: string
      readonly statusReason?: string
      readonly verifiedAt?: string
      readonly verifiedSeeing?: 'register' | 'certificate'
    }
  }
  'POST /v1/doctors/{doctorId}/suspension': {
    readonly path: {
      readonly doctorId: string
    }
    readonly body: {
      readonly reason: string
    }
    readonly answer: {
      readonly doctorId: string
      readonly name: string
      readonly gender: 'female' | 'male' | 'other'
      readonly council: 'NMC' | 'AN' | 'AP' | 'AR' | 'AS' | 'BR' | 'CG' | 'CH' | 'DH' | 'DL' | 'GA' | 'GJ' | 'HP' | 'HR' | 'JH' | 'JK' | 'KA' | 'KL' | 'LA' | 'LD' | 'MH' | 'ML' | 'MN' | 'MP' | 'MZ' | 'NL' | 'OD' | 'PB' | 'PY' | 'RJ' | 'SK' | 'TN' | 'TR' | 'TS' | 'UK' | 'UP' | 'WB'
      readonly registrationNo: string
      readonly qualifications: readonly string[]
      readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly languages: readonly ('en' | 'hi' | 'as' | 'bn' | 'brx' | 'doi' | 'gu' | 'kn' | 'kok' | 'ks' | 'mai' | 'ml' | 'mni' | 'mr' | 'ne' | 'or' | 'pa' | 'sa' | 'sat' | 'sd' | 'ta' | 'te' | 'ur')[]
      readonly status: 'draft' | 'verified' | 'suspended' | 'ended'
      readonly accountId?: string
      readonly version: number
      readonly facilityId: string
      readonly statusReason?: string
      readonly verifiedAt?: string
      readonly verifiedSeeing?: 'register' | 'certificate'
    }
  }
  'POST /v1/doctors/{doctorId}/cancellation': {
    readonly path: {
      readonly doctorId: string
    }
    readonly body: {
      readonly reason: string
    }
    readonly answer: {
      readonly doctorId: string
      readonly name: string
      readonly gender: 'female' | 'male' | 'other'
      readonly council: 'NMC' | 'AN' | 'AP' | 'AR' | 'AS' | 'BR' | 'CG' | 'CH' | 'DH' | 'DL' | 'GA' | 'GJ' | 'HP' | 'HR' | 'JH' | 'JK' | 'KA' | 'KL' | 'LA' | 'LD' | 'MH' | 'ML' | 'MN' | 'MP' | 'MZ' | 'NL' | 'OD' | 'PB' | 'PY' | 'RJ' | 'SK' | 'TN' | 'TR' | 'TS' | 'UK' | 'UP' | 'WB'
      readonly registrationNo: string
      readonly qualifications: readonly string[]
      readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly languages: readonly ('en' | 'hi' | 'as' | 'bn' | 'brx' | 'doi' | 'gu' | 'kn' | 'kok' | 'ks' | 'mai' | 'ml' | 'mni' | 'mr' | 'ne' | 'or' | 'pa' | 'sa' | 'sat' | 'sd' | 'ta' | 'te' | 'ur')[]
      readonly status: 'draft' | 'verified' | 'suspended' | 'ended'
      readonly accountId?: string
      readonly version: number
      readonly facilityId: string
      readonly statusReason?: string
      readonly verifiedAt?: string
      readonly verifiedSeeing?: 'register' | 'certificate'
    }
  }
  'PUT /v1/doctors/{doctorId}/practices/{facilityId}': {
    readonly path: {
      readonly doctorId: string
      readonly facilityId: string
    }
    readonly ifMatch?: string
    readonly body: {
      readonly department?: string
      readonly room?: string
      readonly feePaise: number
      readonly revisitFeePaise?: number
      readonly revisitDays?: number
      readonly opensDays?: number
      readonly noticeMinutes?: number
      readonly cancelUntilMinutes?: number
      readonly isPublic?: boolean
      readonly status?: 'active' | 'ended'
    }
    readonly answer: {
      readonly doctorId: string
      readonly facilityId: string
      readonly facilityCell: number
      readonly department?: string
      readonly room?: string
      readonly feePaise: number
      readonly revisitFeePaise: number
      readonly revisitDays: number
      readonly opensDays: number
      readonly noticeMinutes: number
      readonly cancelUntilMinutes: number
      readonly isPublic: boolean
      readonly status: 'active' | 'ended'
      readonly version: number
    }
  }
  'GET /v1/doctors/{doctorId}/schedule': {
    readonly path: {
      readonly doctorId: string
    }
    readonly query?: {
      readonly from?: string | undefined
      readonly days?: number | undefined
    }
    readonly answer: {
      readonly doctorId: string
      readonly version: number
      readonly isBookable: boolean
      readonly practices: readonly {
        readonly doctorId: string
        readonly facilityId: string
        readonly facilityCell: number
        readonly department?: string
        readonly room?: string
        readonly feePaise: number
        readonly revisitFeePaise: number
        readonly revisitDays: number
        readonly opensDays: number
        readonly noticeMinutes: number
        readonly cancelUntilMinutes: number
        readonly isPublic: boolean
        readonly status: 'active' | 'ended'
        readonly version: number
      }[]
      readonly templates: readonly {
        readonly templateId: string
        readonly facilityId: string
        readonly weekday: number
        readonly starts: string
        readonly ends: string
        readonly slotMinutes: number
        readonly bufferMinutes: number
        readonly capacity: number
        readonly mode: 'in-person' | 'tele'
        readonly audience: 'public' | 'staff' | 'follow-up'
        readonly validFrom: string
        readonly validUntil?: string
      }[]
      readonly exceptions: readonly {
        readonly exceptionId: string
        readonly facilityId?: string
        readonly kind: 'leave' | 'extra'
        readonly fromOn: string
        readonly untilOn: string
        readonly starts?: string
        readonly ends?: string
        readonly slotMinutes?: number
        readonly capacity?: number
        readonly reason?: string
      }[]
      readonly closures: readonly {
        readonly facilityId: string
        readonly day: string
      }[]
    }
  }
  'PUT /v1/doctors/{doctorId}/practices/{facilityId}/templates': {
    readonly path: {
      readonly doctorId: string
      readonly facilityId: string
    }
    readonly ifMatch?: string
    readonly body: {
      readonly templates: readonly {
        readonly weekday: number
        readonly starts: string
        readonly ends: string
        readonly slotMinutes: number
        readonly bufferMinutes?: number
        readonly capacity?: number
        readonly mode?: 'in-person' | 'tele'
        readonly audience?: 'public' | 'staff' | 'follow-up'
        readonly validFrom: string
        readonly validUntil?: string
      }[]
    }
    readonly answer: {
      readonly version: number
      readonly templates: readonly {
        readonly templateId: string
        readonly facilityId: string
        readonly weekday: number
        readonly starts: string
        readonly ends: string
        readonly slotMinutes: number
        readonly bufferMinutes: number
        readonly capacity: number
        readonly mode: 'in-person' | 'tele'
        readonly audience: 'public' | 'staff' | 'follow-up'
        readonly validFrom: string
        readonly validUntil?: string
      }[]
    }
  }
  'POST /v1/doctors/{doctorId}/exceptions': {
    readonly path: {
      readonly doctorId: string
    }
    readonly ifMatch?: string
    readonly body: {
      readonly facilityId?: string
      readonly kind: 'leave' | 'extra'
      readonly fromOn: string
      readonly untilOn: string
      readonly starts?: string
      readonly ends?: string
      readonly slotMinutes?: number
      readonly capacity?: number
      readonly reason: string
    }
    readonly answer: {
      readonly version: number
      readonly exception: {
        readonly exceptionId: string
        readonly facilityId?: string
        readonly kind: 'leave' | 'extra'
        readonly fromOn: string
        readonly untilOn: string
        readonly starts?: string
        readonly ends?: string
        readonly slotMinutes?: number
        readonly capacity?: number
      }
    }
  }
  'POST /v1/doctors/{doctorId}/exceptions/{exceptionId}/cancellation': {
    readonly path: {
      readonly doctorId: string
      readonly exceptionId: string
    }
    readonly answer: {
      readonly version: number
      readonly exception: {
        readonly exceptionId: string
        readonly facilityId?: string
        readonly kind: 'leave' | 'extra'
        readonly fromOn: string
        readonly untilOn: string
        readonly starts?: string
        readonly ends?: string
        readonly slotMinutes?: number
        readonly capacity?: number
      }
    }
  }
  'GET /v1/facilities/{facilityId}/closures': {
    readonly path: {
      readonly facilityId: string
    }
    readonly query?: {
      readonly from?: string | undefined
      readonly days?: number | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly day: string
        readonly reason: string
      }[]
    }
  }
  'PUT /v1/facilities/{facilityId}/closures/{day}': {
    readonly path: {
      readonly facilityId: string
      readonly day: string
    }
    readonly body: {
      readonly reason: string
    }
    readonly answer: {
      readonly day: string
      readonly reason: string
    }
  }
  'DELETE /v1/facilities/{facilityId}/closures/{day}': {
    readonly path: {
      readonly facilityId: string
      readonly day: string
    }
    readonly answer: null
  }
  'GET /v1/billing/prices': {
    readonly query: {
      readonly facility: string
      readonly day?: string | undefined
      readonly q?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly facilityId: string
        readonly code: string
        readonly validFrom: string
        readonly name: string
        readonly kind: 'consultation' | 'medicine' | 'test' | 'procedure' | 'registration' | 'other'
        readonly unitPricePaise: number
        readonly taxCode: string
        readonly discountMaxBasisPoints: number
        readonly isOffered: boolean
        readonly version: number
      }[]
      readonly nextCursor?: string
    }
  }
  'PUT /v1/billing/prices/{facilityId}/{code}': {
    readonly path: {
      readonly facilityId: string
      readonly code: string
    }
    readonly ifMatch?: string
    readonly body: {
      readonly validFrom: string
      readonly name: string
      readonly kind: 'consultation' | 'medicine' | 'test' | 'procedure' | 'registration' | 'other'
      readonly unitPricePaise: number
      readonly taxCode: string
      readonly discountMaxBasisPoints?: number
      readonly isOffered?: boolean
    }
    readonly answer: {
      readonly facilityId: string
      readonly code: string
      readonly validFrom: string
      readonly name: string
      readonly kind: 'consultation' | 'medicine' | 'test' | 'procedure' | 'registration' | 'other'
      readonly unitPricePaise: number
      readonly taxCode: string
      readonly discountMaxBasisPoints: number
      readonly isOffered: boolean
      readonly version: number
    }
  }
  'GET /v1/billing/charges': {
    readonly query?: {
      readonly patient?: string | undefined
      readonly facility?: string | undefined
      readonly open?: boolean | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly chargeId: string
        readonly group: string
        readonly facilityId: string
        readonly patientId?: string
        readonly code?: string
        readonly text: string
        readonly hsnSac?: string
        readonly quantity: number
        readonly givenBack?: number
        readonly batch?: {
          readonly lot: string
          readonly maker?: string
          readonly expiresOn: string
          readonly mrpPaise?: number
        }
        readonly unitPricePaise: number
        readonly discountPaise: number
        readonly taxBasisPoints: number
        readonly taxablePaise: number
        readonly cgstPaise: number
        readonly sgstPaise: number
        readonly totalPaise: number
        readonly status: 'OPEN' | 'INVOICED' | 'SETTLED' | 'WAIVED' | 'CANCELLED' | 'CREDITED'
        readonly chargedOn: string
        readonly raisedAt: string
        readonly patient?: {
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
      }[]
      readonly nextCursor?: string
    }
  }
  'POST /v1/billing/charges': {
    readonly body: {
      readonly facilityId: string
      readonly patientId: string
      readonly lines: readonly {
        readonly priceCode: string
        readonly quantity: number
        readonly discount?: {
          readonly paise: number
          readonly reason: string
        }
      }[]
    }
    readonly answer: {
      readonly group: string
      readonly charges: readonly {
        readonly chargeId: string
        readonly group: string
        readonly facilityId: string
        readonly patientId?: string
        readonly code?: string
        readonly text: string
        readonly hsnSac?: string
        readonly quantity: number
        readonly givenBack?: number
        readonly batch?: {
          readonly lot: string
          readonly maker?: string
          readonly expiresOn: string
          readonly mrpPaise?: number
        }
        readonly unitPricePaise: number
        readonly discountPaise: number
        readonly taxBasisPoints: number
        readonly taxablePaise: number
        readonly cgstPaise: number
        readonly sgstPaise: number
        readonly totalPaise: number
        readonly status: 'OPEN' | 'INVOICED' | 'SETTLED' | 'WAIVED' | 'CANCELLED' | 'CREDITED'
        readonly chargedOn: string
        readonly raisedAt: string
        readonly patient?: {
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
      }[]
      readonly totalPaise: number
    }
  }
  'POST /v1/billing/charges/{chargeId}/waiver': {
    readonly path: {
      readonly chargeId: string
    }
    readonly body: {
      readonly reason: string
    }
    readonly answer: {
      readonly chargeId: string
      readonly group: string
      readonly facilityId: string
      readonly patientId?: string
      readonly code?: string
      readonly text: string
      readonly hsnSac?: string
      readonly quantity: number
      readonly givenBack?: number
      readonly batch?: {
        readonly lot: string
        readonly maker?: string
        readonly expiresOn: string
        readonly mrpPaise?: number
      }
      readonly unitPricePaise: number
      readonly discountPaise: number
      readonly taxBasisPoints: number
      readonly taxablePaise: number
      readonly cgstPaise: number
      readonly sgstPaise: number
      readonly totalPaise: number
      readonly status: 'OPEN' | 'INVOICED' | 'SETTLED' | 'WAIVED' | 'CANCELLED' | 'CREDITED'
      readonly chargedOn: string
      readonly raisedAt: string
      readonly patient?: {
        readonly name: string
        readonly birthYear: number
        readonly gender: 'male' | 'female' | 'other' | 'unknown'
      }
    }
  }
  'GET /v1/billing/issuers/{facilityId}': {
    readonly path: {
      readonly facilityId: string
    }
    readonly answer: {
      readonly facilityId: string
      readonly legalName: string
      readonly address: string
      readonly stateCode: string
      readonly gstin?: string
      readonly prefix: string
      readonly upiVpa?: string
      readonly hasCallbackSecret: boolean
      readonly isGovernment: boolean
      readonly creditLimitPaise: number
      readonly version: number
    }
  }
  'PUT /v1/billing/issuers/{facilityId}': {
    readonly path: {
      readonly facilityId: string
    }
    readonly ifMatch?: string
    readonly body: {
      readonly legalName: string
      readonly address: string
      readonly stateCode: string
      readonly gstin?: string
      readonly prefix: string
      readonly upiVpa?: string
      readonly callbackSecret?: string
      readonly isGovernment?: boolean
      readonly creditLimitPaise?: number
    }
    readonly answer: {
      readonly facilityId: string
      readonly legalName: string
      readonly address: string
      readonly stateCode: string
      readonly gstin?: string
      readonly prefix: string
      readonly upiVpa?: string
      readonly hasCallbackSecret: boolean
      readonly isGovernment: boolean
      readonly creditLimitPaise: number
      readonly version: number
    }
  }
  'POST /v1/billing/invoices': {
    readonly body: {
      readonly chargeIds: readonly string[]
    }
    readonly answer: {
      readonly invoiceId: string
      readonly number: string
      readonly kind: 'tax-invoice' | 'bill-of-supply' | 'invoice-cum-bill'
      readonly status: 'ISSUED' | 'PART_PAID' | 'PAID' | 'CREDITED'
      readonly facilityId: string
      readonly patientId?: string
      readonly issuedAt: string
      readonly grossPaise: number
      readonly discountPaise: number
      readonly exemptPaise: number
      readonly taxablePaise: number
      readonly cgstPaise: number
      readonly sgstPaise: number
      readonly totalPaise: number
      readonly paidPaise: number
      readonly refundedPaise: number
      readonly creditedPaise: number
      readonly duePaise: number
      readonly refundablePaise: number
      readonly patient?: {
        readonly name: string
        readonly birthYear: number
        readonly gender: 'male' | 'female' | 'other' | 'unknown'
      }
      readonly issuer: {
        readonly legalName: string
        readonly address: string
        readonly gstin?: string
        readonly stateCode: string
      }
      readonly lines: readonly {
        readonly line: number
        readonly chargeId: string
        readonly group: string
        readonly code?: string
        readonly text: string
        readonly hsnSac?: string
        readonly batch?: {
          readonly lot: string
          readonly maker?: string
          readonly expiresOn: string
          readonly mrpPaise?: number
        }
        readonly quantity: number
        readonly credited: number
        readonly unitPricePaise: number
        readonly discountPaise: number
        readonly taxBasisPoints: number
        readonly taxablePaise: number
        readonly cgstPaise: number
        readonly sgstPaise: number
        readonly totalPaise: number
      }[]
      readonly byRate: readonly {
        readonly hsnSac?: string
        readonly taxBasisPoints: number
        readonly taxablePaise: number
        readonly taxPaise: number
      }[]
      readonly payments: readonly {
        readonly paymentId: string
        readonly facilityId: string
        readonly invoiceId?: string
        readonly meantFor?: string
        readonly advanceId?: string
        readonly patientId?: string
        readonly receiptNumber?: string
        readonly method: 'cash' | 'upi' | 'card' | 'transfer' | 'cheque' | 'advance'
        readonly direction: 'in' | 'out'
        readonly amountPaise: number
        readonly tenderedPaise?: number
        readonly changePaise?: number
        readonly leftPaise?: number
        readonly status: 'PENDING' | 'DONE' | 'FAILED' | 'EXPIRED'
        readonly reference?: string
        readonly isConfirmed: boolean
        readonly at: string
        readonly by?: string
        readonly sessionId?: string
      }[]
      readonly creditNotes: readonly {
        readonly creditNoteId: string
        readonly number: string
        readonly reason: string
        readonly writtenAt: string
        readonly taxablePaise: number
        readonly cgstPaise: number
        readonly sgstPaise: number
        readonly totalPaise: number
        readonly lines: readonly {
          readonly line: number
          readonly quantity: number
          readonly totalPaise: number
        }[]
      }[]
    }
  }
  'GET /v1/billing/invoices': {
    readonly query?: {
      readonly patient?: string | undefined
      readonly facility?: string | undefined
      readonly day?: string | undefined
      readonly status?: 'ISSUED' | 'PART_PAID' | 'PAID' | 'CREDITED' | undefined
      readonly number?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly invoiceId: string
        readonly number: string
        readonly kind: 'tax-invoice' | 'bill-of-supply' | 'invoice-cum-bill'
        readonly status: 'ISSUED' | 'PART_PAID' | 'PAID' | 'CREDITED'
        readonly facilityId: string
        readonly patientId?: string
        readonly issuedAt: string
        readonly grossPaise: number
        readonly discountPaise: number
        readonly exemptPaise: number
        readonly taxablePaise: number
        readonly cgstPaise: number
        readonly sgstPaise: number
        readonly totalPaise: number
        readonly paidPaise: number
        readonly refundedPaise: number
        readonly creditedPaise: number
        readonly duePaise: number
        readonly refundablePaise: number
        readonly patient?: {
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
      }[]
      readonly nextCursor?: string
    }
  }
  'POST /v1/billing/invoices/preview': {
    readonly body: {
      readonly chargeIds: readonly string[]
    }
    readonly answer: {
      readonly kind: 'tax-invoice' | 'bill-of-supply' | 'invoice-cum-bill'
      readonly facilityId: string
      readonly grossPaise: number
      readonly discountPaise: number
      readonly exemptPaise: number
      readonly taxablePaise: number
      readonly cgstPaise: number
      readonly sgstPaise: number
      readonly totalPaise: number
      readonly paidPaise: number
      readonly refundedPaise: number
      readonly creditedPaise: number
      readonly duePaise: number
      readonly refundablePaise: number
      readonly issuer: {
        readonly legalName: string
        readonly address: string
        readonly gstin?: string
        readonly stateCode: string
      }
      readonly lines: readonly {
        readonly line: number
        readonly chargeId: string
        readonly group: string
        readonly code?: string
        readonly text: string
        readonly hsnSac?: string
        readonly batch?: {
          readonly lot: string
          readonly maker?: string
          readonly expiresOn: string
          readonly mrpPaise?: number
        }
        readonly quantity: number
        readonly credited: number
        readonly unitPricePaise: number
        readonly discountPaise: number
        readonly taxBasisPoints: number
        readonly taxablePaise: number
        readonly cgstPaise: number
        readonly sgstPaise: number
        readonly totalPaise: number
      }[]
      readonly byRate: readonly {
        readonly hsnSac?: string
        readonly taxBasisPoints: number
        readonly taxablePaise: number
        readonly taxPaise: number
      }[]
    }
  }
  'GET /v1/billing/invoices/{invoiceId}': {
    readonly path: {
      readonly invoiceId: string
    }
    readonly answer: {
      readonly invoiceId: string
      readonly number: string
      readonly kind: 'tax-invoice' | 'bill-of-supply' | 'invoice-cum-bill'
      readonly status: 'ISSUED' | 'PART_PAID' | 'PAID' | 'CREDITED'
      readonly facilityId: string
      readonly patientId?: string
      readonly issuedAt: string
      readonly grossPaise: number
      readonly discountPaise: number
      readonly exemptPaise: number
      readonly taxablePaise: number
      readonly cgstPaise: number
      readonly sgstPaise: number
      readonly totalPaise: number
      readonly paidPaise: number
      readonly refundedPaise: number
      readonly creditedPaise: number
      readonly duePaise: number
      readonly refundablePaise: number
      readonly patient?: {
        readonly name: string
        readonly birthYear: number
        readonly gender: 'male' | 'female' | 'other' | 'unknown'
      }
      readonly issuer: {
        readonly legalName: string
        readonly address: string
        readonly gstin?: string
        readonly stateCode: string
      }
      readonly lines: readonly {
        readonly line: number
        readonly chargeId: string
        readonly group: string
        readonly code?: string
        readonly text: string
        readonly hsnSac?: string
        readonly batch?: {
          readonly lot: string
          readonly maker?: string
          readonly expiresOn: string
          readonly mrpPaise?: number
        }
        readonly quantity: number
        readonly credited: number
        readonly unitPricePaise: number
        readonly discountPaise: number
        readonly taxBasisPoints: number
        readonly taxablePaise: number
        readonly cgstPaise: number
        readonly sgstPaise: number
        readonly totalPaise: number
      }[]
      readonly byRate: readonly {
        readonly hsnSac?: string
        readonly taxBasisPoints: number
        readonly taxablePaise: number
        readonly taxPaise: number
      }[]
      readonly payments: readonly {
        readonly paymentId: string
        readonly facilityId: string
        readonly invoiceId?: string
        readonly meantFor?: string
        readonly advanceId?: string
        readonly patientId?: string
        readonly receiptNumber?: string
        readonly method: 'cash' | 'upi' | 'card' | 'transfer' | 'cheque' | 'advance'
        readonly direction: 'in' | 'out'
        readonly amountPaise: number
        readonly tenderedPaise?: number
        readonly changePaise?: number
        readonly leftPaise?: number
        readonly status: 'PENDING' | 'DONE' | 'FAILED' | 'EXPIRED'
        readonly reference?: string
        readonly isConfirmed: boolean
        readonly at: string
        readonly by?: string
        readonly sessionId?: string
      }[]
      readonly creditNotes: readonly {
        readonly creditNoteId: string
        readonly number: string
        readonly reason: string
        readonly writtenAt: string
        readonly taxablePaise: number
        readonly cgstPaise: number
        readonly sgstPaise: number
        readonly totalPaise: number
        readonly lines: readonly {
          readonly line: number
          readonly quantity: number
          readonly totalPaise: number
        }[]
      }[]
    }
  }
  'POST /v1/billing/invoices/{invoiceId}/payments': {
    readonly path: {
      readonly invoiceId: string
    }
    readonly body: {
      readonly method: 'cash' | 'upi' | 'card' | 'transfer' | 'cheque' | 'advance'
      readonly amountPaise: number
      readonly tenderedPaise?: number
      readonly reference?: string
      readonly advanceId?: string
    }
    readonly answer: {
      readonly payment: {
        readonly paymentId: string
        readonly facilityId: string
        readonly invoiceId?: string
        readonly meantFor?: string
        readonly advanceId?: string
        readonly patientId?: string
        readonly receiptNumber?: string
        readonly method: 'cash' | 'upi' | 'card' | 'transfer' | 'cheque' | 'advance'
        readonly direction: 'in' | 'out'
        readonly amountPaise: number
        readonly tenderedPaise?: number
        readonly changePaise?: number
        readonly leftPaise?: number
        readonly status: 'PENDING' | 'DONE' | 'FAILED' | 'EXPIRED'
        readonly reference?: string
        readonly isConfirmed: boolean
        readonly at: string
        readonly by?: string
        readonly sessionId?: string
      }
      readonly invoice: {
        readonly invoiceId: string
        readonly number: string
        readonly kind: 'tax-invoice' | 'bill-of-supply' | 'invoice-cum-bill'
        readonly status: 'ISSUED' | 'PART_PAID' | 'PAID' | 'CREDITED'
        readonly facilityId: string
        readonly patientId?: string
        readonly issuedAt: string
        readonly grossPaise: number
        readonly discountPaise: number
        readonly exemptPaise: number
        readonly taxablePaise: number
        readonly cgstPaise: number
        readonly sgstPaise: number
        readonly totalPaise: number
        readonly paidPaise: number
        readonly refundedPaise: number
        readonly creditedPaise: number
        readonly duePaise: number
        readonly refundablePaise: number
        readonly patient?: {
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
      }
    }
  }
  'POST /v1/billing/sessions': {
    readonly body: {
      readonly facilityId: string
      readonly counter: string
      readonly floatPaise: number
    }
    readonly answer: {
      readonly sessionId: string
      readonly facilityId: string
      readonly counter: string
      readonly status: 'OPEN' | 'COUNTED' | 'CLOSED'
      readonly openedBy: string
      readonly openedByName?: string
      readonly openedAt: string
      readonly floatPaise: number
      readonly cashPaise: number
      readonly expectedPaise: number
      readonly denominations?: {
        readonly '50'?: number
        readonly '100'?: number
        readonly '200'?: number
        readonly '500'?: number
        readonly '1000'?: number
        readonly '2000'?: number
        readonly '5000'?: number
        readonly '10000'?: number
        readonly '20000'?: number
        readonly '50000'?: number
        readonly '200000'?: number
      }
      readonly countedPaise?: number
      readonly differencePaise?: number
      readonly reason?: string
      readonly handedTo?: string
      readonly closedAt?: string
      readonly acceptedBy?: string
      readonly acceptedByName?: string
      readonly acceptedAt?: string
    }
  }
  'GET /v1/billing/sessions': {
    readonly query: {
      readonly facility: string
      readonly open?: boolean | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly sessionId: string
        readonly facilityId: string
        readonly counter: string
        readonly status: 'OPEN' | 'COUNTED' | 'CLOSED'
        readonly openedBy: string
        readonly openedByName?: string
        readonly openedAt: string
        readonly floatPaise: number
        readonly cashPaise: number
        readonly expectedPaise: number
        readonly denominations?: {
          readonly '50'?: number
          readonly '100'?: number
          readonly '200'?: number
          readonly '500'?: number
          readonly '1000'?: number
          readonly '2000'?: number
          readonly '5000'?: number
          readonly '10000'?: number
          readonly '20000'?: number
          readonly '50000'?: number
          readonly '200000'?: number
        }
        readonly countedPaise?: number
        readonly differencePaise?: number
        readonly reason?: string
        readonly handedTo?: string
        readonly closedAt?: string
        readonly acceptedBy?: string
        readonly acceptedByName?: string
        readonly acceptedAt?: string
      }[]
      readonly nextCursor?: string
    }
  }
  'POST /v1/billing/sessions/{sessionId}/count': {
    readonly path: {
      readonly sessionId: string
    }
    readonly body: {
      readonly denominations: {
        readonly '50'?: number
        readonly '100'?: number
        readonly '200'?: number
        readonly '500'?: number
        readonly '1000'?: number
        readonly '2000'?: number
        readonly '5000'?: number
        readonly '10000'?: number
        readonly '20000'?: number
        readonly '50000'?: number
        readonly '200000'?: number
      }
    }
    readonly answer: {
      readonly sessionId: string
      readonly facilityId: string
      readonly counter: string
      readonly status: 'OPEN' | 'COUNTED' | 'CLOSED'
      readonly openedBy: string
      readonly openedByName?: string
      readonly openedAt: string
      readonly floatPaise: number
      readonly cashPaise: number
      readonly expectedPaise: number
      readonly denominations?: {
        readonly '50'?: number
        readonly '100'?: number
        readonly '200'?: number
        readonly '500'?: number
        readonly '1000'?: number
        readonly '2000'?: number
        readonly '5000'?: number
        readonly '10000'?: number
        readonly '20000'?: number
        readonly '50000'?: number
        readonly '200000'?: number
      }
      readonly countedPaise?: number
      readonly differencePaise?: number
      readonly reason?: string
      readonly handedTo?: string
      readonly closedAt?: string
      readonly acceptedBy?: string
      readonly acceptedByName?: string
      readonly acceptedAt?: string
    }
  }
  'POST /v1/billing/sessions/{sessionId}/closure': {
    readonly path: {
      readonly sessionId: string
    }
    readonly body: {
      readonly handedTo: string
      readonly reason?: string
    }
    readonly answer: {
      readonly sessionId: string
      readonly facilityId: string
      readonly counter: string
      readonly status: 'OPEN' | 'COUNTED' | 'CLOSED'
      readonly openedBy: string
      readonly openedByName?: string
      readonly openedAt: string
      readonly floatPaise: number
      readonly cashPaise: number
      readonly expectedPaise: number
      readonly denominations?: {
        readonly '50'?: number
        readonly '100'?: number
        readonly '200'?: number
        readonly '500'?: number
        readonly '1000'?: number
        readonly '2000'?: number
        readonly '5000'?: number
        readonly '10000'?: number
        readonly '20000'?: number
        readonly '50000'?: number
        readonly '200000'?: number
      }
      readonly countedPaise?: number
      readonly differencePaise?: number
      readonly reason?: string
      readonly handedTo?: string
      readonly closedAt?: string
      readonly acceptedBy?: string
      readonly acceptedByName?: string
      readonly acceptedAt?: string
    }
  }
  'POST /v1/billing/sessions/{sessionId}/acceptance': {
    readonly path: {
      readonly sessionId: string
    }
    readonly answer: {
      readonly sessionId: string
      readonly facilityId: string
      readonly counter: string
      readonly status: 'OPEN' | 'COUNTED' | 'CLOSED'
      readonly openedBy: string
      readonly openedByName?: string
      readonly openedAt: string
      readonly floatPaise: number
      readonly cashPaise: number
      readonly expectedPaise: number
      readonly denominations?: {
        readonly '50'?: number
        readonly '100'?: number
        readonly '200'?: number
        readonly '500'?: number
        readonly '1000'?: number
        readonly '2000'?: number
        readonly '5000'?: number
        readonly '10000'?: number
        readonly '20000'?: number
        readonly '50000'?: number
        readonly '200000'?: number
      }
      readonly countedPaise?: number
      readonly differencePaise?: number
      readonly reason?: string
      readonly handedTo?: string
      readonly closedAt?: string
      readonly acceptedBy?: string
      readonly acceptedByName?: string
      readonly acceptedAt?: string
    }
  }
  'POST /v1/billing/invoices/{invoiceId}/credit-notes': {
    readonly path: {
      readonly invoiceId: string
    }
    readonly body: {
      readonly lines: readonly {
        readonly line: number
        readonly quantity: number
      }[]
      readonly reason: string
    }
    readonly answer: {
      readonly creditNote: {
        readonly creditNoteId: string
        readonly number: string
        readonly reason: string
        readonly writtenAt: string
        readonly taxablePaise: number
        readonly cgstPaise: number
        readonly sgstPaise: number
        readonly totalPaise: number
        readonly lines: readonly {
          readonly line: number
          readonly quantity: number
          readonly totalPaise: number
        }[]
      }
      readonly invoice: {
        readonly invoiceId: string
        readonly number: string
        readonly kind: 'tax-invoice' | 'bill-of-supply' | 'invoice-cum-bill'
        readonly status: 'ISSUED' | 'PART_PAID' | 'PAID' | 'CREDITED'
        readonly facilityId: string
        readonly patientId?: string
        readonly issuedAt: string
        readonly grossPaise: number
        readonly discountPaise: number
        readonly exemptPaise: number
        readonly taxablePaise: number
        readonly cgstPaise: number
        readonly sgstPaise: number
        readonly totalPaise: number
        readonly paidPaise: number
        readonly refundedPaise: number
        readonly creditedPaise: number
        readonly duePaise: number
        readonly refundablePaise: number
        readonly patient?: {
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
      }
    }
  }
  'GET /v1/billing/refunds': {
    readonly query: {
      readonly facility: string
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly invoiceId: string
        readonly number: string
        readonly kind: 'tax-invoice' | 'bill-of-supply' | 'invoice-cum-bill'
        readonly status: 'ISSUED' | 'PART_PAID' | 'PAID' | 'CREDITED'
        readonly facilityId: string
        readonly patientId?: string
        readonly issuedAt: string
        readonly grossPaise: number
        readonly discountPaise: number
        readonly exemptPaise: number
        readonly taxablePaise: number
        readonly cgstPaise: number
        readonly sgstPaise: number
        readonly totalPaise: number
        readonly paidPaise: number
        readonly refundedPaise: number
        readonly creditedPaise: number
        readonly duePaise: number
        readonly refundablePaise: number
        readonly patient?: {
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
      }[]
      readonly nextCursor?: string
    }
  }
  'POST /v1/billing/refunds': {
    readonly body: {
      readonly invoiceId?: string
      readonly advanceId?: string
      readonly method: 'cash' | 'upi' | 'card' | 'transfer' | 'cheque'
      readonly amountPaise: number
      readonly reference?: string
      readonly sessionId?: string
      readonly reason?: string
    }
    readonly answer: {
      readonly paymentId: string
      readonly facilityId: string
      readonly invoiceId?: string
      readonly meantFor?: string
      readonly advanceId?: string
      readonly patientId?: string
      readonly receiptNumber?: string
      readonly method: 'cash' | 'upi' | 'card' | 'transfer' | 'cheque' | 'advance'
      readonly direction: 'in' | 'out'
      readonly amountPaise: number
      readonly tenderedPaise?: number
      readonly changePaise?: number
      readonly leftPaise?: number
      readonly status: 'PENDING' | 'DONE' | 'FAILED' | 'EXPIRED'
      readonly reference?: string
      readonly isConfirmed: boolean
      readonly at: string
      readonly by?: string
      readonly sessionId?: string
    }
  }
  'POST /v1/billing/advances': {
    readonly body: {
      readonly facilityId: string
      readonly patientId: string
      readonly method: 'cash' | 'upi' | 'card' | 'transfer' | 'cheque'
      readonly amountPaise: number
      readonly tenderedPaise?: number
      readonly reference?: string
    }
    readonly answer: {
      readonly paymentId: string
      readonly facilityId: string
      readonly invoiceId?: string
      readonly meantFor?: string
      readonly advanceId?: string
      readonly patientId?: string
      readonly receiptNumber?: string
      readonly method: 'cash' | 'upi' | 'card' | 'transfer' | 'cheque' | 'advance'
      readonly direction: 'in' | 'out'
      readonly amountPaise: number
      readonly tenderedPaise?: number
      readonly changePaise?: number
      readonly leftPaise?: number
      readonly status: 'PENDING' | 'DONE' | 'FAILED' | 'EXPIRED'
      readonly reference?: string
      readonly isConfirmed: boolean
      readonly at: string
      readonly by?: string
      readonly sessionId?: string
    }
  }
  'GET /v1/billing/advances': {
    readonly query?: {
      readonly patient?: string | undefined
      readonly facility?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly paymentId: string
        readonly facilityId: string
        readonly invoiceId?: string
        readonly meantFor?: string
        readonly advanceId?: string
        readonly patientId?: string
        readonly receiptNumber?: string
        readonly method: 'cash' | 'upi' | 'card' | 'transfer' | 'cheque' | 'advance'
        readonly direction: 'in' | 'out'
        readonly amountPaise: number
        readonly tenderedPaise?: number
        readonly changePaise?: number
        readonly leftPaise?: number
        readonly status: 'PENDING' | 'DONE' | 'FAILED' | 'EXPIRED'
        readonly reference?: string
        readonly isConfirmed: boolean
        readonly at: string
        readonly by?: string
        readonly sessionId?: string
        readonly patient?: {
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
      }[]
      readonly nextCursor?: string
    }
  }
  'POST /v1/billing/invoices/{invoiceId}/upi-requests': {
    readonly path: {
      readonly invoiceId: string
    }
    readonly body: {
      readonly amountPaise?: number
    }
    readonly answer: {
      readonly paymentId: string
      readonly amountPaise: number
      readonly uri: string
      readonly qrSvg: string
      readonly expiresAt: string
    }
  }
  'GET /v1/billing/days/{facilityId}/{day}': {
    readonly path: {
      readonly facilityId: string
      readonly day: string
    }
    readonly answer: {
      readonly facilityId: string
      readonly day: string
      readonly invoices: number
      readonly invoicedPaise: number
      readonly duePaise: number
      readonly creditNotes: number
      readonly creditedPaise: number
      readonly unconfirmed: number
      readonly byMethod: readonly {
        readonly method: 'cash' | 'upi' | 'card' | 'transfer' | 'cheque' | 'advance'
        readonly inPaise: number
        readonly outPaise: number
      }[]
      readonly byCashier: readonly {
        readonly by?: string
        readonly name?: string
        readonly method: 'cash' | 'upi' | 'card' | 'transfer' | 'cheque' | 'advance'
        readonly count: number
        readonly inPaise: number
        readonly outPaise: number
      }[]
      readonly byRate: readonly {
        readonly hsnSac?: string
        readonly taxBasisPoints: number
        readonly taxablePaise: number
        readonly taxPaise: number
        readonly totalPaise: number
      }[]
    }
  }
  'GET /v1/billing/days/{facilityId}/{day}/table': {
    readonly path: {
      readonly facilityId: string
      readonly day: string
    }
    readonly answer: null
  }
  'GET /v1/billing/overview': {
    readonly query: {
      readonly facility: string
    }
    readonly answer: {
      readonly asOf: string
      readonly day: string
      readonly facilityId: string
      readonly people: number
      readonly charges: number
      readonly openPaise: number
      readonly refunds: number
      readonly refundPaise: number
      readonly drawersOpen: number
      readonly drawersToAccept: number
      readonly differences: number
      readonly shortPaise: number
      readonly overPaise: number
      readonly takenPaise: number
      readonly givenPaise: number
    }
  }
  'GET /v1/billing/overview/hospitals': {
    readonly query?: {
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly facilityId: string
        readonly people: number
        readonly charges: number
        readonly openPaise: number
        readonly refunds: number
        readonly refundPaise: number
        readonly drawersOpen: number
        readonly drawersToAccept: number
        readonly differences: number
        readonly shortPaise: number
        readonly overPaise: number
        readonly takenPaise: number
        readonly givenPaise: number
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/billing/tax-codes': {
    readonly query?: {
      readonly day?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly taxCode: string
        readonly hsnSac?: string
        readonly taxBasisPoints: number
        readonly isExempt: boolean
        readonly validFrom: string
        readonly note: string
      }[]
    }
  }
  'GET /v1/billing/invoices/{invoiceId}/print': {
    readonly path: {
      readonly invoiceId: string
    }
    readonly query?: {
      readonly language?: 'en' | 'hi' | undefined
      readonly form?: 'page' | 'pdf' | undefined
      readonly sheet?: 'a5' | 'roll' | undefined
    }
    readonly answer: string
  }
  'GET /v1/billing/payments/{paymentId}/print': {
    readonly path: {
      readonly paymentId: string
    }
    readonly query?: {
      readonly language?: 'en' | 'hi' | undefined
      readonly form?: 'page' | 'pdf' | undefined
      readonly sheet?: 'a5' | 'roll' | undefined
    }
    readonly answer: string
  }
  'GET /v1/billing/credit-notes/{creditNoteId}/print': {
    readonly path: {
      readonly creditNoteId: string
    }
    readonly query?: {
      readonly language?: 'en' | 'hi' | undefined
      readonly form?: 'page' | 'pdf' | undefined
      readonly sheet?: 'a5' | 'roll' | undefined
    }
    readonly answer: string
  }
  'POST /v1/billing/upi-callbacks/{facilityId}': {
    readonly path: {
      readonly facilityId: string
    }
    readonly body: {
      readonly tr: string
      readonly utr: string
      readonly amountPaise: number
      readonly status: 'paid' | 'failed'
    }
    readonly answer: {
      readonly paymentId: string
      readonly status: 'PENDING' | 'DONE' | 'FAILED' | 'EXPIRED'
    }
  }
  'POST /v1/billing/statements': {
    readonly query: {
      readonly facility: string
    }
    readonly answer: {
      readonly rows: readonly {
        readonly line: number
        readonly utr?: string
        readonly outcome: 'confirmed' | 'known' | 'other-sum' | 'unknown' | 'unreadable'
        readonly paymentId?: string
      }[]
    }
  }
  'GET /v1/appointments/slots': {
    readonly query?: {
      readonly doctor?: string | undefined
      readonly speciality?: 'general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine' | undefined
      readonly facility?: string | undefined
      readonly pin?: string | undefined
      readonly from?: string | undefined
      readonly days?: number | undefined
      readonly mode?: 'in-person' | 'tele' | undefined
      readonly language?: 'en' | 'hi' | 'as' | 'bn' | 'brx' | 'doi' | 'gu' | 'kn' | 'kok' | 'ks' | 'mai' | 'ml' | 'mni' | 'mr' | 'ne' | 'or' | 'pa' | 'sa' | 'sat' | 'sd' | 'ta' | 'te' | 'ur' | undefined
      readonly show?: 'all' | 'next' | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly asOf: string
      readonly viewAgeSeconds: number
      readonly doctors: readonly {
        readonly doctorId: string
        readonly name: string
        readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
        readonly languages: readonly ('en' | 'hi' | 'as' | 'bn' | 'brx' | 'doi' | 'gu' | 'kn' | 'kok' | 'ks' | 'mai' | 'ml' | 'mni' | 'mr' | 'ne' | 'or' | 'pa' | 'sa' | 'sat' | 'sd' | 'ta' | 'te' | 'ur')[]
        readonly facilityId: string
        readonly facilityName: string
        readonly address: string
        readonly pin: string
        readonly district: string
        readonly state: string
        readonly room?: string
        readonly feePaise: number
        readonly revisitFeePaise: number
        readonly revisitDays: number
        readonly days: readonly {
          readonly date: string
          readonly free: number
          readonly slots: readonly {
            readonly slotId: string
            readonly date: string
            readonly start: string
            readonly minutes: number
            readonly mode: 'in-person' | 'tele'
            readonly free: number
          }[]
        }[]
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/appointments/slots/of-day': {
    readonly query: {
      readonly facility: string
      readonly day?: string | undefined
      readonly doctor?: string | undefined
    }
    readonly answer: {
      readonly doctors: readonly {
        readonly doctorId: string
        readonly name: string
        readonly room?: string
        readonly slots: readonly {
          readonly slotId: string
          readonly date: string
          readonly start: string
          readonly minutes: number
          readonly mode: 'in-person' | 'tele'
          readonly free: number
          readonly audience: 'public' | 'staff' | 'follow-up'
          readonly over: number
        }[]
      }[]
    }
  }
  'POST /v1/appointments/holds': {
    readonly body: {
      readonly slotId: string
      readonly patientId: string
    }
    readonly answer: {
      readonly appointmentId: string
      readonly reference: string
      readonly status: 'HELD' | 'BOOKED' | 'ARRIVED' | 'IN_CONSULTATION' | 'FULFILLED' | 'DISPLACED' | 'EXPIRED' | 'CANCELLED' | 'MOVED' | 'NO_SHOW' | 'LEFT' | 'VOID'
      readonly version: number
      readonly kind: 'new' | 'follow-up' | 'revisit'
      readonly channel: 'app' | 'counter' | 'waiting-list'
      readonly seat: 'regular' | 'over' | 'early'
      readonly priority: 'normal' | 'senior' | 'disabled' | 'pregnant' | 'child' | 'emergency'
      readonly slotIds: readonly string[]
      readonly doctorId: string
      readonly doctorName: string
      readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly facilityId: string
      readonly facilityName: string
      readonly address: string
      readonly pin: string
      readonly room?: string
      readonly patientId: string
      readonly date: string
      readonly start: string
      readonly minutes: number
      readonly mode: 'in-person' | 'tele'
      readonly feePaise: number
      readonly payment?: 'paid' | 'refund-due' | 'refunded'
      readonly heldUntil?: string
      readonly changeUntil?: string
      readonly decideBy?: string
      readonly arrivedAt?: string
      readonly reason?: string
      readonly movedFrom?: string
      readonly movedTo?: string
      readonly endedReason?: string
      readonly token?: {
        readonly tokenId: string
        readonly queueId: string
        readonly number: number
        readonly label: string
        readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
        readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
        readonly room?: string
        readonly link?: string
        readonly place?: {
          readonly asOf: string
          readonly number: number
          readonly label: string
          readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
          readonly room?: string
          readonly queueStatus: 'open' | 'paused' | 'closed'
          readonly before: number
          readonly minutesFrom: number
          readonly minutesTo: number
          readonly nowServing: readonly {
            readonly label: string
            readonly room: string
            readonly calledAt?: string
            readonly isInside: boolean
          }[]
        }
      }
    }
  }
  'POST /v1/appointments': {
    readonly body: {
      readonly holdId?: string
      readonly slotIds?: readonly string[]
      readonly patientId?: string
      readonly isFollowUp?: boolean
      readonly priority?: 'normal' | 'senior' | 'disabled' | 'pregnant' | 'child' | 'emergency'
      readonly reason?: string
      readonly override?: {
        readonly because: string
        readonly over?: boolean
      }
    }
    readonly answer: {
      readonly appointmentId: string
      readonly reference: string
      readonly status: 'HELD' | 'BOOKED' | 'ARRIVED' | 'IN_CONSULTATION' | 'FULFILLED' | 'DISPLACED' | 'EXPIRED' | 'CANCELLED' | 'MOVED' | 'NO_SHOW' | 'LEFT' | 'VOID'
      readonly version: number
      readonly kind: 'new' | 'follow-up' | 'revisit'
      readonly channel: 'app' | 'counter' | 'waiting-list'
      readonly seat: 'regular' | 'over' | 'early'
      readonly priority: 'normal' | 'senior' | 'disabled' | 'pregnant' | 'child' | 'emergency'
      readonly slotIds: readonly string[]
      readonly doctorId: string
      readonly doctorName: string
      readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly facilityId: string
      readonly facilityName: string
      readonly address: string
      readonly pin: string
      readonly room?: string
      readonly patientId: string
      readonly date: string
      readonly start: string
      readonly minutes: number
      readonly mode: 'in-person' | 'tele'
      readonly feePaise: number
      readonly payment?: 'paid' | 'refund-due' | 'refunded'
      readonly heldUntil?: string
      readonly changeUntil?: string
      readonly decideBy?: string
      readonly arrivedAt?: string
      readonly reason?: string
      readonly movedFrom?: string
      readonly movedTo?: string
      readonly endedReason?: string
      readonly token?: {
        readonly tokenId: string
        readonly queueId: string
        readonly number: number
        readonly label: string
        readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
        readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
        readonly room?: string
        readonly link?: string
        readonly place?: {
          readonly asOf: string
          readonly number: number
          readonly label: string
          readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
          readonly room?: string
          readonly queueStatus: 'open' | 'paused' | 'closed'
          readonly before: number
          readonly minutesFrom: number
          readonly minutesTo: number
          readonly nowServing: readonly {
            readonly label: string
            readonly room: string
            readonly calledAt?: string
            readonly isInside: boolean
          }[]
        }
      }
    }
  }
  'GET /v1/appointments': {
    readonly query?: {
      readonly patient?: string | undefined
      readonly facility?: string | undefined
      readonly day?: string | undefined
      readonly doctor?: string | undefined
      readonly status?: 'HELD' | 'BOOKED' | 'ARRIVED' | 'IN_CONSULTATION' | 'FULFILLED' | 'DISPLACED' | 'EXPIRED' | 'CANCELLED' | 'MOVED' | 'NO_SHOW' | 'LEFT' | 'VOID' | undefined
      readonly reference?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly appointmentId: string
        readonly reference: string
        readonly status: 'HELD' | 'BOOKED' | 'ARRIVED' | 'IN_CONSULTATION' | 'FULFILLED' | 'DISPLACED' | 'EXPIRED' | 'CANCELLED' | 'MOVED' | 'NO_SHOW' | 'LEFT' | 'VOID'
        readonly version: number
        readonly kind: 'new' | 'follow-up' | 'revisit'
        readonly channel: 'app' | 'counter' | 'waiting-list'
        readonly seat: 'regular' | 'over' | 'early'
        readonly priority: 'normal' | 'senior' | 'disabled' | 'pregnant' | 'child' | 'emergency'
        readonly slotIds: readonly string[]
        readonly doctorId: string
        readonly doctorName: string
        readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
        readonly facilityId: string
        readonly facilityName: string
        readonly address: string
        readonly pin: string
        readonly room?: string
        readonly patientId: string
        readonly date: string
        readonly start: string
        readonly minutes: number
        readonly mode: 'in-person' | 'tele'
        readonly feePaise: number
        readonly payment?: 'paid' | 'refund-due' | 'refunded'
        readonly heldUntil?: string
        readonly changeUntil?: string
        readonly decideBy?: string
        readonly arrivedAt?: string
        readonly reason?: string
        readonly movedFrom?: string
        readonly movedTo?: string
        readonly endedReason?: string
        readonly token?: {
          readonly tokenId: string
          readonly queueId: string
          readonly number: number
          readonly label: string
          readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
          readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
          readonly room?: string
          readonly link?: string
          readonly place?: {
            readonly asOf: string
            readonly number: number
            readonly label: string
            readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
            readonly room?: string
            readonly queueStatus: 'open' | 'paused' | 'closed'
            readonly before: number
            readonly minutesFrom: number
            readonly minutesTo: number
            readonly nowServing: readonly {
              readonly label: string
              readonly room: string
              readonly calledAt?: string
              readonly isInside: boolean
            }[]
          }
        }
        readonly patient?: {
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/appointments/{appointmentId}': {
    readonly path: {
      readonly appointmentId: string
    }
    readonly answer: {
      readonly appointmentId: string
      readonly reference: string
      readonly status: 'HELD' | 'BOOKED' | 'ARRIVED' | 'IN_CONSULTATION' | 'FULFILLED' | 'DISPLACED' | 'EXPIRED' | 'CANCELLED' | 'MOVED' | 'NO_SHOW' | 'LEFT' | 'VOID'
      readonly version: number
      readonly kind: 'new' | 'follow-up' | 'revisit'
      readonly channel: 'app' | 'counter' | 'waiting-list'
      readonly seat: 'regular' | 'over' | 'early'
      readonly priority: 'normal' | 'senior' | 'disabled' | 'pregnant' | 'child' | 'emergency'
      readonly slotIds: readonly string[]
      readonly doctorId: string
      readonly doctorName: string
      readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly facilityId: string
      readonly facilityName: string
      readonly address: string
      readonly pin: string
      readonly room?: string
      readonly patientId: string
      readonly date: string
      readonly start: string
      readonly minutes: number
      readonly mode: 'in-person' | 'tele'
      readonly feePaise: number
      readonly payment?: 'paid' | 'refund-due' | 'refunded'
      readonly heldUntil?: string
      readonly changeUntil?: string
      readonly decideBy?: string
      readonly arrivedAt?: string
      readonly reason?: string
      readonly movedFrom?: string
      readonly movedTo?: string
      readonly endedReason?: string
      readonly token?: {
        readonly tokenId: string
        readonly queueId: string
        readonly number: number
        readonly label: string
        readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
        readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
        readonly room?: string
        readonly link?: string
        readonly place?: {
          readonly asOf: string
          readonly number: number
          readonly label: string
          readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
          readonly room?: string
          readonly queueStatus: 'open' | 'paused' | 'closed'
          readonly before: number
          readonly minutesFrom: number
          readonly minutesTo: number
          readonly nowServing: readonly {
            readonly label: string
            readonly room: string
            readonly calledAt?: string
            readonly isInside: boolean
          }[]
        }
      }
      readonly patient?: {
        readonly name: string
        readonly birthYear: number
        readonly gender: 'male' | 'female' | 'other' | 'unknown'
      }
    }
  }
  'GET /v1/appointments/displacements': {
    readonly query: {
      readonly facility: string
      readonly limit?: number | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly appointmentId: string
        readonly reference: string
        readonly status: 'HELD' | 'BOOKED' | 'ARRIVED' | 'IN_CONSULTATION' | 'FULFILLED' | 'DISPLACED' | 'EXPIRED' | 'CANCELLED' | 'MOVED' | 'NO_SHOW' | 'LEFT' | 'VOID'
        readonly version: number
        readonly kind: 'new' | 'follow-up' | 'revisit'
        readonly channel: 'app' | 'counter' | 'waiting-list'
        readonly seat: 'regular' | 'over' | 'early'
        readonly priority: 'normal' | 'senior' | 'disabled' | 'pregnant' | 'child' | 'emergency'
        readonly slotIds: readonly string[]
        readonly doctorId: string
        readonly doctorName: string
        readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
        readonly facilityId: string
        readonly facilityName: string
        readonly address: string
        readonly pin: string
        readonly room?: string
        readonly patientId: string
        readonly date: string
        readonly start: string
        readonly minutes: number
        readonly mode: 'in-person' | 'tele'
        readonly feePaise: number
        readonly payment?: 'paid' | 'refund-due' | 'refunded'
        readonly heldUntil?: string
        readonly changeUntil?: string
        readonly decideBy?: string
        readonly arrivedAt?: string
        readonly reason?: string
        readonly movedFrom?: string
        readonly movedTo?: string
        readonly endedReason?: string
        readonly token?: {
          readonly tokenId: string
          readonly queueId: string
          readonly number: number
          readonly label: string
          readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
          readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
          readonly room?: string
          readonly link?: string
          readonly place?: {
            readonly asOf: string
            readonly number: number
            readonly label: string
            readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
            readonly room?: string
            readonly queueStatus: 'open' | 'paused' | 'closed'
            readonly before: number
            readonly minutesFrom: number
            readonly minutesTo: number
            readonly nowServing: readonly {
              readonly label: string
              readonly room: string
              readonly calledAt?: string
              readonly isInside: boolean
            }[]
          }
        }
        readonly patient?: {
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
      }[]
    }
  }
  'POST /v1/appointments/{appointmentId}/cancellation': {
    readonly path: {
      readonly appointmentId: string
    }
    readonly body: {
      readonly reason?: string
    }
    readonly answer: {
      readonly appointmentId: string
      readonly reference: string
      readonly status: 'HELD' | 'BOOKED' | 'ARRIVED' | 'IN_CONSULTATION' | 'FULFILLED' | 'DISPLACED' | 'EXPIRED' | 'CANCELLED' | 'MOVED' | 'NO_SHOW' | 'LEFT' | 'VOID'
      readonly version: number
      readonly kind: 'new' | 'follow-up' | 'revisit'
      readonly channel: 'app' | 'counter' | 'waiting-list'
      readonly seat: 'regular' | 'over' | 'early'
      readonly priority: 'normal' | 'senior' | 'disabled' | 'pregnant' | 'child' | 'emergency'
      readonly slotIds: readonly string[]
      readonly doctorId: string
      readonly doctorName: string
      readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly facilityId: string
      readonly facilityName: string
      readonly address: string
      readonly pin: string
      readonly room?: string
      readonly patientId: string
      readonly date: string
      readonly start: string
      readonly minutes: number
      readonly mode: 'in-person' | 'tele'
      readonly feePaise: number
      readonly payment?: 'paid' | 'refund-due' | 'refunded'
      readonly heldUntil?: string
      readonly changeUntil?: string
      readonly decideBy?: string
      readonly arrivedAt?: string
      readonly reason?: string
      readonly movedFrom?: string
      readonly movedTo?: string
      readonly endedReason?: string
      readonly token?: {
        readonly tokenId: string
        readonly queueId: string
        readonly number: number
        readonly label: string
        readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
        readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
        readonly room?: string
        readonly link?: string
        readonly place?: {
          readonly asOf: string
          readonly number: number
          readonly label: string
          readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
          readonly room?: string
          readonly queueStatus: 'open' | 'paused' | 'closed'
          readonly before: number
          readonly minutesFrom: number
          readonly minutesTo: number
          readonly nowServing: readonly {
            readonly label: string
            readonly room: string
            readonly calledAt?: string
            readonly isInside: boolean
          }[]
        }
      }
    }
  }
  'POST /v1/appointments/{appointmentId}/absence': {
    readonly path: {
      readonly appointmentId: string
    }
    readonly answer: {
      readonly appointmentId: string
      readonly reference: string
      readonly status: 'HELD' | 'BOOKED' | 'ARRIVED' | 'IN_CONSULTATION' | 'FULFILLED' | 'DISPLACED' | 'EXPIRED' | 'CANCELLED' | 'MOVED' | 'NO_SHOW' | 'LEFT' | 'VOID'
      readonly version: number
      readonly kind: 'new' | 'follow-up' | 'revisit'
      readonly channel: 'app' | 'counter' | 'waiting-list'
      readonly seat: 'regular' | 'over' | 'early'
      readonly priority: 'normal' | 'senior' | 'disabled' | 'pregnant' | 'child' | 'emergency'
      readonly slotIds: readonly string[]
      readonly doctorId: string
      readonly doctorName: string
      readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly facilityId: string
      readonly facilityName: string
      readonly address: string
      readonly pin: string
      readonly room?: string
      readonly patientId: string
      readonly date: string
      readonly start: string
      readonly minutes: number
      readonly mode: 'in-person' | 'tele'
      readonly feePaise: number
      readonly payment?: 'paid' | 'refund-due' | 'refunded'
      readonly heldUntil?: string
      readonly changeUntil?: string
      readonly decideBy?: string
      readonly arrivedAt?: string
      readonly reason?: string
      readonly movedFrom?: string
      readonly movedTo?: string
      readonly endedReason?: string
      readonly token?: {
        readonly tokenId: string
        readonly queueId: string
        readonly number: number
        readonly label: string
        readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
        readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
        readonly room?: string
        readonly link?: string
        readonly place?: {
          readonly asOf: string
          readonly number: number
          readonly label: string
          readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
          readonly room?: string
          readonly queueStatus: 'open' | 'paused' | 'closed'
          readonly before: number
          readonly minutesFrom: number
          readonly minutesTo: number
          readonly nowServing: readonly {
            readonly label: string
            readonly room: string
            readonly calledAt?: string
            readonly isInside: boolean
          }[]
        }
      }
    }
  }
  'POST /v1/appointments/{appointmentId}/departure': {
    readonly path: {
      readonly appointmentId: string
    }
    readonly answer: {
      readonly appointmentId: string
      readonly reference: string
      readonly status: 'HELD' | 'BOOKED' | 'ARRIVED' | 'IN_CONSULTATION' | 'FULFILLED' | 'DISPLACED' | 'EXPIRED' | 'CANCELLED' | 'MOVED' | 'NO_SHOW' | 'LEFT' | 'VOID'
      readonly version: number
      readonly kind: 'new' | 'follow-up' | 'revisit'
      readonly channel: 'app' | 'counter' | 'waiting-list'
      readonly seat: 'regular' | 'over' | 'early'
      readonly priority: 'normal' | 'senior' | 'disabled' | 'pregnant' | 'child' | 'emergency'
      readonly slotIds: readonly string[]
      readonly doctorId: string
      readonly doctorName: string
      readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly facilityId: string
      readonly facilityName: string
      readonly address: string
      readonly pin: string
      readonly room?: string
      readonly patientId: string
      readonly date: string
      readonly start: string
      readonly minutes: number
      readonly mode: 'in-person' | 'tele'
      readonly feePaise: number
      readonly payment?: 'paid' | 'refund-due' | 'refunded'
      readonly heldUntil?: string
      readonly changeUntil?: string
      readonly decideBy?: string
      readonly arrivedAt?: string
      readonly reason?: string
      readonly movedFrom?: string
      readonly movedTo?: string
      readonly endedReason?: string
      readonly token?: {
        readonly tokenId: string
        readonly queueId: string
        readonly number: number
        readonly label: string
        readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
        readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
        readonly room?: string
        readonly link?: string
        readonly place?: {
          readonly asOf: string
          readonly number: number
          readonly label: string
          readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
          readonly room?: string
          readonly queueStatus: 'open' | 'paused' | 'closed'
          readonly before: number
          readonly minutesFrom: number
          readonly minutesTo: number
          readonly nowServing: readonly {
            readonly label: string
            readonly room: string
            readonly calledAt?: string
            readonly isInside: boolean
          }[]
        }
      }
    }
  }
  'POST /v1/appointments/{appointmentId}/voiding': {
    readonly path: {
      readonly appointmentId: string
    }
    readonly body: {
      readonly reason: string
    }
    readonly answer: {
      readonly appointmentId: string
      readonly reference: string
      readonly status: 'HELD' | 'BOOKED' | 'ARRIVED' | 'IN_CONSULTATION' | 'FULFILLED' | 'DISPLACED' | 'EXPIRED' | 'CANCELLED' | 'MOVED' | 'NO_SHOW' | 'LEFT' | 'VOID'
      readonly version: number
      readonly kind: 'new' | 'follow-up' | 'revisit'
      readonly channel: 'app' | 'counter' | 'waiting-list'
      readonly seat: 'regular' | 'over' | 'early'
      readonly priority: 'normal' | 'senior' | 'disabled' | 'pregnant' | 'child' | 'emergency'
      readonly slotIds: readonly string[]
      readonly doctorId: string
      readonly doctorName: string
      readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly facilityId: string
      readonly facilityName: string
      readonly address: string
      readonly pin: string
      readonly room?: string
      readonly patientId: string
      readonly date: string
      readonly start: string
      readonly minutes: number
      readonly mode: 'in-person' | 'tele'
      readonly feePaise: number
      readonly payment?: 'paid' | 'refund-due' | 'refunded'
      readonly heldUntil?: string
      readonly changeUntil?: string
      readonly decideBy?: string
      readonly arrivedAt?: string
      readonly reason?: string
      readonly movedFrom?: string
      readonly movedTo?: string
      readonly endedReason?: string
      readonly token?: {
        readonly tokenId: string
        readonly queueId: string
        readonly number: number
        readonly label: string
        readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
        readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
        readonly room?: string
        readonly link?: string
        readonly place?: {
          readonly asOf: string
          readonly number: number
          readonly label: string
          readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
          readonly room?: string
          readonly queueStatus: 'open' | 'paused' | 'closed'
          readonly before: number
          readonly minutesFrom: number
          readonly minutesTo: number
          readonly nowServing: readonly {
            readonly label: string
            readonly room: string
            readonly calledAt?: string
            readonly isInside: boolean
          }[]
        }
      }
    }
  }
  'POST /v1/appointments/{appointmentId}/rescheduling': {
    readonly path: {
      readonly appointmentId: string
    }
    readonly body: {
      readonly slotIds: readonly string[]
    }
    readonly answer: {
      readonly appointmentId: string
      readonly reference: string
      readonly status: 'HELD' | 'BOOKED' | 'ARRIVED' | 'IN_CONSULTATION' | 'FULFILLED' | 'DISPLACED' | 'EXPIRED' | 'CANCELLED' | 'MOVED' | 'NO_SHOW' | 'LEFT' | 'VOID'
      readonly version: number
      readonly kind: 'new' | 'follow-up' | 'revisit'
      readonly channel: 'app' | 'counter' | 'waiting-list'
      readonly seat: 'regular' | 'over' | 'early'
      readonly priority: 'normal' | 'senior' | 'disabled' | 'pregnant' | 'child' | 'emergency'
      readonly slotIds: readonly string[]
      readonly doctorId: string
      readonly doctorName: string
      readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly facilityId: string
      readonly facilityName: string
      readonly address: string
      readonly pin: string
      readonly room?: string
      readonly patientId: string
      readonly date: string
      readonly start: string
      readonly minutes: number
      readonly mode: 'in-person' | 'tele'
      readonly feePaise: number
      readonly payment?: 'paid' | 'refund-due' | 'refunded'
      readonly heldUntil?: string
      readonly changeUntil?: string
      readonly decideBy?: string
      readonly arrivedAt?: string
      readonly reason?: string
      readonly movedFrom?: string
      readonly movedTo?: string
      readonly endedReason?: string
      readonly token?: {
        readonly tokenId: string
        readonly queueId: string
        readonly number: number
        readonly label: string
        readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
        readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
        readonly room?: string
        readonly link?: string
        readonly place?: {
          readonly asOf: string
          readonly number: number
          readonly label: string
          readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
          readonly room?: string
          readonly queueStatus: 'open' | 'paused' | 'closed'
          readonly before: number
          readonly minutesFrom: number
          readonly minutesTo: number
          readonly nowServing: readonly {
            readonly label: string
            readonly room: string
            readonly calledAt?: string
            readonly isInside: boolean
          }[]
        }
      }
    }
  }
  'POST /v1/appointments/{appointmentId}/arrival': {
    readonly path: {
      readonly appointmentId: string
    }
    readonly body: {
      readonly priority?: 'normal' | 'senior' | 'disabled' | 'pregnant' | 'child' | 'emergency'
    }
    readonly answer: {
      readonly appointmentId: string
      readonly reference: string
      readonly status: 'HELD' | 'BOOKED' | 'ARRIVED' | 'IN_CONSULTATION' | 'FULFILLED' | 'DISPLACED' | 'EXPIRED' | 'CANCELLED' | 'MOVED' | 'NO_SHOW' | 'LEFT' | 'VOID'
      readonly version: number
      readonly kind: 'new' | 'follow-up' | 'revisit'
      readonly channel: 'app' | 'counter' | 'waiting-list'
      readonly seat: 'regular' | 'over' | 'early'
      readonly priority: 'normal' | 'senior' | 'disabled' | 'pregnant' | 'child' | 'emergency'
      readonly slotIds: readonly string[]
      readonly doctorId: string
      readonly doctorName: string
      readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly facilityId: string
      readonly facilityName: string
      readonly address: string
      readonly pin: string
      readonly room?: string
      readonly patientId: string
      readonly date: string
      readonly start: string
      readonly minutes: number
      readonly mode: 'in-person' | 'tele'
      readonly feePaise: number
      readonly payment?: 'paid' | 'refund-due' | 'refunded'
      readonly heldUntil?: string
      readonly changeUntil?: string
      readonly decideBy?: string
      readonly arrivedAt?: string
      readonly reason?: string
      readonly movedFrom?: string
      readonly movedTo?: string
      readonly endedReason?: string
      readonly token?: {
        readonly tokenId: string
        readonly queueId: string
        readonly number: number
        readonly label: string
        readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
        readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
        readonly room?: string
        readonly link?: string
        readonly place?: {
          readonly asOf: string
          readonly number: number
          readonly label: string
          readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
          readonly room?: string
          readonly queueStatus: 'open' | 'paused' | 'closed'
          readonly before: number
          readonly minutesFrom: number
          readonly minutesTo: number
          readonly nowServing: readonly {
            readonly label: string
            readonly room: string
            readonly calledAt?: string
            readonly isInside: boolean
          }[]
        }
      }
    }
  }
  'POST /v1/appointments/{appointmentId}/arrival/cancellation': {
    readonly path: {
      readonly appointmentId: string
    }
    readonly answer: {
      readonly appointmentId: string
      readonly reference: string
      readonly status: 'HELD' | 'BOOKED' | 'ARRIVED' | 'IN_CONSULTATION' | 'FULFILLED' | 'DISPLACED' | 'EXPIRED' | 'CANCELLED' | 'MOVED' | 'NO_SHOW' | 'LEFT' | 'VOID'
      readonly version: number
      readonly kind: 'new' | 'follow-up' | 'revisit'
      readonly channel: 'app' | 'counter' | 'waiting-list'
      readonly seat: 'regular' | 'over' | 'early'
      readonly priority: 'normal' | 'senior' | 'disabled' | 'pregnant' | 'child' | 'emergency'
      readonly slotIds: readonly string[]
      readonly doctorId: string
      readonly doctorName: string
      readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly facilityId: string
      readonly facilityName: string
      readonly address: string
      readonly pin: string
      readonly room?: string
      readonly patientId: string
      readonly date: string
      readonly start: string
      readonly minutes: number
      readonly mode: 'in-person' | 'tele'
      readonly feePaise: number
      readonly payment?: 'paid' | 'refund-due' | 'refunded'
      readonly heldUntil?: string
      readonly changeUntil?: string
      readonly decideBy?: string
      readonly arrivedAt?: string
      readonly reason?: string
      readonly movedFrom?: string
      readonly movedTo?: string
      readonly endedReason?: string
      readonly token?: {
        readonly tokenId: string
        readonly queueId: string
        readonly number: number
        readonly label: string
        readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
        readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
        readonly room?: string
        readonly link?: string
        readonly place?: {
          readonly asOf: string
          readonly number: number
          readonly label: string
          readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
          readonly room?: string
          readonly queueStatus: 'open' | 'paused' | 'closed'
          readonly before: number
          readonly minutesFrom: number
          readonly minutesTo: number
          readonly nowServing: readonly {
            readonly label: string
            readonly room: string
            readonly calledAt?: string
            readonly isInside: boolean
          }[]
        }
      }
    }
  }
  'POST /v1/appointments/{appointmentId}/consultation': {
    readonly path: {
      readonly appointmentId: string
    }
    readonly answer: {
      readonly appointmentId: string
      readonly reference: string
      readonly status: 'HELD' | 'BOOKED' | 'ARRIVED' | 'IN_CONSULTATION' | 'FULFILLED' | 'DISPLACED' | 'EXPIRED' | 'CANCELLED' | 'MOVED' | 'NO_SHOW' | 'LEFT' | 'VOID'
      readonly version: number
      readonly kind: 'new' | 'follow-up' | 'revisit'
      readonly channel: 'app' | 'counter' | 'waiting-list'
      readonly seat: 'regular' | 'over' | 'early'
      readonly priority: 'normal' | 'senior' | 'disabled' | 'pregnant' | 'child' | 'emergency'
      readonly slotIds: readonly string[]
      readonly doctorId: string
      readonly doctorName: string
      readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly facilityId: string
      readonly facilityName: string
      readonly address: string
      readonly pin: string
      readonly room?: string
      readonly patientId: string
      readonly date: string
      readonly start: string
      readonly minutes: number
      readonly mode: 'in-person' | 'tele'
      readonly feePaise: number
      readonly payment?: 'paid' | 'refund-due' | 'refunded'
      readonly heldUntil?: string
      readonly changeUntil?: string
      readonly decideBy?: string
      readonly arrivedAt?: string
      readonly reason?: string
      readonly movedFrom?: string
      readonly movedTo?: string
      readonly endedReason?: string
      readonly token?: {
        readonly tokenId: string
        readonly queueId: string
        readonly number: number
        readonly label: string
        readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
        readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
        readonly room?: string
        readonly link?: string
        readonly place?: {
          readonly asOf: string
          readonly number: number
          readonly label: string
          readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
          readonly room?: string
          readonly queueStatus: 'open' | 'paused' | 'closed'
          readonly before: number
          readonly minutesFrom: number
          readonly minutesTo: number
          readonly nowServing: readonly {
            readonly label: string
            readonly room: string
            readonly calledAt?: string
            readonly isInside: boolean
          }[]
        }
      }
    }
  }
  'POST /v1/appointments/{appointmentId}/completion': {
    readonly path: {
      readonly appointmentId: string
    }
    readonly answer: {
      readonly appointmentId: string
      readonly reference: string
      readonly status: 'HELD' | 'BOOKED' | 'ARRIVED' | 'IN_CONSULTATION' | 'FULFILLED' | 'DISPLACED' | 'EXPIRED' | 'CANCELLED' | 'MOVED' | 'NO_SHOW' | 'LEFT' | 'VOID'
      readonly version: number
      readonly kind: 'new' | 'follow-up' | 'revisit'
      readonly channel: 'app' | 'counter' | 'waiting-list'
      readonly seat: 'regular' | 'over' | 'early'
      readonly priority: 'normal' | 'senior' | 'disabled' | 'pregnant' | 'child' | 'emergency'
      readonly slotIds: readonly string[]
      readonly doctorId: string
      readonly doctorName: string
      readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly facilityId: string
      readonly facilityName: string
      readonly address: string
      readonly pin: string
      readonly room?: string
      readonly patientId: string
      readonly date: string
      readonly start: string
      readonly minutes: number
      readonly mode: 'in-person' | 'tele'
      readonly feePaise: number
      readonly payment?: 'paid' | 'refund-due' | 'refunded'
      readonly heldUntil?: string
      readonly changeUntil?: string
      readonly decideBy?: string
      readonly arrivedAt?: string
      readonly reason?: string
      readonly movedFrom?: string
      readonly movedTo?: string
      readonly endedReason?: string
      readonly token?: {
        readonly tokenId: string
        readonly queueId: string
        readonly number: number
        readonly label: string
        readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
        readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
        readonly room?: string
        readonly link?: string
        readonly place?: {
          readonly asOf: string
          readonly number: number
          readonly label: string
          readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
          readonly room?: string
          readonly queueStatus: 'open' | 'paused' | 'closed'
          readonly before: number
          readonly minutesFrom: number
          readonly minutesTo: number
          readonly nowServing: readonly {
            readonly label: string
            readonly room: string
            readonly calledAt?: string
            readonly isInside: boolean
          }[]
        }
      }
    }
  }
  'GET /v1/appointments/overview': {
    readonly query: {
      readonly facility: string
    }
    readonly answer: {
      readonly asOf: string
      readonly date: string
      readonly doctors: number
      readonly expected: number
      readonly late: number
      readonly arrived: number
      readonly inRoom: number
      readonly seen: number
      readonly absent: number
      readonly hours: readonly {
        readonly hour: number
        readonly booked: number
        readonly came: number
      }[]
      readonly next: readonly {
        readonly appointmentId: string
        readonly reference: string
        readonly status: 'HELD' | 'BOOKED' | 'ARRIVED' | 'IN_CONSULTATION' | 'FULFILLED' | 'DISPLACED' | 'EXPIRED' | 'CANCELLED' | 'MOVED' | 'NO_SHOW' | 'LEFT' | 'VOID'
        readonly version: number
        readonly kind: 'new' | 'follow-up' | 'revisit'
        readonly channel: 'app' | 'counter' | 'waiting-list'
        readonly seat: 'regular' | 'over' | 'early'
        readonly priority: 'normal' | 'senior' | 'disabled' | 'pregnant' | 'child' | 'emergency'
        readonly slotIds: readonly string[]
        readonly doctorId: string
        readonly doctorName: string
        readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
        readonly facilityId: string
        readonly facilityName: string
        readonly address: string
        readonly pin: string
        readonly room?: string
        readonly patientId: string
        readonly date: string
        readonly start: string
        readonly minutes: number
        readonly mode: 'in-person' | 'tele'
        readonly feePaise: number
        readonly payment?: 'paid' | 'refund-due' | 'refunded'
        readonly heldUntil?: string
        readonly changeUntil?: string
        readonly decideBy?: string
        readonly arrivedAt?: string
        readonly reason?: string
        readonly movedFrom?: string
        readonly movedTo?: string
        readonly endedReason?: string
        readonly token?: {
          readonly tokenId: string
          readonly queueId: string
          readonly number: number
          readonly label: string
          readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
          readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
          readonly room?: string
          readonly link?: string
          readonly place?: {
            readonly asOf: string
            readonly number: number
            readonly label: string
            readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
            readonly room?: string
            readonly queueStatus: 'open' | 'paused' | 'closed'
            readonly before: number
            readonly minutesFrom: number
            readonly minutesTo: number
            readonly nowServing: readonly {
              readonly label: string
              readonly room: string
              readonly calledAt?: string
              readonly isInside: boolean
            }[]
          }
        }
        readonly patient?: {
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
      }[]
      readonly queues: readonly {
        readonly queueId: string
        readonly facilityId: string
        readonly kind: 'practice' | 'department'
        readonly doctorId?: string
        readonly doctorName?: string
        readonly servicePoint?: string
        readonly date: string
        readonly letter: string
        readonly status: 'open' | 'paused' | 'closed'
        readonly delayMinutes: number
        readonly usualRoom?: string
        readonly issued: number
        readonly waiting: number
        readonly missed: number
        readonly served: number
        readonly meanMinutes?: number
        readonly minutesFrom: number
        readonly minutesTo: number
        readonly nowServing: readonly {
          readonly label: string
          readonly room: string
          readonly calledAt?: string
          readonly isInside: boolean
        }[]
        readonly next: readonly string[]
      }[]
      readonly displaced: number
      readonly stuckFees: number
      readonly attendance?: {
        readonly booked: number
        readonly seen: number
        readonly absent: number
        readonly left: number
        readonly waits: number
        readonly medianMinutes?: number
        readonly shortMinutes?: number
        readonly longMinutes?: number
      }
    }
  }
  'GET /v1/appointments/{appointmentId}/offers': {
    readonly path: {
      readonly appointmentId: string
    }
    readonly answer: {
      readonly items: readonly {
        readonly tier: 'same-doctor' | 'same-speciality' | 'nearby'
        readonly slotIds: readonly string[]
        readonly date: string
        readonly start: string
        readonly minutes: number
        readonly doctorId: string
        readonly doctorName: string
        readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
        readonly facilityId: string
        readonly facilityName: string
        readonly address: string
        readonly distanceKm: number
        readonly feePaise: number
      }[]
    }
  }
  'POST /v1/appointments/leave-previews': {
    readonly body: {
      readonly doctorId: string
      readonly facilityId?: string
      readonly fromOn: string
      readonly untilOn: string
      readonly starts?: string
      readonly ends?: string
    }
    readonly answer: {
      readonly asOf: string
      readonly versions: { readonly [name: string]: number }
      readonly count: number
      readonly patients: number
      readonly moves: number
      readonly items: readonly {
        readonly appointmentId: string
        readonly reference: string
        readonly initials: string
        readonly doctorId: string
        readonly facilityId: string
        readonly facilityName: string
        readonly date: string
        readonly start: string
        readonly minutes: number
        readonly moves: boolean
      }[]
    }
  }
  'POST /v1/appointments/hours-previews': {
    readonly body: {
      readonly doctorId: string
      readonly facilityId: string
      readonly templates: readonly {
        readonly weekday: number
        readonly starts: string
        readonly ends: string
        readonly slotMinutes: number
        readonly bufferMinutes?: number
        readonly capacity?: number
        readonly mode?: 'in-person' | 'tele'
        readonly audience?: 'public' | 'staff' | 'follow-up'
        readonly validFrom: string
        readonly validUntil?: string
      }[]
    }
    readonly answer: {
      readonly asOf: string
      readonly versions: { readonly [name: string]: number }
      readonly count: number
      readonly patients: number
      readonly moves: number
      readonly items: readonly {
        readonly appointmentId: string
        readonly reference: string
        readonly initials: string
        readonly doctorId: string
        readonly facilityId: string
        readonly facilityName: string
        readonly date: string
        readonly start: string
        readonly minutes: number
        readonly moves: boolean
      }[]
    }
  }
  'POST /v1/appointments/closure-previews': {
    readonly body: {
      readonly facilityId: string
      readonly day: string
    }
    readonly answer: {
      readonly asOf: string
      readonly versions: { readonly [name: string]: number }
      readonly count: number
      readonly patients: number
      readonly moves: number
      readonly items: readonly {
        readonly appointmentId: string
        readonly reference: string
        readonly initials: string
        readonly doctorId: string
        readonly facilityId: string
        readonly facilityName: string
        readonly date: string
        readonly start: string
        readonly minutes: number
        readonly moves: boolean
      }[]
    }
  }
  'GET /v1/appointments/stuck-fees': {
    readonly query: {
      readonly facility: string
      readonly limit?: number | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly kind: 'appointment' | 'walk-in'
        readonly appointmentId?: string
        readonly tokenId?: string
        readonly deed: 'charge' | 'reversal'
        readonly problem: string
        readonly failedAt: string
        readonly patientName?: string
        readonly doctorName: string
        readonly date: string
        readonly feePaise: number
      }[]
    }
  }
  'POST /v1/appointments/{appointmentId}/fee-repetition': {
    readonly path: {
      readonly appointmentId: string
    }
    readonly answer: {
      readonly items: readonly {
        readonly kind: 'appointment' | 'walk-in'
        readonly appointmentId?: string
        readonly tokenId?: string
        readonly deed: 'charge' | 'reversal'
        readonly problem: string
        readonly failedAt: string
        readonly patientName?: string
        readonly doctorName: string
        readonly date: string
        readonly feePaise: number
      }[]
    }
  }
  'POST /v1/appointments/{appointmentId}/fee-settlement': {
    readonly path: {
      readonly appointmentId: string
    }
    readonly body: {
      readonly deed: 'charge' | 'reversal'
      readonly why: string
    }
    readonly answer: {
      readonly items: readonly {
        readonly kind: 'appointment' | 'walk-in'
        readonly appointmentId?: string
        readonly tokenId?: string
        readonly deed: 'charge' | 'reversal'
        readonly problem: string
        readonly failedAt: string
        readonly patientName?: string
        readonly doctorName: string
        readonly date: string
        readonly feePaise: number
      }[]
    }
  }
  'POST /v1/appointments/tokens/{tokenId}/fee-repetition': {
    readonly path: {
      readonly tokenId: string
    }
    readonly answer: {
      readonly items: readonly {
        readonly kind: 'appointment' | 'walk-in'
        readonly appointmentId?: string
        readonly tokenId?: string
        readonly deed: 'charge' | 'reversal'
        readonly problem: string
        readonly failedAt: string
        readonly patientName?: string
        readonly doctorName: string
        readonly date: string
        readonly feePaise: number
      }[]
    }
  }
  'POST /v1/appointments/tokens/{tokenId}/fee-settlement': {
    readonly path: {
      readonly tokenId: string
    }
    readonly body: {
      readonly deed: 'charge' | 'reversal'
      readonly why: string
    }
    readonly answer: {
      readonly items: readonly {
        readonly kind: 'appointment' | 'walk-in'
        readonly appointmentId?: string
        readonly tokenId?: string
        readonly deed: 'charge' | 'reversal'
        readonly problem: string
        readonly failedAt: string
        readonly patientName?: string
        readonly doctorName: string
        readonly date: string
        readonly feePaise: number
      }[]
    }
  }
  'GET /v1/appointments/attendance': {
    readonly query: {
      readonly facility: string
      readonly from?: string | undefined
      readonly to?: string | undefined
    }
    readonly answer: {
      readonly asOf: string
      readonly from: string
      readonly to: string
      readonly total: {
        readonly booked: number
        readonly seen: number
        readonly absent: number
        readonly left: number
        readonly waits: number
        readonly medianMinutes?: number
        readonly shortMinutes?: number
        readonly longMinutes?: number
      }
      readonly days: readonly {
        readonly date: string
        readonly booked: number
        readonly seen: number
        readonly absent: number
        readonly left: number
        readonly waits: number
        readonly medianMinutes?: number
        readonly shortMinutes?: number
        readonly longMinutes?: number
      }[]
      readonly doctors: readonly {
        readonly doctorId: string
        readonly name: string
        readonly booked: number
        readonly seen: number
        readonly absent: number
        readonly left: number
        readonly waits: number
        readonly medianMinutes?: number
        readonly shortMinutes?: number
        readonly longMinutes?: number
      }[]
      readonly each: readonly {
        readonly date: string
        readonly doctorId: string
        readonly name: string
        readonly booked: number
        readonly seen: number
        readonly absent: number
        readonly left: number
        readonly waits: number
        readonly medianMinutes?: number
        readonly shortMinutes?: number
        readonly longMinutes?: number
      }[]
    }
  }
  'GET /v1/appointments/attendance/hospitals': {
    readonly query?: {
      readonly from?: string | undefined
      readonly to?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly asOf: string
      readonly from: string
      readonly to: string
      readonly items: readonly {
        readonly facilityId: string
        readonly name: string
        readonly district: string
        readonly doctors: number
        readonly oldViews: number
        readonly booked: number
        readonly seen: number
        readonly absent: number
        readonly left: number
        readonly waits: number
        readonly medianMinutes?: number
        readonly shortMinutes?: number
        readonly longMinutes?: number
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/appointments/attendance/old-views': {
    readonly query: {
      readonly facility: string
      readonly limit?: number | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly doctorId: string
        readonly name: string
        readonly pulledAt: string
        readonly throughOn: string
        readonly failedAt?: string
      }[]
    }
  }
  'POST /v1/appointments/waiting': {
    readonly body: {
      readonly facilityId: string
      readonly doctorId?: string
      readonly speciality?: 'general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine'
      readonly patientId: string
      readonly fromOn: string
      readonly untilOn: string
      readonly part: 'any' | 'morning' | 'afternoon' | 'evening'
    }
    readonly answer: {
      readonly waitingId: string
      readonly status: 'WAITING' | 'OFFERED' | 'TAKEN' | 'LEFT' | 'EXPIRED'
      readonly version: number
      readonly facilityId: string
      readonly facilityName: string
      readonly doctorId?: string
      readonly doctorName?: string
      readonly speciality?: 'general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine'
      readonly patientId: string
      readonly fromOn: string
      readonly untilOn: string
      readonly part: 'any' | 'morning' | 'afternoon' | 'evening'
      readonly askedAt: string
      readonly ahead?: number
      readonly offersLeft: number
      readonly offer?: {
        readonly appointmentId: string
        readonly doctorId: string
        readonly doctorName: string
        readonly date: string
        readonly start: string
        readonly minutes: number
        readonly until: string
      }
      readonly appointmentId?: string
    }
  }
  'GET /v1/appointments/waiting': {
    readonly query?: {
      readonly patient?: string | undefined
      readonly facility?: string | undefined
      readonly limit?: number | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly waitingId: string
        readonly status: 'WAITING' | 'OFFERED' | 'TAKEN' | 'LEFT' | 'EXPIRED'
        readonly version: number
        readonly facilityId: string
        readonly facilityName: string
        readonly doctorId?: string
        readonly doctorName?: string
        readonly speciality?: 'general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine'
        readonly patientId: string
        readonly fromOn: string
        readonly untilOn: string
        readonly part: 'any' | 'morning' | 'afternoon' | 'evening'
        readonly askedAt: string
        readonly ahead?: number
        readonly offersLeft: number
        readonly offer?: {
          readonly appointmentId: string
          readonly doctorId: string
          readonly doctorName: string
          readonly date: string
          readonly start: string
          readonly minutes: number
          readonly until: string
        }
        readonly appointmentId?: string
        readonly patient?: {
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
      }[]
    }
  }
  'POST /v1/appointments/waiting/{waitingId}/cancellation': {
    readonly path: {
      readonly waitingId: string
    }
    readonly answer: {
      readonly waitingId: string
      readonly status: 'WAITING' | 'OFFERED' | 'TAKEN' | 'LEFT' | 'EXPIRED'
      readonly version: number
      readonly facilityId: string
      readonly facilityName: string
      readonly doctorId?: string
      readonly doctorName?: string
      readonly speciality?: 'general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine'
      readonly patientId: string
      readonly fromOn: string
      readonly untilOn: string
      readonly part: 'any' | 'morning' | 'afternoon' | 'evening'
      readonly askedAt: string
      readonly ahead?: number
      readonly offersLeft: number
      readonly offer?: {
        readonly appointmentId: string
        readonly doctorId: string
        readonly doctorName: string
        readonly date: string
        readonly start: string
        readonly minutes: number
        readonly until: string
      }
      readonly appointmentId?: string
    }
  }
  'POST /v1/appointments/waiting/{waitingId}/acceptance': {
    readonly path: {
      readonly waitingId: string
    }
    readonly answer: {
      readonly appointmentId: string
      readonly reference: string
      readonly status: 'HELD' | 'BOOKED' | 'ARRIVED' | 'IN_CONSULTATION' | 'FULFILLED' | 'DISPLACED' | 'EXPIRED' | 'CANCELLED' | 'MOVED' | 'NO_SHOW' | 'LEFT' | 'VOID'
      readonly version: number
      readonly kind: 'new' | 'follow-up' | 'revisit'
      readonly channel: 'app' | 'counter' | 'waiting-list'
      readonly seat: 'regular' | 'over' | 'early'
      readonly priority: 'normal' | 'senior' | 'disabled' | 'pregnant' | 'child' | 'emergency'
      readonly slotIds: readonly string[]
      readonly doctorId: string
      readonly doctorName: string
      readonly specialities: readonly ('general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine')[]
      readonly facilityId: string
      readonly facilityName: string
      readonly address: string
      readonly pin: string
      readonly room?: string
      readonly patientId: string
      readonly date: string
      readonly start: string
      readonly minutes: number
      readonly mode: 'in-person' | 'tele'
      readonly feePaise: number
      readonly payment?: 'paid' | 'refund-due' | 'refunded'
      readonly heldUntil?: string
      readonly changeUntil?: string
      readonly decideBy?: string
      readonly arrivedAt?: string
      readonly reason?: string
      readonly movedFrom?: string
      readonly movedTo?: string
      readonly endedReason?: string
      readonly token?: {
        readonly tokenId: string
        readonly queueId: string
        readonly number: number
        readonly label: string
        readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
        readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
        readonly room?: string
        readonly link?: string
        readonly place?: {
          readonly asOf: string
          readonly number: number
          readonly label: string
          readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
          readonly room?: string
          readonly queueStatus: 'open' | 'paused' | 'closed'
          readonly before: number
          readonly minutesFrom: number
          readonly minutesTo: number
          readonly nowServing: readonly {
            readonly label: string
            readonly room: string
            readonly calledAt?: string
            readonly isInside: boolean
          }[]
        }
      }
    }
  }
  'POST /v1/appointments/waiting/{waitingId}/refusal': {
    readonly path: {
      readonly waitingId: string
    }
    readonly answer: {
      readonly waitingId: string
      readonly status: 'WAITING' | 'OFFERED' | 'TAKEN' | 'LEFT' | 'EXPIRED'
      readonly version: number
      readonly facilityId: string
      readonly facilityName: string
      readonly doctorId?: string
      readonly doctorName?: string
      readonly speciality?: 'general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine'
      readonly patientId: string
      readonly fromOn: string
      readonly untilOn: string
      readonly part: 'any' | 'morning' | 'afternoon' | 'evening'
      readonly askedAt: string
      readonly ahead?: number
      readonly offersLeft: number
      readonly offer?: {
        readonly appointmentId: string
        readonly doctorId: string
        readonly doctorName: string
        readonly date: string
        readonly start: string
        readonly minutes: number
        readonly until: string
      }
      readonly appointmentId?: string
    }
  }
  'POST /v1/appointments/waiting/{waitingId}/removal': {
    readonly path: {
      readonly waitingId: string
    }
    readonly body: {
      readonly reason: string
    }
    readonly answer: {
      readonly waitingId: string
      readonly status: 'WAITING' | 'OFFERED' | 'TAKEN' | 'LEFT' | 'EXPIRED'
      readonly version: number
      readonly facilityId: string
      readonly facilityName: string
      readonly doctorId?: string
      readonly doctorName?: string
      readonly speciality?: 'general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine'
      readonly patientId: string
      readonly fromOn: string
      readonly untilOn: string
      readonly part: 'any' | 'morning' | 'afternoon' | 'evening'
      readonly askedAt: string
      readonly ahead?: number
      readonly offersLeft: number
      readonly offer?: {
        readonly appointmentId: string
        readonly doctorId: string
        readonly doctorName: string
        readonly date: string
        readonly start: string
        readonly minutes: number
        readonly until: string
      }
      readonly appointmentId?: string
    }
  }
  'GET /v1/appointments/offers/{link}': {
    readonly path: {
      readonly link: string
    }
    readonly answer: {
      readonly status: 'WAITING' | 'OFFERED' | 'TAKEN' | 'LEFT' | 'EXPIRED'
      readonly facilityName?: string
      readonly address?: string
      readonly date?: string
      readonly start?: string
      readonly minutes?: number
      readonly until?: string
    }
  }
  'POST /v1/appointments/offers/{link}/acceptance': {
    readonly path: {
      readonly link: string
    }
    readonly answer: {
      readonly status: 'WAITING' | 'OFFERED' | 'TAKEN' | 'LEFT' | 'EXPIRED'
      readonly facilityName?: string
      readonly address?: string
      readonly date?: string
      readonly start?: string
      readonly minutes?: number
      readonly until?: string
    }
  }
  'POST /v1/appointments/offers/{link}/refusal': {
    readonly path: {
      readonly link: string
    }
    readonly answer: {
      readonly status: 'WAITING' | 'OFFERED' | 'TAKEN' | 'LEFT' | 'EXPIRED'
      readonly facilityName?: string
      readonly address?: string
      readonly date?: string
      readonly start?: string
      readonly minutes?: number
      readonly until?: string
    }
  }
  'GET /v1/appointments/queues': {
    readonly query: {
      readonly facility: string
      readonly day?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly queueId: string
        readonly facilityId: string
        readonly kind: 'practice' | 'department'
        readonly doctorId?: string
        readonly doctorName?: string
        readonly servicePoint?: string
        readonly date: string
        readonly letter: string
        readonly status: 'open' | 'paused' | 'closed'
        readonly delayMinutes: number
        readonly usualRoom?: string
        readonly issued: number
        readonly waiting: number
        readonly missed: number
        readonly served: number
        readonly meanMinutes?: number
        readonly minutesFrom: number
        readonly minutesTo: number
        readonly nowServing: readonly {
          readonly label: string
          readonly room: string
          readonly calledAt?: string
          readonly isInside: boolean
        }[]
        readonly next: readonly string[]
      }[]
    }
  }
  'POST /v1/appointments/queues': {
    readonly body: {
      readonly facilityId: string
      readonly doctorId?: string
      readonly servicePoint?: string
    }
    readonly answer: {
      readonly queueId: string
      readonly facilityId: string
      readonly kind: 'practice' | 'department'
      readonly doctorId?: string
      readonly doctorName?: string
      readonly servicePoint?: string
      readonly date: string
      readonly letter: string
      readonly status: 'open' | 'paused' | 'closed'
      readonly delayMinutes: number
      readonly usualRoom?: string
      readonly issued: number
      readonly waiting: number
      readonly missed: number
      readonly served: number
      readonly meanMinutes?: number
      readonly minutesFrom: number
      readonly minutesTo: number
      readonly nowServing: readonly {
        readonly label: string
        readonly room: string
        readonly calledAt?: string
        readonly isInside: boolean
      }[]
      readonly next: readonly string[]
    }
  }
  'GET /v1/appointments/queues/{queueId}': {
    readonly path: {
      readonly queueId: string
    }
    readonly answer: {
      readonly asOf: string
      readonly queueId: string
      readonly facilityId: string
      readonly kind: 'practice' | 'department'
      readonly doctorId?: string
      readonly doctorName?: string
      readonly servicePoint?: string
      readonly date: string
      readonly letter: string
      readonly status: 'open' | 'paused' | 'closed'
      readonly delayMinutes: number
      readonly usualRoom?: string
      readonly issued: number
      readonly waiting: number
      readonly missed: number
      readonly served: number
      readonly meanMinutes?: number
      readonly minutesFrom: number
      readonly minutesTo: number
      readonly nowServing: readonly {
        readonly label: string
        readonly room: string
        readonly calledAt?: string
        readonly isInside: boolean
      }[]
      readonly next: readonly string[]
      readonly tokens: readonly {
        readonly tokenId: string
        readonly queueId: string
        readonly number: number
        readonly label: string
        readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
        readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
        readonly room?: string
        readonly arrivedAt: string
        readonly calledAt?: string
        readonly startedAt?: string
        readonly recalls: number
        readonly returns: number
        readonly patientId: string
        readonly appointmentId?: string
        readonly patient?: {
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
        readonly reason?: string
      }[]
    }
  }
  'PATCH /v1/appointments/queues/{queueId}': {
    readonly path: {
      readonly queueId: string
    }
    readonly body: {
      readonly status?: 'open' | 'paused' | 'closed'
      readonly delayMinutes?: number
    }
    readonly answer: {
      readonly queueId: string
      readonly facilityId: string
      readonly kind: 'practice' | 'department'
      readonly doctorId?: string
      readonly doctorName?: string
      readonly servicePoint?: string
      readonly date: string
      readonly letter: string
      readonly status: 'open' | 'paused' | 'closed'
      readonly delayMinutes: number
      readonly usualRoom?: string
      readonly issued: number
      readonly waiting: number
      readonly missed: number
      readonly served: number
      readonly meanMinutes?: number
      readonly minutesFrom: number
      readonly minutesTo: number
      readonly nowServing: readonly {
        readonly label: string
        readonly room: string
        readonly calledAt?: string
        readonly isInside: boolean
      }[]
      readonly next: readonly string[]
    }
  }
  'POST /v1/appointments/walk-ins': {
    readonly body: {
      readonly queueId?: string
      readonly facilityId?: string
      readonly doctorId?: string
      readonly servicePoint?: string
      readonly patientId: string
      readonly priority?: 'normal' | 'senior' | 'disabled' | 'pregnant' | 'child' | 'emergency'
      readonly reason?: string
      readonly appointmentId?: string
    }
    readonly answer: {
      readonly tokenId: string
      readonly queueId: string
      readonly number: number
      readonly label: string
      readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
      readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
      readonly room?: string
      readonly arrivedAt: string
      readonly calledAt?: string
      readonly startedAt?: string
      readonly recalls: number
      readonly returns: number
      readonly link: string
      readonly feePaise: number
    }
  }
  'POST /v1/appointments/queues/{queueId}/calls': {
    readonly path: {
      readonly queueId: string
    }
    readonly body: {
      readonly room?: string
      readonly tokenId?: string
    }
    readonly answer: {
      readonly called?: {
        readonly tokenId: string
        readonly queueId: string
        readonly number: number
        readonly label: string
        readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
        readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
        readonly room?: string
        readonly arrivedAt: string
        readonly calledAt?: string
        readonly startedAt?: string
        readonly recalls: number
        readonly returns: number
      }
    }
  }
  'POST /v1/appointments/tokens/{tokenId}/recall': {
    readonly path: {
      readonly tokenId: string
    }
    readonly answer: {
      readonly tokenId: string
      readonly queueId: string
      readonly number: number
      readonly label: string
      readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
      readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
      readonly room?: string
      readonly arrivedAt: string
      readonly calledAt?: string
      readonly startedAt?: string
      readonly recalls: number
      readonly returns: number
    }
  }
  'POST /v1/appointments/tokens/{tokenId}/absence': {
    readonly path: {
      readonly tokenId: string
    }
    readonly answer: {
      readonly tokenId: string
      readonly queueId: string
      readonly number: number
      readonly label: string
      readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
      readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
      readonly room?: string
      readonly arrivedAt: string
      readonly calledAt?: string
      readonly startedAt?: string
      readonly recalls: number
      readonly returns: number
    }
  }
  'POST /v1/appointments/tokens/{tokenId}/return': {
    readonly path: {
      readonly tokenId: string
    }
    readonly answer: {
      readonly tokenId: string
      readonly queueId: string
      readonly number: number
      readonly label: string
      readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
      readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
      readonly room?: string
      readonly arrivedAt: string
      readonly calledAt?: string
      readonly startedAt?: string
      readonly recalls: number
      readonly returns: number
    }
  }
  'POST /v1/appointments/tokens/{tokenId}/pause': {
    readonly path: {
      readonly tokenId: string
    }
    readonly answer: {
      readonly tokenId: string
      readonly queueId: string
      readonly number: number
      readonly label: string
      readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
      readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
      readonly room?: string
      readonly arrivedAt: string
      readonly calledAt?: string
      readonly startedAt?: string
      readonly recalls: number
      readonly returns: number
    }
  }
  'POST /v1/appointments/tokens/{tokenId}/completion': {
    readonly path: {
      readonly tokenId: string
    }
    readonly answer: {
      readonly tokenId: string
      readonly queueId: string
      readonly number: number
      readonly label: string
      readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
      readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
      readonly room?: string
      readonly arrivedAt: string
      readonly calledAt?: string
      readonly startedAt?: string
      readonly recalls: number
      readonly returns: number
    }
  }
  'POST /v1/appointments/tokens/{tokenId}/cancellation': {
    readonly path: {
      readonly tokenId: string
    }
    readonly answer: {
      readonly tokenId: string
      readonly queueId: string
      readonly number: number
      readonly label: string
      readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
      readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
      readonly room?: string
      readonly arrivedAt: string
      readonly calledAt?: string
      readonly startedAt?: string
      readonly recalls: number
      readonly returns: number
    }
  }
  'POST /v1/appointments/tokens/{tokenId}/service': {
    readonly path: {
      readonly tokenId: string
    }
    readonly body: {
      readonly room?: string
    }
    readonly answer: {
      readonly tokenId: string
      readonly queueId: string
      readonly number: number
      readonly label: string
      readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
      readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
      readonly room?: string
      readonly arrivedAt: string
      readonly calledAt?: string
      readonly startedAt?: string
      readonly recalls: number
      readonly returns: number
    }
  }
  'POST /v1/appointments/tokens/{tokenId}/transfer': {
    readonly path: {
      readonly tokenId: string
    }
    readonly body: {
      readonly queueId: string
    }
    readonly answer: {
      readonly tokenId: string
      readonly queueId: string
      readonly number: number
      readonly label: string
      readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
      readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
      readonly room?: string
      readonly arrivedAt: string
      readonly calledAt?: string
      readonly startedAt?: string
      readonly recalls: number
      readonly returns: number
    }
  }
  'GET /v1/appointments/tokens/{tokenId}': {
    readonly path: {
      readonly tokenId: string
    }
    readonly answer: {
      readonly tokenId: string
      readonly queueId: string
      readonly number: number
      readonly label: string
      readonly lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
      readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
      readonly room?: string
      readonly arrivedAt: string
      readonly calledAt?: string
      readonly startedAt?: string
      readonly recalls: number
      readonly returns: number
      readonly reference: string
      readonly link: string
      readonly facilityId: string
      readonly facilityName: string
      readonly date: string
      readonly doctorName?: string
      readonly servicePoint?: string
      readonly usualRoom?: string
      readonly before: number
      readonly feePaise: number
      readonly patientId: string
      readonly patient?: {
        readonly name: string
        readonly birthYear: number
        readonly gender: 'male' | 'female' | 'other' | 'unknown'
      }
      readonly appointmentId?: string
      readonly start?: string
    }
  }
  'GET /v1/appointments/boards/{facilityId}': {
    readonly path: {
      readonly facilityId: string
    }
    readonly answer: {
      readonly asOf: string
      readonly facilityName: string
      readonly queues: readonly {
        readonly queueId: string
        readonly name: string
        readonly kind: 'practice' | 'department'
        readonly letter: string
        readonly room?: string
        readonly status: 'open' | 'paused' | 'closed'
        readonly isOver: boolean
        readonly delayMinutes: number
        readonly waiting: number
        readonly nowServing: readonly {
          readonly label: string
          readonly room: string
          readonly calledAt?: string
          readonly isInside: boolean
        }[]
        readonly next: readonly string[]
      }[]
    }
  }
  'GET /v1/appointments/places/{link}': {
    readonly path: {
      readonly link: string
    }
    readonly answer: {
      readonly facilityId: string
      readonly facilityName: string
      readonly asOf: string
      readonly number: number
      readonly label: string
      readonly status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
      readonly room?: string
      readonly queueStatus: 'open' | 'paused' | 'closed'
      readonly before: number
      readonly minutesFrom: number
      readonly minutesTo: number
      readonly nowServing: readonly {
        readonly label: string
        readonly room: string
        readonly calledAt?: string
        readonly isInside: boolean
      }[]
    }
  }
  'POST /v1/visits': {
    readonly body: {
      readonly appointmentId?: string
      readonly facilityId?: string
      readonly doctorId?: string
      readonly patientId?: string
      readonly proof?: {
        readonly kind: 'reference' | 'document' | 'registration' | 'code'
        readonly reference?: string
        readonly document?: 'aadhaar' | 'voter-id' | 'driving-licence' | 'passport' | 'ration-card' | 'pan' | 'birth-certificate' | 'school-id' | 'other'
        readonly last4?: string
        readonly code?: string
      }
    }
    readonly answer: {
      readonly visitId: string
      readonly status: 'OPEN' | 'IN_PROGRESS' | 'CLOSED' | 'VOID'
      readonly kind: 'opd' | 'walk-in' | 'tele'
      readonly facilityId: string
      readonly facilityName: string
      readonly doctorId: string
      readonly doctorName?: string
      readonly patientId: string
      readonly appointmentId?: string
      readonly date: string
      readonly openedAt: string
      readonly closedAt?: string
      readonly consentAt?: string
      readonly noteVersion: number
    }
  }
  'GET /v1/visits': {
    readonly query: {
      readonly facility: string
      readonly day?: string | undefined
      readonly doctor?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly visitId: string
        readonly status: 'OPEN' | 'IN_PROGRESS' | 'CLOSED' | 'VOID'
        readonly kind: 'opd' | 'walk-in' | 'tele'
        readonly facilityId: string
        readonly facilityName: string
        readonly doctorId: string
        readonly doctorName?: string
        readonly patientId: string
        readonly appointmentId?: string
        readonly date: string
        readonly openedAt: string
        readonly closedAt?: string
        readonly consentAt?: string
        readonly noteVersion: number
        readonly hasVitals: boolean
        readonly patient?: {
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
      }[]
      readonly nextCursor?: string
    }
  }
  'POST /v1/visits/{visitId}/consent': {
    readonly path: {
      readonly visitId: string
    }
    readonly body: {
      readonly by: 'patient' | 'guardian'
    }
    readonly answer: {
      readonly visitId: string
      readonly status: 'OPEN' | 'IN_PROGRESS' | 'CLOSED' | 'VOID'
      readonly kind: 'opd' | 'walk-in' | 'tele'
      readonly facilityId: string
      readonly facilityName: string
      readonly doctorId: string
      readonly doctorName?: string
      readonly patientId: string
      readonly appointmentId?: string
      readonly date: string
      readonly openedAt: string
      readonly closedAt?: string
      readonly consentAt?: string
      readonly noteVersion: number
    }
  }
  'POST /v1/visits/{visitId}/closure': {
    readonly path: {
      readonly visitId: string
    }
    readonly answer: {
      readonly visitId: string
      readonly status: 'OPEN' | 'IN_PROGRESS' | 'CLOSED' | 'VOID'
      readonly kind: 'opd' | 'walk-in' | 'tele'
      readonly facilityId: string
      readonly facilityName: string
      readonly doctorId: string
      readonly doctorName?: string
      readonly patientId: string
      readonly appointmentId?: string
      readonly date: string
      readonly openedAt: string
      readonly closedAt?: string
      readonly consentAt?: string
      readonly noteVersion: number
    }
  }
  'GET /v1/patients/{patientId}/record': {
    readonly path: {
      readonly patientId: string
    }
    readonly answer: {
      readonly patient: {
        readonly patientId: string
        readonly name: string
        readonly birthYear: number
        readonly ageYears: number
        readonly gender: 'male' | 'female' | 'other' | 'unknown'
      }
      readonly allergies: readonly {
        readonly findingId: string
        readonly patientId: string
        readonly kind: 'allergy' | 'problem'
        readonly isNone: boolean
        readonly name?: string
        readonly severity?: 'mild' | 'moderate' | 'severe' | 'unknown'
        readonly icd10?: string
        readonly status: 'active' | 'refuted' | 'resolved'
        readonly reason?: string
        readonly version: number
        readonly facilityId: string
        readonly notedAt: string
      }[]
      readonly problems: readonly {
        readonly findingId: string
        readonly patientId: string
        readonly kind: 'allergy' | 'problem'
        readonly isNone: boolean
        readonly name?: string
        readonly severity?: 'mild' | 'moderate' | 'severe' | 'unknown'
        readonly icd10?: string
        readonly status: 'active' | 'refuted' | 'resolved'
        readonly reason?: string
        readonly version: number
        readonly facilityId: string
        readonly notedAt: string
      }[]
      readonly lastVisit?: {
        readonly visitId: string
        readonly status: 'OPEN' | 'IN_PROGRESS' | 'CLOSED' | 'VOID'
        readonly kind: 'opd' | 'walk-in' | 'tele'
        readonly facilityId: string
        readonly facilityName: string
        readonly doctorId: string
        readonly doctorName?: string
        readonly patientId: string
        readonly appointmentId?: string
        readonly date: string
        readonly openedAt: string
        readonly closedAt?: string
        readonly consentAt?: string
        readonly noteVersion: number
      }
      readonly isNew: readonly {
        readonly kind: 'visit' | 'allergy' | 'problem'
        readonly at: string
        readonly id: string
      }[]
      readonly openUntil?: string
    }
  }
  'GET /v1/visits/{visitId}': {
    readonly path: {
      readonly visitId: string
    }
    readonly answer: {
      readonly visitId: string
      readonly status: 'OPEN' | 'IN_PROGRESS' | 'CLOSED' | 'VOID'
      readonly kind: 'opd' | 'walk-in' | 'tele'
      readonly facilityId: string
      readonly facilityName: string
      readonly doctorId: string
      readonly doctorName?: string
      readonly patientId: string
      readonly appointmentId?: string
      readonly date: string
      readonly openedAt: string
      readonly closedAt?: string
      readonly consentAt?: string
      readonly noteVersion: number
      readonly vitals: readonly {
        readonly vitalsId: string
        readonly temperatureCelsius?: number
        readonly pulsePerMinute?: number
        readonly respirationsPerMinute?: number
        readonly systolicMmHg?: number
        readonly diastolicMmHg?: number
        readonly spo2Percent?: number
        readonly weightKg?: number
        readonly heightCm?: number
        readonly glucoseMgPerDl?: number
        readonly painOfTen?: number
        readonly takenAt: string
        readonly isConfirmed: boolean
        readonly corrects?: string
      }[]
      readonly notes: readonly {
        readonly version: number
        readonly note: {
          readonly complaints?: string
          readonly examination?: string
          readonly diagnoses?: readonly {
            readonly name: string
            readonly icd10?: string
          }[]
          readonly advice?: string
          readonly referral?: {
            readonly to: string
            readonly speciality?: 'general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine'
            readonly because?: string
          }
        }
        readonly doctorName: string
        readonly council: string
        readonly registrationNo: string
        readonly signedAt: string
        readonly amends?: string
        readonly hash: string
      }[]
      readonly draft?: {
        readonly version: number
        readonly note: {
          readonly complaints?: string
          readonly examination?: string
          readonly diagnoses?: readonly {
            readonly name: string
            readonly icd10?: string
          }[]
          readonly advice?: string
          readonly referral?: {
            readonly to: string
            readonly speciality?: 'general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine'
            readonly because?: string
          }
        }
        readonly savedAt: string
      }
      readonly followUp?: {
        readonly on: string
        readonly status: 'WISHED' | 'BOOKED' | 'DROPPED'
        readonly appointmentId?: string
      }
    }
  }
  'GET /v1/patients/{patientId}/visits': {
    readonly path: {
      readonly patientId: string
    }
    readonly query?: {
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly visitId: string
        readonly status: 'OPEN' | 'IN_PROGRESS' | 'CLOSED' | 'VOID'
        readonly kind: 'opd' | 'walk-in' | 'tele'
        readonly facilityId: string
        readonly facilityName: string
        readonly doctorId: string
        readonly doctorName?: string
        readonly patientId: string
        readonly appointmentId?: string
        readonly date: string
        readonly openedAt: string
        readonly closedAt?: string
        readonly consentAt?: string
        readonly noteVersion: number
        readonly diagnoses: readonly {
          readonly name: string
          readonly icd10?: string
        }[]
      }[]
      readonly nextCursor?: string
    }
  }
  'PUT /v1/visits/{visitId}/draft': {
    readonly path: {
      readonly visitId: string
    }
    readonly ifMatch?: string
    readonly body: {
      readonly note: {
        readonly complaints?: string
        readonly examination?: string
        readonly diagnoses?: readonly {
          readonly name: string
          readonly icd10?: string
        }[]
        readonly advice?: string
        readonly referral?: {
          readonly to: string
          readonly speciality?: 'general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine'
          readonly because?: string
        }
      }
    }
    readonly answer: {
      readonly version: number
      readonly note: {
        readonly complaints?: string
        readonly examination?: string
        readonly diagnoses?: readonly {
          readonly name: string
          readonly icd10?: string
        }[]
        readonly advice?: string
        readonly referral?: {
          readonly to: string
          readonly speciality?: 'general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine'
          readonly because?: string
        }
      }
      readonly savedAt: string
    }
  }
  'POST /v1/visits/{visitId}/notes': {
    readonly path: {
      readonly visitId: string
    }
    readonly body: {
      readonly note: {
        readonly complaints?: string
        readonly examination?: string
        readonly diagnoses?: readonly {
          readonly name: string
          readonly icd10?: string
        }[]
        readonly advice?: string
        readonly referral?: {
          readonly to: string
          readonly speciality?: 'general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine'
          readonly because?: string
        }
      }
      readonly amends?: string
    }
    readonly answer: {
      readonly version: number
      readonly note: {
        readonly complaints?: string
        readonly examination?: string
        readonly diagnoses?: readonly {
          readonly name: string
          readonly icd10?: string
        }[]
        readonly advice?: string
        readonly referral?: {
          readonly to: string
          readonly speciality?: 'general-medicine' | 'family-medicine' | 'paediatrics' | 'obstetrics-gynaecology' | 'general-surgery' | 'orthopaedics' | 'cardiology' | 'dermatology' | 'ear-nose-throat' | 'ophthalmology' | 'psychiatry' | 'dentistry' | 'neurology' | 'pulmonology' | 'gastroenterology' | 'nephrology' | 'urology' | 'endocrinology' | 'oncology' | 'anaesthesiology' | 'radiology' | 'pathology' | 'emergency-medicine' | 'physical-medicine'
          readonly because?: string
        }
      }
      readonly doctorName: string
      readonly council: string
      readonly registrationNo: string
      readonly signedAt: string
      readonly amends?: string
      readonly hash: string
    }
  }
  'POST /v1/visits/{visitId}/vitals': {
    readonly path: {
      readonly visitId: string
    }
    readonly body: {
      readonly temperatureCelsius?: number
      readonly pulsePerMinute?: number
      readonly respirationsPerMinute?: number
      readonly systolicMmHg?: number
      readonly diastolicMmHg?: number
      readonly spo2Percent?: number
      readonly weightKg?: number
      readonly heightCm?: number
      readonly glucoseMgPerDl?: number
      readonly painOfTen?: number
      readonly confirmed?: boolean
      readonly corrects?: string
    }
    readonly answer: {
      readonly vitalsId: string
      readonly temperatureCelsius?: number
      readonly pulsePerMinute?: number
      readonly respirationsPerMinute?: number
      readonly systolicMmHg?: number
      readonly diastolicMmHg?: number
      readonly spo2Percent?: number
      readonly weightKg?: number
      readonly heightCm?: number
      readonly glucoseMgPerDl?: number
      readonly painOfTen?: number
      readonly takenAt: string
      readonly isConfirmed: boolean
      readonly corrects?: string
    }
  }
  'POST /v1/patients/{patientId}/allergies': {
    readonly path: {
      readonly patientId: string
    }
    readonly body: {
      readonly substance?: string
      readonly severity?: 'mild' | 'moderate' | 'severe' | 'unknown'
      readonly none?: boolean
    }
    readonly answer: {
      readonly findingId: string
      readonly patientId: string
      readonly kind: 'allergy' | 'problem'
      readonly isNone: boolean
      readonly name?: string
      readonly severity?: 'mild' | 'moderate' | 'severe' | 'unknown'
      readonly icd10?: string
      readonly status: 'active' | 'refuted' | 'resolved'
      readonly reason?: string
      readonly version: number
      readonly facilityId: string
      readonly notedAt: string
    }
  }
  'POST /v1/patients/{patientId}/problems': {
    readonly path: {
      readonly patientId: string
    }
    readonly body: {
      readonly condition: string
      readonly icd10?: string
    }
    readonly answer: {
      readonly findingId: string
      readonly patientId: string
      readonly kind: 'allergy' | 'problem'
      readonly isNone: boolean
      readonly name?: string
      readonly severity?: 'mild' | 'moderate' | 'severe' | 'unknown'
      readonly icd10?: string
      readonly status: 'active' | 'refuted' | 'resolved'
      readonly reason?: string
      readonly version: number
      readonly facilityId: string
      readonly notedAt: string
    }
  }
  'POST /v1/patients/{patientId}/allergies/{allergyId}/refutation': {
    readonly path: {
      readonly patientId: string
      readonly allergyId: string
    }
    readonly ifMatch?: string
    readonly body: {
      readonly reason: string
    }
    readonly answer: {
      readonly findingId: string
      readonly patientId: string
      readonly kind: 'allergy' | 'problem'
      readonly isNone: boolean
      readonly name?: string
      readonly severity?: 'mild' | 'moderate' | 'severe' | 'unknown'
      readonly icd10?: string
      readonly status: 'active' | 'refuted' | 'resolved'
      readonly reason?: string
      readonly version: number
      readonly facilityId: string
      readonly notedAt: string
    }
  }
  'POST /v1/patients/{patientId}/problems/{problemId}/refutation': {
    readonly path: {
      readonly patientId: string
      readonly problemId: string
    }
    readonly ifMatch?: string
    readonly body: {
      readonly status?: 'refuted' | 'resolved'
      readonly reason: string
    }
    readonly answer: {
      readonly findingId: string
      readonly patientId: string
      readonly kind: 'allergy' | 'problem'
      readonly isNone: boolean
      readonly name?: string
      readonly severity?: 'mild' | 'moderate' | 'severe' | 'unknown'
      readonly icd10?: string
      readonly status: 'active' | 'refuted' | 'resolved'
      readonly reason?: string
      readonly version: number
      readonly facilityId: string
      readonly notedAt: string
    }
  }
  'PUT /v1/visits/{visitId}/follow-up': {
    readonly path: {
      readonly visitId: string
    }
    readonly body: {
      readonly on: string
    }
    readonly answer: {
      readonly on: string
      readonly status: 'WISHED' | 'BOOKED' | 'DROPPED'
      readonly appointmentId?: string
    }
  }
  'DELETE /v1/visits/{visitId}/follow-up': {
    readonly path: {
      readonly visitId: string
    }
    readonly answer: {
      readonly on: string
      readonly status: 'WISHED' | 'BOOKED' | 'DROPPED'
      readonly appointmentId?: string
    }
  }
  'GET /v1/visits/follow-ups': {
    readonly query: {
      readonly facility: string
      readonly until?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly visitId: string
        readonly on: string
        readonly doctorId: string
        readonly doctorName?: string
        readonly patientId: string
        readonly patient?: {
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/visits/follow-ups/count': {
    readonly query: {
      readonly facility: string
    }
    readonly answer: {
      readonly open: number
    }
  }
  'POST /v1/patients/{patientId}/emergency-access': {
    readonly path: {
      readonly patientId: string
    }
    readonly body: {
      readonly reason: string
    }
    readonly answer: {
      readonly careId: string
      readonly patientId: string
      readonly accountId: string
      readonly doctorName?: string
      readonly facilityId: string
      readonly reason: string
      readonly at: string
      readonly until: string
    }
  }
  'GET /v1/visits/emergencies': {
    readonly query: {
      readonly facility: string
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly careId: string
        readonly patientId: string
        readonly accountId: string
        readonly doctorName?: string
        readonly facilityId: string
        readonly reason: string
        readonly at: string
        readonly until: string
        readonly initials: string
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/visits/diagnosis-codes': {
    readonly query: {
      readonly q: string
    }
    readonly answer: {
      readonly items: readonly {
        readonly code: string
        readonly name: string
      }[]
    }
  }
  'GET /v1/patients/{patientId}/grants': {
    readonly path: {
      readonly patientId: string
    }
    readonly answer: {
      readonly items: readonly {
        readonly patientId: string
        readonly facilityId: string
        readonly facilityName: string
        readonly untilOn: string
        readonly purpose: 'treatment' | 'second-opinion' | 'follow-up' | 'other'
        readonly givenAt: string
      }[]
    }
  }
  'PUT /v1/patients/{patientId}/grants/{facilityId}': {
    readonly path: {
      readonly patientId: string
      readonly facilityId: string
    }
    readonly body: {
      readonly untilOn: string
      readonly purpose?: 'treatment' | 'second-opinion' | 'follow-up' | 'other'
    }
    readonly answer: {
      readonly patientId: string
      readonly facilityId: string
      readonly facilityName: string
      readonly untilOn: string
      readonly purpose: 'treatment' | 'second-opinion' | 'follow-up' | 'other'
      readonly givenAt: string
    }
  }
  'DELETE /v1/patients/{patientId}/grants/{facilityId}': {
    readonly path: {
      readonly patientId: string
      readonly facilityId: string
    }
    readonly answer: null
  }
  'GET /v1/inventory/items': {
    readonly query?: {
      readonly q?: string | undefined
      readonly kind?: 'medicine' | 'consumable' | 'reagent' | 'equipment' | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly itemCode: string
        readonly kind: 'medicine' | 'consumable' | 'reagent' | 'equipment'
        readonly name: string
        readonly form?: string
        readonly strength?: string
        readonly unit: string
        readonly packSize: number
        readonly schedule: 'none' | 'G' | 'H' | 'H1' | 'X' | 'narcotic' | 'unset'
        readonly teleList: 'O' | 'A' | 'B' | 'never' | 'unset'
        readonly hsn?: string
        readonly taxCode: string
        readonly isCold: boolean
        readonly isActive: boolean
        readonly ingredients: readonly {
          readonly substance: string
          readonly amount?: string
          readonly isChecked: boolean
        }[]
        readonly version: number
        readonly gtin?: string
      }[]
    }
  }
  'POST /v1/inventory/items': {
    readonly body: {
      readonly itemCode: string
      readonly kind: 'medicine' | 'consumable' | 'reagent' | 'equipment'
      readonly name: string
      readonly unit: string
      readonly packSize: number
      readonly schedule: 'none' | 'G' | 'H' | 'H1' | 'X' | 'narcotic' | 'unset'
      readonly teleList: 'O' | 'A' | 'B' | 'never' | 'unset'
      readonly hsn?: string
      readonly taxCode: string
      readonly isCold: boolean
      readonly form?: string
      readonly strength?: string
      readonly gtin?: string
      readonly ingredients?: readonly {
        readonly substance: string
        readonly amount?: string
      }[]
    }
    readonly answer: {
      readonly itemCode: string
      readonly kind: 'medicine' | 'consumable' | 'reagent' | 'equipment'
      readonly name: string
      readonly form?: string
      readonly strength?: string
      readonly unit: string
      readonly packSize: number
      readonly schedule: 'none' | 'G' | 'H' | 'H1' | 'X' | 'narcotic' | 'unset'
      readonly teleList: 'O' | 'A' | 'B' | 'never' | 'unset'
      readonly hsn?: string
      readonly taxCode: string
      readonly isCold: boolean
      readonly isActive: boolean
      readonly ingredients: readonly {
        readonly substance: string
        readonly amount?: string
        readonly isChecked: boolean
      }[]
      readonly version: number
      readonly gtin?: string
    }
  }
  'GET /v1/inventory/items/{itemCode}': {
    readonly path: {
      readonly itemCode: string
    }
    readonly answer: {
      readonly itemCode: string
      readonly kind: 'medicine' | 'consumable' | 'reagent' | 'equipment'
      readonly name: string
      readonly form?: string
      readonly strength?: string
      readonly unit: string
      readonly packSize: number
      readonly schedule: 'none' | 'G' | 'H' | 'H1' | 'X' | 'narcotic' | 'unset'
      readonly teleList: 'O' | 'A' | 'B' | 'never' | 'unset'
      readonly hsn?: string
      readonly taxCode: string
      readonly isCold: boolean
      readonly isActive: boolean
      readonly ingredients: readonly {
        readonly substance: string
        readonly amount?: string
        readonly isChecked: boolean
      }[]
      readonly version: number
      readonly gtin?: string
    }
  }
  'PATCH /v1/inventory/items/{itemCode}': {
    readonly path: {
      readonly itemCode: string
    }
    readonly ifMatch?: string
    readonly body: {
      readonly name?: string
      readonly unit?: string
      readonly packSize?: number
      readonly schedule?: 'none' | 'G' | 'H' | 'H1' | 'X' | 'narcotic' | 'unset'
      readonly teleList?: 'O' | 'A' | 'B' | 'never' | 'unset'
      readonly hsn?: string
      readonly taxCode?: string
      readonly isCold?: boolean
      readonly form?: string
      readonly strength?: string
      readonly gtin?: string
      readonly ingredients?: readonly {
        readonly substance: string
        readonly amount?: string
      }[]
      readonly isActive?: boolean
    }
    readonly answer: {
      readonly itemCode: string
      readonly kind: 'medicine' | 'consumable' | 'reagent' | 'equipment'
      readonly name: string
      readonly form?: string
      readonly strength?: string
      readonly unit: string
      readonly packSize: number
      readonly schedule: 'none' | 'G' | 'H' | 'H1' | 'X' | 'narcotic' | 'unset'
      readonly teleList: 'O' | 'A' | 'B' | 'never' | 'unset'
      readonly hsn?: string
      readonly taxCode: string
      readonly isCold: boolean
      readonly isActive: boolean
      readonly ingredients: readonly {
        readonly substance: string
        readonly amount?: string
        readonly isChecked: boolean
      }[]
      readonly version: number
      readonly gtin?: string
    }
  }
  'GET /v1/inventory/scans': {
    readonly query: {
      readonly code: string
    }
    readonly answer: {
      readonly gtin?: string
      readonly lot?: string
      readonly expiresOn?: string
      readonly itemCode?: string
      readonly name?: string
    }
  }
  'GET /v1/inventory/stores': {
    readonly query: {
      readonly facility: string
    }
    readonly answer: {
      readonly items: readonly {
        readonly storeId: string
        readonly facilityId: string
        readonly kind: 'main' | 'ward' | 'pharmacy' | 'lab'
        readonly name: string
        readonly handOver: 'paid' | 'free'
        readonly isActive: boolean
        readonly version: number
        readonly licenceNo?: string
      }[]
    }
  }
  'POST /v1/inventory/stores': {
    readonly body: {
      readonly facilityId: string
      readonly kind: 'main' | 'ward' | 'pharmacy' | 'lab'
      readonly name: string
      readonly licenceNo?: string
      readonly handOver: 'paid' | 'free'
    }
    readonly answer: {
      readonly storeId: string
      readonly facilityId: string
      readonly kind: 'main' | 'ward' | 'pharmacy' | 'lab'
      readonly name: string
      readonly handOver: 'paid' | 'free'
      readonly isActive: boolean
      readonly version: number
      readonly licenceNo?: string
    }
  }
  'PATCH /v1/inventory/stores/{storeId}': {
    readonly path: {
      readonly storeId: string
    }
    readonly ifMatch?: string
    readonly body: {
      readonly name?: string
      readonly licenceNo?: string
      readonly handOver?: 'paid' | 'free'
      readonly isActive?: boolean
    }
    readonly answer: {
      readonly storeId: string
      readonly facilityId: string
      readonly kind: 'main' | 'ward' | 'pharmacy' | 'lab'
      readonly name: string
      readonly handOver: 'paid' | 'free'
      readonly isActive: boolean
      readonly version: number
      readonly licenceNo?: string
    }
  }
  'GET /v1/inventory/stores/{storeId}/levels': {
    readonly path: {
      readonly storeId: string
    }
    readonly query?: {
      readonly low?: boolean | undefined
      readonly blocked?: boolean | undefined
      readonly expiring?: number | undefined
      readonly q?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly storeId: string
        readonly itemCode: string
        readonly name: string
        readonly unit: string
        readonly onHand: number
        readonly reserved: number
        readonly blocked: number
        readonly free: number
        readonly reorderAt?: number
        readonly target?: number
        readonly daysOfCover?: number
        readonly soonestExpiry?: string
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/inventory/stores/{storeId}/lots': {
    readonly path: {
      readonly storeId: string
    }
    readonly query?: {
      readonly item?: string | undefined
      readonly expiring?: number | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly itemCode: string
        readonly lot: string
        readonly maker: string
        readonly expiresOn: string
        readonly onHand: number
        readonly reserved: number
        readonly state: 'usable' | 'quarantined' | 'recalled' | 'expired'
        readonly reason?: string
        readonly mrpPaise: number
        readonly costPaise: number
      }[]
    }
  }
  'GET /v1/inventory/stores/{storeId}/movements': {
    readonly path: {
      readonly storeId: string
    }
    readonly query?: {
      readonly item?: string | undefined
      readonly lot?: string | undefined
      readonly kind?: 'receive' | 'dispense' | 'return' | 'issue' | 'send' | 'arrive' | 'adjust' | 'waste' | 'count' | undefined
      readonly from?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly movementId: string
        readonly at: string
        readonly kind: 'receive' | 'dispense' | 'return' | 'issue' | 'send' | 'arrive' | 'adjust' | 'waste' | 'count'
        readonly itemCode: string
        readonly lot: string
        readonly maker: string
        readonly quantity: number
        readonly balanceAfter: number
        readonly source: {
          readonly kind: string
          readonly id: string
          readonly line: number
        }
        readonly reason?: string
        readonly by?: string
      }[]
      readonly nextCursor?: string
    }
  }
  'PUT /v1/inventory/stores/{storeId}/levels/{itemCode}': {
    readonly path: {
      readonly storeId: string
      readonly itemCode: string
    }
    readonly body: {
      readonly reorderAt: number | null
      readonly target: number | null
    }
    readonly answer: {
      readonly storeId: string
      readonly itemCode: string
      readonly name: string
      readonly unit: string
      readonly onHand: number
      readonly reserved: number
      readonly blocked: number
      readonly free: number
      readonly reorderAt?: number
      readonly target?: number
      readonly daysOfCover?: number
      readonly soonestExpiry?: string
    }
  }
  'POST /v1/inventory/stores/{storeId}/receipts': {
    readonly path: {
      readonly storeId: string
    }
    readonly body: {
      readonly supplier: string
      readonly invoiceNo: string
      readonly lines: readonly {
        readonly itemCode: string
        readonly lot: string
        readonly maker: string
        readonly expiresOn: string
        readonly quantity: number
        readonly mrpPaise: number
        readonly costPaise: number
      }[]
    }
    readonly answer: {
      readonly receiptId: string
      readonly lots: readonly {
        readonly itemCode: string
        readonly lot: string
        readonly maker: string
        readonly expiresOn: string
        readonly onHand: number
        readonly reserved: number
        readonly state: 'usable' | 'quarantined' | 'recalled' | 'expired'
        readonly reason?: string
        readonly mrpPaise: number
        readonly costPaise: number
      }[]
    }
  }
  'POST /v1/inventory/stores/{storeId}/issues': {
    readonly path: {
      readonly storeId: string
    }
    readonly body: {
      readonly to: string
      readonly lines: readonly {
        readonly itemCode: string
        readonly quantity: number
        readonly lot?: string
        readonly maker?: string
      }[]
    }
    readonly answer: {
      readonly issueId: string
      readonly lots: readonly {
        readonly itemCode: string
        readonly lot: string
        readonly maker: string
        readonly expiresOn: string
        readonly onHand: number
        readonly reserved: number
        readonly state: 'usable' | 'quarantined' | 'recalled' | 'expired'
        readonly reason?: string
        readonly mrpPaise: number
        readonly costPaise: number
      }[]
    }
  }
  'POST /v1/inventory/stores/{storeId}/adjustments': {
    readonly path: {
      readonly storeId: string
    }
    readonly body: {
      readonly itemCode: string
      readonly lot: string
      readonly maker: string
      readonly reason: string
      readonly expectedOnHand: number
      readonly quantity: number
    }
    readonly answer: {
      readonly itemCode: string
      readonly lot: string
      readonly maker: string
      readonly expiresOn: string
      readonly onHand: number
      readonly reserved: number
      readonly state: 'usable' | 'quarantined' | 'recalled' | 'expired'
      readonly reason?: string
      readonly mrpPaise: number
      readonly costPaise: number
    }
  }
  'POST /v1/inventory/stores/{storeId}/wastages': {
    readonly path: {
      readonly storeId: string
    }
    readonly body: {
      readonly itemCode: string
      readonly lot: string
      readonly maker: string
      readonly reason: string
      readonly expectedOnHand: number
      readonly quantity: number
    }
    readonly answer: {
      readonly itemCode: string
      readonly lot: string
      readonly maker: string
      readonly expiresOn: string
      readonly onHand: number
      readonly reserved: number
      readonly state: 'usable' | 'quarantined' | 'recalled' | 'expired'
      readonly reason?: string
      readonly mrpPaise: number
      readonly costPaise: number
    }
  }
  'POST /v1/inventory/stores/{storeId}/counts': {
    readonly path: {
      readonly storeId: string
    }
    readonly body: {
      readonly items?: readonly string[]
    }
    readonly answer: {
      readonly countId: string
      readonly status: 'OPEN' | 'POSTED' | 'DROPPED'
      readonly lines: readonly {
        readonly line: number
        readonly itemCode: string
        readonly name: string
        readonly lot: string
        readonly maker: string
        readonly expected: number
        readonly counted?: number
        readonly onHand: number
      }[]
    }
  }
  'GET /v1/inventory/stores/{storeId}/counts': {
    readonly path: {
      readonly storeId: string
    }
    readonly query?: {
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly countId: string
        readonly status: 'OPEN' | 'POSTED' | 'DROPPED'
        readonly openedAt: string
        readonly endedAt?: string
        readonly lots: number
        readonly counted: number
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/inventory/stores/{storeId}/counts/{countId}': {
    readonly path: {
      readonly storeId: string
      readonly countId: string
    }
    readonly answer: {
      readonly countId: string
      readonly status: 'OPEN' | 'POSTED' | 'DROPPED'
      readonly lines: readonly {
        readonly line: number
        readonly itemCode: string
        readonly name: string
        readonly lot: string
        readonly maker: string
        readonly expected: number
        readonly counted?: number
        readonly onHand: number
      }[]
    }
  }
  'PUT /v1/inventory/stores/{storeId}/counts/{countId}/lines': {
    readonly path: {
      readonly storeId: string
      readonly countId: string
    }
    readonly body: {
      readonly lines: readonly {
        readonly itemCode: string
        readonly lot: string
        readonly maker: string
        readonly counted: number
        readonly expectedOnHand?: number
      }[]
    }
    readonly answer: {
      readonly countId: string
      readonly status: 'OPEN' | 'POSTED' | 'DROPPED'
      readonly lines: readonly {
        readonly line: number
        readonly itemCode: string
        readonly name: string
        readonly lot: string
        readonly maker: string
        readonly expected: number
        readonly counted?: number
        readonly onHand: number
      }[]
    }
  }
  'POST /v1/inventory/stores/{storeId}/counts/{countId}/posting': {
    readonly path: {
      readonly storeId: string
      readonly countId: string
    }
    readonly answer: {
      readonly countId: string
      readonly status: 'OPEN' | 'POSTED' | 'DROPPED'
      readonly lines: readonly {
        readonly line: number
        readonly itemCode: string
        readonly name: string
        readonly lot: string
        readonly maker: string
        readonly expected: number
        readonly counted?: number
        readonly onHand: number
      }[]
    }
  }
  'POST /v1/inventory/stores/{storeId}/counts/{countId}/dropping': {
    readonly path: {
      readonly storeId: string
      readonly countId: string
    }
    readonly answer: {
      readonly countId: string
      readonly status: 'OPEN' | 'POSTED' | 'DROPPED'
      readonly lines: readonly {
        readonly line: number
        readonly itemCode: string
        readonly name: string
        readonly lot: string
        readonly maker: string
        readonly expected: number
        readonly counted?: number
        readonly onHand: number
      }[]
    }
  }
  'POST /v1/inventory/transfers': {
    readonly body: {
      readonly from: string
      readonly to: string
      readonly lines: readonly {
        readonly itemCode: string
        readonly quantity: number
      }[]
      readonly note?: string
    }
    readonly answer: {
      readonly transferId: string
      readonly from: string
      readonly to: string
      readonly status: 'ASKED' | 'APPROVED' | 'REFUSED' | 'CANCELLED' | 'SENT' | 'RECEIVED' | 'RETURNED' | 'SETTLED'
      readonly note?: string
      readonly askedAt: string
      readonly sentAt?: string
      readonly version: number
      readonly lines: readonly {
        readonly line: number
        readonly itemCode: string
        readonly name: string
        readonly unit: string
        readonly asked: number
        readonly sent: number
      }[]
      readonly lots: readonly {
        readonly line: number
        readonly itemCode: string
        readonly lot: string
        readonly maker: string
        readonly expiresOn: string
        readonly mrpPaise: number
        readonly costPaise: number
        readonly sent: number
        readonly received: number
        readonly damaged: number
        readonly lost: number
        readonly reason?: string
      }[]
    }
  }
  'GET /v1/inventory/transfers': {
    readonly query: {
      readonly facility: string
      readonly open?: boolean | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly transferId: string
        readonly from: string
        readonly to: string
        readonly status: 'ASKED' | 'APPROVED' | 'REFUSED' | 'CANCELLED' | 'SENT' | 'RECEIVED' | 'RETURNED' | 'SETTLED'
        readonly note?: string
        readonly askedAt: string
        readonly sentAt?: string
        readonly version: number
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/inventory/transfers/{transferId}': {
    readonly path: {
      readonly transferId: string
    }
    readonly answer: {
      readonly transferId: string
      readonly from: string
      readonly to: string
      readonly status: 'ASKED' | 'APPROVED' | 'REFUSED' | 'CANCELLED' | 'SENT' | 'RECEIVED' | 'RETURNED' | 'SETTLED'
      readonly note?: string
      readonly askedAt: string
      readonly sentAt?: string
      readonly version: number
      readonly lines: readonly {
        readonly line: number
        readonly itemCode: string
        readonly name: string
        readonly unit: string
        readonly asked: number
        readonly sent: number
      }[]
      readonly lots: readonly {
        readonly line: number
        readonly itemCode: string
        readonly lot: string
        readonly maker: string
        readonly expiresOn: string
        readonly mrpPaise: number
        readonly costPaise: number
        readonly sent: number
        readonly received: number
        readonly damaged: number
        readonly lost: number
        readonly reason?: string
      }[]
    }
  }
  'POST /v1/inventory/transfers/{transferId}/approval': {
    readonly path: {
      readonly transferId: string
    }
    readonly answer: {
      readonly transferId: string
      readonly from: string
      readonly to: string
      readonly status: 'ASKED' | 'APPROVED' | 'REFUSED' | 'CANCELLED' | 'SENT' | 'RECEIVED' | 'RETURNED' | 'SETTLED'
      readonly note?: string
      readonly askedAt: string
      readonly sentAt?: string
      readonly version: number
      readonly lines: readonly {
        readonly line: number
        readonly itemCode: string
        readonly name: string
        readonly unit: string
        readonly asked: number
        readonly sent: number
      }[]
      readonly lots: readonly {
        readonly line: number
        readonly itemCode: string
        readonly lot: string
        readonly maker: string
        readonly expiresOn: string
        readonly mrpPaise: number
        readonly costPaise: number
        readonly sent: number
        readonly received: number
        readonly damaged: number
        readonly lost: number
        readonly reason?: string
      }[]
    }
  }
  'POST /v1/inventory/transfers/{transferId}/refusal': {
    readonly path: {
      readonly transferId: string
    }
    readonly answer: {
      readonly transferId: string
      readonly from: string
      readonly to: string
      readonly status: 'ASKED' | 'APPROVED' | 'REFUSED' | 'CANCELLED' | 'SENT' | 'RECEIVED' | 'RETURNED' | 'SETTLED'
      readonly note?: string
      readonly askedAt: string
      readonly sentAt?: string
      readonly version: number
      readonly lines: readonly {
        readonly line: number
        readonly itemCode: string
        readonly name: string
        readonly unit: string
        readonly asked: number
        readonly sent: number
      }[]
      readonly lots: readonly {
        readonly line: number
        readonly itemCode: string
        readonly lot: string
        readonly maker: string
        readonly expiresOn: string
        readonly mrpPaise: number
        readonly costPaise: number
        readonly sent: number
        readonly received: number
        readonly damaged: number
        readonly lost: number
        readonly reason?: string
      }[]
    }
  }
  'POST /v1/inventory/transfers/{transferId}/cancellation': {
    readonly path: {
      readonly transferId: string
    }
    readonly answer: {
      readonly transferId: string
      readonly from: string
      readonly to: string
      readonly status: 'ASKED' | 'APPROVED' | 'REFUSED' | 'CANCELLED' | 'SENT' | 'RECEIVED' | 'RETURNED' | 'SETTLED'
      readonly note?: string
      readonly askedAt: string
      readonly sentAt?: string
      readonly version: number
      readonly lines: readonly {
        readonly line: number
        readonly itemCode: string
        readonly name: string
        readonly unit: string
        readonly asked: number
        readonly sent: number
      }[]
      readonly lots: readonly {
        readonly line: number
        readonly itemCode: string
        readonly lot: string
        readonly maker: string
        readonly expiresOn: string
        readonly mrpPaise: number
        readonly costPaise: number
        readonly sent: number
        readonly received: number
        readonly damaged: number
        readonly lost: number
        readonly reason?: string
      }[]
    }
  }
  'POST /v1/inventory/transfers/{transferId}/dispatch': {
    readonly path: {
      readonly transferId: string
    }
    readonly answer: {
      readonly transferId: string
      readonly from: string
      readonly to: string
      readonly status: 'ASKED' | 'APPROVED' | 'REFUSED' | 'CANCELLED' | 'SENT' | 'RECEIVED' | 'RETURNED' | 'SETTLED'
      readonly note?: string
      readonly askedAt: string
      readonly sentAt?: string
      readonly version: number
      readonly lines: readonly {
        readonly line: number
        readonly itemCode: string
        readonly name: string
        readonly unit: string
        readonly asked: number
        readonly sent: number
      }[]
      readonly lots: readonly {
        readonly line: number
        readonly itemCode: string
        readonly lot: string
        readonly maker: string
        readonly expiresOn: string
        readonly mrpPaise: number
        readonly costPaise: number
        readonly sent: number
        readonly received: number
        readonly damaged: number
        readonly lost: number
        readonly reason?: string
      }[]
    }
  }
  'POST /v1/inventory/transfers/{transferId}/return': {
    readonly path: {
      readonly transferId: string
    }
    readonly answer: {
      readonly transferId: string
      readonly from: string
      readonly to: string
      readonly status: 'ASKED' | 'APPROVED' | 'REFUSED' | 'CANCELLED' | 'SENT' | 'RECEIVED' | 'RETURNED' | 'SETTLED'
      readonly note?: string
      readonly askedAt: string
      readonly sentAt?: string
      readonly version: number
      readonly lines: readonly {
        readonly line: number
        readonly itemCode: string
        readonly name: string
        readonly unit: string
        readonly asked: number
        readonly sent: number
      }[]
      readonly lots: readonly {
        readonly line: number
        readonly itemCode: string
        readonly lot: string
        readonly maker: string
        readonly expiresOn: string
        readonly mrpPaise: number
        readonly costPaise: number
        readonly sent: number
        readonly received: number
        readonly damaged: number
        readonly lost: number
        readonly reason?: string
      }[]
    }
  }
  'POST /v1/inventory/transfers/{transferId}/settlement': {
    readonly path: {
      readonly transferId: string
    }
    readonly answer: {
      readonly transferId: string
      readonly from: string
      readonly to: string
      readonly status: 'ASKED' | 'APPROVED' | 'REFUSED' | 'CANCELLED' | 'SENT' | 'RECEIVED' | 'RETURNED' | 'SETTLED'
      readonly note?: string
      readonly askedAt: string
      readonly sentAt?: string
      readonly version: number
      readonly lines: readonly {
        readonly line: number
        readonly itemCode: string
        readonly name: string
        readonly unit: string
        readonly asked: number
        readonly sent: number
      }[]
      readonly lots: readonly {
        readonly line: number
        readonly itemCode: string
        readonly lot: string
        readonly maker: string
        readonly expiresOn: string
        readonly mrpPaise: number
        readonly costPaise: number
        readonly sent: number
        readonly received: number
        readonly damaged: number
        readonly lost: number
        readonly reason?: string
      }[]
    }
  }
  'POST /v1/inventory/transfers/{transferId}/receipt': {
    readonly path: {
      readonly transferId: string
    }
    readonly body: {
      readonly lines: readonly {
        readonly line: number
        readonly received: number
        readonly damaged: number
        readonly lost: number
        readonly reason?: string
      }[]
    }
    readonly answer: {
      readonly transferId: string
      readonly from: string
      readonly to: string
      readonly status: 'ASKED' | 'APPROVED' | 'REFUSED' | 'CANCELLED' | 'SENT' | 'RECEIVED' | 'RETURNED' | 'SETTLED'
      readonly note?: string
      readonly askedAt: string
      readonly sentAt?: string
      readonly version: number
      readonly lines: readonly {
        readonly line: number
        readonly itemCode: string
        readonly name: string
        readonly unit: string
        readonly asked: number
        readonly sent: number
      }[]
      readonly lots: readonly {
        readonly line: number
        readonly itemCode: string
        readonly lot: string
        readonly maker: string
        readonly expiresOn: string
        readonly mrpPaise: number
        readonly costPaise: number
        readonly sent: number
        readonly received: number
        readonly damaged: number
        readonly lost: number
        readonly reason?: string
      }[]
    }
  }
  'GET /v1/inventory/suggestions': {
    readonly query?: {
      readonly facility?: string | undefined
      readonly chain?: string | undefined
    }
    readonly answer: {
      readonly items: readonly ({
        readonly kind: 'order'
        readonly storeId: string
        readonly itemCode: string
        readonly name: string
        readonly unit: string
        readonly quantity: number
      } | {
        readonly kind: 'transfer'
        readonly from: string
        readonly to: string
        readonly itemCode: string
        readonly name: string
        readonly unit: string
        readonly quantity: number
        readonly why: 'surplus' | 'expiring'
      })[]
    }
  }
  'POST /v1/inventory/recalls': {
    readonly body: {
      readonly itemCode: string
      readonly lot: string
      readonly maker: string
      readonly scope: {
        readonly kind: 'national'
      } | {
        readonly kind: 'chain'
        readonly chainId: string
      }
      readonly reason: string
    }
    readonly answer: {
      readonly recallId: string
      readonly itemCode: string
      readonly lot: string
      readonly maker: string
      readonly scope: {
        readonly kind: 'national'
      } | {
        readonly kind: 'chain'
        readonly chainId: string
      }
      readonly reason: string
      readonly declaredAt: string
      readonly cancelledAt?: string
    }
  }
  'GET /v1/inventory/recalls': {
    readonly query?: {
      readonly open?: boolean | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly recallId: string
        readonly itemCode: string
        readonly lot: string
        readonly maker: string
        readonly scope: {
          readonly kind: 'national'
        } | {
          readonly kind: 'chain'
          readonly chainId: string
        }
        readonly reason: string
        readonly declaredAt: string
        readonly cancelledAt?: string
        readonly name: string
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/inventory/recalls/{recallId}': {
    readonly path: {
      readonly recallId: string
    }
    readonly answer: {
      readonly recallId: string
      readonly itemCode: string
      readonly lot: string
      readonly maker: string
      readonly scope: {
        readonly kind: 'national'
      } | {
        readonly kind: 'chain'
        readonly chainId: string
      }
      readonly reason: string
      readonly declaredAt: string
      readonly cancelledAt?: string
      readonly stores: readonly {
        readonly storeId: string
        readonly facilityId: string
        readonly state: 'usable' | 'quarantined' | 'recalled' | 'expired'
        readonly onHand: number
      }[]
    }
  }
  'POST /v1/inventory/recalls/{recallId}/cancellation': {
    readonly path: {
      readonly recallId: string
    }
    readonly body: {
      readonly reason: string
    }
    readonly answer: {
      readonly recallId: string
      readonly itemCode: string
      readonly lot: string
      readonly maker: string
      readonly scope: {
        readonly kind: 'national'
      } | {
        readonly kind: 'chain'
        readonly chainId: string
      }
      readonly reason: string
      readonly declaredAt: string
      readonly cancelledAt?: string
    }
  }
  'GET /v1/inventory/stores/partners': {
    readonly query: {
      readonly facility: string
    }
    readonly answer: {
      readonly items: readonly {
        readonly storeId: string
        readonly facilityId: string
        readonly kind: 'main' | 'ward' | 'pharmacy' | 'lab'
        readonly name: string
        readonly handOver: 'paid' | 'free'
        readonly isActive: boolean
        readonly version: number
        readonly licenceNo?: string
        readonly facilityName: string
      }[]
    }
  }
  'GET /v1/inventory/overview': {
    readonly query?: {
      readonly facility?: string | undefined
      readonly chain?: string | undefined
    }
    readonly answer: {
      readonly stores: readonly {
        readonly storeId: string
        readonly facilityId: string
        readonly kind: 'main' | 'ward' | 'pharmacy' | 'lab'
        readonly name: string
        readonly handOver: 'paid' | 'free'
        readonly isActive: boolean
        readonly version: number
        readonly licenceNo?: string
        readonly facilityName: string
        readonly items: number
        readonly low: number
        readonly expiring: number
        readonly blocked: number
        readonly openCounts: number
        readonly lastCountedAt?: string
        readonly isCountDue: boolean
      }[]
      readonly transfers: {
        readonly toApprove: number
        readonly toSend: number
        readonly inTransit: number
        readonly toReceive: number
        readonly toSettle: number
        readonly late: number
      }
    }
  }
  'POST /v1/inventory/items/imports': {
    readonly answer: {
      readonly read: number
      readonly changed: number
      readonly refused: readonly {
        readonly line: number
        readonly reason: string
      }[]
      readonly remarks: readonly {
        readonly line: number
        readonly reason: string
      }[]
    }
  }
  'GET /v1/documents/rules': {
    readonly answer: {
      readonly mediaTypes: readonly string[]
      readonly bytesMax: number
      readonly chunkBytes: number
      readonly isScanned: boolean
    }
  }
  'POST /v1/documents': {
    readonly body: {
      readonly patientId: string
      readonly kind: 'prescription' | 'lab-report' | 'imaging' | 'history' | 'discharge' | 'bill' | 'consent' | 'other'
      readonly title: string
      readonly sizeBytes: number
      readonly mediaType: string
      readonly sha256?: string
      readonly replaces?: string
    }
    readonly answer: {
      readonly uploadId: string
      readonly documentId: string
      readonly status: 'RECEIVING' | 'CHECKING' | 'STORED' | 'REFUSED' | 'ABORTED' | 'WITHDRAWN'
      readonly receivedBytes: number
      readonly sizeBytes: number
      readonly chunkBytes: number
      readonly expiresAt: string
    }
  }
  'GET /v1/documents': {
    readonly query: {
      readonly patient: string
      readonly kind?: 'prescription' | 'lab-report' | 'imaging' | 'history' | 'discharge' | 'bill' | 'consent' | 'other' | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly documentId: string
        readonly patientId: string
        readonly kind: 'prescription' | 'lab-report' | 'imaging' | 'history' | 'discharge' | 'bill' | 'consent' | 'other'
        readonly title?: string
        readonly mediaType: 'application/pdf' | 'image/jpeg' | 'image/png' | 'application/dicom' | 'text/html'
        readonly sizeBytes: number
        readonly sha256?: string
        readonly status: 'RECEIVING' | 'CHECKING' | 'STORED' | 'REFUSED' | 'ABORTED' | 'WITHDRAWN'
        readonly reason?: string
        readonly origin: 'family' | 'staff' | 'system'
        readonly facilityId?: string
        readonly version: number
        readonly replaces?: string
        readonly createdAt: string
        readonly storedAt?: string
        readonly canWithdraw: boolean
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/documents/uploads/{uploadId}': {
    readonly path: {
      readonly uploadId: string
    }
    readonly answer: {
      readonly uploadId: string
      readonly documentId: string
      readonly status: 'RECEIVING' | 'CHECKING' | 'STORED' | 'REFUSED' | 'ABORTED' | 'WITHDRAWN'
      readonly receivedBytes: number
      readonly sizeBytes: number
      readonly chunkBytes: number
      readonly expiresAt: string
    }
  }
  'PUT /v1/documents/uploads/{uploadId}': {
    readonly path: {
      readonly uploadId: string
    }
    readonly query: {
      readonly offset: string
    }
    readonly answer: {
      readonly receivedBytes: number
    }
  }
  'DELETE /v1/documents/uploads/{uploadId}': {
    readonly path: {
      readonly uploadId: string
    }
    readonly answer: {
      readonly status: 'RECEIVING' | 'CHECKING' | 'STORED' | 'REFUSED' | 'ABORTED' | 'WITHDRAWN'
    }
  }
  'POST /v1/documents/uploads/{uploadId}/completion': {
    readonly path: {
      readonly uploadId: string
    }
    readonly answer: {
      readonly documentId: string
      readonly patientId: string
      readonly kind: 'prescription' | 'lab-report' | 'imaging' | 'history' | 'discharge' | 'bill' | 'consent' | 'other'
      readonly title?: string
      readonly mediaType: 'application/pdf' | 'image/jpeg' | 'image/png' | 'application/dicom' | 'text/html'
      readonly sizeBytes: number
      readonly sha256?: string
      readonly status: 'RECEIVING' | 'CHECKING' | 'STORED' | 'REFUSED' | 'ABORTED' | 'WITHDRAWN'
      readonly reason?: string
      readonly origin: 'family' | 'staff' | 'system'
      readonly facilityId?: string
      readonly version: number
      readonly replaces?: string
      readonly createdAt: string
      readonly storedAt?: string
    }
  }
  'GET /v1/documents/{documentId}': {
    readonly path: {
      readonly documentId: string
    }
    readonly answer: {
      readonly documentId: string
      readonly patientId: string
      readonly kind: 'prescription' | 'lab-report' | 'imaging' | 'history' | 'discharge' | 'bill' | 'consent' | 'other'
      readonly title?: string
      readonly mediaType: 'application/pdf' | 'image/jpeg' | 'image/png' | 'application/dicom' | 'text/html'
      readonly sizeBytes: number
      readonly sha256?: string
      readonly status: 'RECEIVING' | 'CHECKING' | 'STORED' | 'REFUSED' | 'ABORTED' | 'WITHDRAWN'
      readonly reason?: string
      readonly origin: 'family' | 'staff' | 'system'
      readonly facilityId?: string
      readonly version: number
      readonly replaces?: string
      readonly createdAt: string
      readonly storedAt?: string
    }
  }
  'GET /v1/documents/{documentId}/content': {
    readonly path: {
      readonly documentId: string
    }
    readonly answer: null
  }
  'POST /v1/documents/{documentId}/links': {
    readonly path: {
      readonly documentId: string
    }
    readonly body: {
      readonly minutes?: number
    }
    readonly answer: {
      readonly address: string
      readonly expiresAt: string
    }
  }
  'GET /v1/documents/links/{link}': {
    readonly path: {
      readonly link: string
    }
    readonly answer: null
  }
  'POST /v1/documents/grants': {
    readonly body: {
      readonly patientId: string
      readonly documentId?: string
      readonly kinds?: readonly ('prescription' | 'lab-report' | 'imaging' | 'history' | 'discharge' | 'bill' | 'consent' | 'other')[]
      readonly toPhone?: string
      readonly toFacilityId?: string
      readonly toDoctorId?: string
      readonly untilOn: string
      readonly purpose: string
    }
    readonly answer: {
      readonly grantId: string
      readonly patientId: string
      readonly documentId?: string
      readonly kinds?: readonly ('prescription' | 'lab-report' | 'imaging' | 'history' | 'discharge' | 'bill' | 'consent' | 'other')[]
      readonly toKind: 'account' | 'facility' | 'practitioner'
      readonly toPhoneLast4?: string
      readonly toFacilityId?: string
      readonly toDoctorId?: string
      readonly purpose: string
      readonly untilOn: string
      readonly givenAt: string
      readonly revokedAt?: string
    }
  }
  'GET /v1/documents/grants': {
    readonly query: {
      readonly patient: string
    }
    readonly answer: {
      readonly items: readonly {
        readonly grantId: string
        readonly patientId: string
        readonly documentId?: string
        readonly kinds?: readonly ('prescription' | 'lab-report' | 'imaging' | 'history' | 'discharge' | 'bill' | 'consent' | 'other')[]
        readonly toKind: 'account' | 'facility' | 'practitioner'
        readonly toPhoneLast4?: string
        readonly toFacilityId?: string
        readonly toDoctorId?: string
        readonly purpose: string
        readonly untilOn: string
        readonly givenAt: string
        readonly revokedAt?: string
      }[]
    }
  }
  'DELETE /v1/documents/grants/{grantId}': {
    readonly path: {
      readonly grantId: string
    }
    readonly answer: {
      readonly grantId: string
      readonly patientId: string
      readonly documentId?: string
      readonly kinds?: readonly ('prescription' | 'lab-report' | 'imaging' | 'history' | 'discharge' | 'bill' | 'consent' | 'other')[]
      readonly toKind: 'account' | 'facility' | 'practitioner'
      readonly toPhoneLast4?: string
      readonly toFacilityId?: string
      readonly toDoctorId?: string
      readonly purpose: string
      readonly untilOn: string
      readonly givenAt: string
      readonly revokedAt?: string
    }
  }
  'POST /v1/documents/{documentId}/withdrawal': {
    readonly path: {
      readonly documentId: string
    }
    readonly body: {
      readonly reason: string
    }
    readonly answer: {
      readonly documentId: string
      readonly patientId: string
      readonly kind: 'prescription' | 'lab-report' | 'imaging' | 'history' | 'discharge' | 'bill' | 'consent' | 'other'
      readonly title?: string
      readonly mediaType: 'application/pdf' | 'image/jpeg' | 'image/png' | 'application/dicom' | 'text/html'
      readonly sizeBytes: number
      readonly sha256?: string
      readonly status: 'RECEIVING' | 'CHECKING' | 'STORED' | 'REFUSED' | 'ABORTED' | 'WITHDRAWN'
      readonly reason?: string
      readonly origin: 'family' | 'staff' | 'system'
      readonly facilityId?: string
      readonly version: number
      readonly replaces?: string
      readonly createdAt: string
      readonly storedAt?: string
    }
  }
  'GET /v1/documents/received': {
    readonly query?: {
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly grantId: string
        readonly patientId: string
        readonly patientName: string
        readonly toKind: 'account' | 'facility' | 'practitioner'
        readonly kinds?: readonly ('prescription' | 'lab-report' | 'imaging' | 'history' | 'discharge' | 'bill' | 'consent' | 'other')[]
        readonly purpose: string
        readonly untilOn: string
        readonly documents: readonly {
          readonly documentId: string
          readonly patientId: string
          readonly kind: 'prescription' | 'lab-report' | 'imaging' | 'history' | 'discharge' | 'bill' | 'consent' | 'other'
          readonly title?: string
          readonly mediaType: 'application/pdf' | 'image/jpeg' | 'image/png' | 'application/dicom' | 'text/html'
          readonly sizeBytes: number
          readonly sha256?: string
          readonly status: 'RECEIVING' | 'CHECKING' | 'STORED' | 'REFUSED' | 'ABORTED' | 'WITHDRAWN'
          readonly reason?: string
          readonly origin: 'family' | 'staff' | 'system'
          readonly facilityId?: string
          readonly version: number
          readonly replaces?: string
          readonly createdAt: string
          readonly storedAt?: string
        }[]
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/documents/stays': {
    readonly query: {
      readonly facility: string
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly visitId: string
        readonly patientId: string
        readonly patient?: {
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
        readonly until: string
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/diagnostics/tests': {
    readonly query?: {
      readonly facility?: string | undefined
      readonly q?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly code: string
        readonly name: string
        readonly kind?: 'number' | 'text' | 'choice' | 'imaging'
        readonly tests?: readonly string[]
        readonly unit?: string
        readonly specimen?: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
        readonly turnaroundMinutes?: number
        readonly priceCode?: string
        readonly inHouse?: boolean
        readonly twoPersons?: boolean
        readonly isOffered?: boolean
        readonly version?: number
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/diagnostics/tests/{code}': {
    readonly path: {
      readonly code: string
    }
    readonly answer: {
      readonly code: string
      readonly name: string
      readonly test?: {
        readonly code: string
        readonly name: string
        readonly kind: 'number' | 'text' | 'choice' | 'imaging'
        readonly choices?: readonly string[]
        readonly unit?: string
        readonly specimen?: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
        readonly container?: string
        readonly turnaroundMinutes: number
        readonly doctorFirst: boolean
        readonly highestPossible?: number
        readonly loinc?: string
      }
      readonly tests?: readonly string[]
      readonly ranges: readonly {
        readonly sex: 'female' | 'male' | 'any'
        readonly fromDays: number
        readonly untilDays: number
        readonly validFrom: string
        readonly low?: number
        readonly high?: number
        readonly criticalLow?: number
        readonly criticalHigh?: number
        readonly isChecked: boolean
      }[]
      readonly statedRange?: string
      readonly fault?: string
    }
  }
  'PUT /v1/diagnostics/tests/{code}': {
    readonly path: {
      readonly code: string
    }
    readonly body: {
      readonly name: string
      readonly kind: 'number' | 'text' | 'choice' | 'imaging'
      readonly choices?: readonly string[]
      readonly unit?: string
      readonly specimen?: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
      readonly container?: string
      readonly turnaroundMinutes: number
      readonly doctorFirst: boolean
      readonly highestPossible?: number
      readonly loinc?: string
    }
    readonly answer: {
      readonly code: string
      readonly name: string
      readonly kind: 'number' | 'text' | 'choice' | 'imaging'
      readonly choices?: readonly string[]
      readonly unit?: string
      readonly specimen?: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
      readonly container?: string
      readonly turnaroundMinutes: number
      readonly doctorFirst: boolean
      readonly highestPossible?: number
      readonly loinc?: string
    }
  }
  'POST /v1/diagnostics/tests/{code}/ranges': {
    readonly path: {
      readonly code: string
    }
    readonly body: {
      readonly sex: 'female' | 'male' | 'any'
      readonly fromDays: number
      readonly untilDays: number
      readonly validFrom: string
      readonly low?: number
      readonly high?: number
      readonly criticalLow?: number
      readonly criticalHigh?: number
    }
    readonly answer: {
      readonly sex: 'female' | 'male' | 'any'
      readonly fromDays: number
      readonly untilDays: number
      readonly validFrom: string
      readonly low?: number
      readonly high?: number
      readonly criticalLow?: number
      readonly criticalHigh?: number
      readonly isChecked: boolean
    }
  }
  'GET /v1/diagnostics/laboratories/{facilityId}': {
    readonly path: {
      readonly facilityId: string
    }
    readonly answer: {
      readonly facilityId: string
      readonly paysFirst: boolean
      readonly language: 'en' | 'hi'
    }
  }
  'PUT /v1/diagnostics/laboratories/{facilityId}': {
    readonly path: {
      readonly facilityId: string
    }
    readonly body: {
      readonly paysFirst: boolean
      readonly language: 'en' | 'hi'
    }
    readonly answer: {
      readonly facilityId: string
      readonly paysFirst: boolean
      readonly language: 'en' | 'hi'
    }
  }
  'PUT /v1/diagnostics/menus/{facilityId}/{code}': {
    readonly path: {
      readonly facilityId: string
      readonly code: string
    }
    readonly ifMatch?: string
    readonly body: {
      readonly priceCode: string
      readonly inHouse: boolean
      readonly twoPersons: boolean
      readonly isOffered: boolean
    }
    readonly answer: {
      readonly facilityId: string
      readonly code: string
      readonly priceCode: string
      readonly inHouse: boolean
      readonly twoPersons: boolean
      readonly isOffered: boolean
      readonly version: number
    }
  }
  'POST /v1/diagnostics/orders': {
    readonly body: {
      readonly patientId: string
      readonly labFacilityId: string
      readonly tests: readonly string[]
      readonly priority: 'routine' | 'urgent' | 'stat'
      readonly reason?: string
      readonly visitId?: string
      readonly confirmed?: boolean
      readonly proof?: {
        readonly kind: 'reference' | 'document' | 'registration' | 'code'
        readonly reference?: string
        readonly document?: 'aadhaar' | 'voter-id' | 'driving-licence' | 'passport' | 'ration-card' | 'pan' | 'birth-certificate' | 'school-id' | 'other'
        readonly last4?: string
        readonly code?: string
      }
    }
    readonly answer: {
      readonly orderId: string
      readonly reference: string
      readonly status: 'PLACED' | 'COLLECTED' | 'IN_PROGRESS' | 'PARTIAL' | 'COMPLETED' | 'CANCELLED'
      readonly priority: 'routine' | 'urgent' | 'stat'
      readonly patientId: string
      readonly doctorId?: string
      readonly facilityId: string
      readonly labFacilityId: string
      readonly visitId?: string
      readonly reason?: string
      readonly placedAt: string
      readonly isSettled: boolean
      readonly lines: readonly {
        readonly line: number
        readonly item: string
        readonly test: string
        readonly name: string
        readonly kind: 'number' | 'text' | 'choice' | 'imaging'
        readonly status: 'PLACED' | 'COLLECTED' | 'IN_PROGRESS' | 'COMPLETED' | 'CANCELLED'
        readonly specimenKind?: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
        readonly container?: string
        readonly unit?: string
        readonly choices?: readonly string[]
        readonly twoPersons: boolean
        readonly specimen?: {
          readonly specimenId: string
          readonly kind: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
          readonly container: string
          readonly status: 'EXPECTED' | 'COLLECTED' | 'RECEIVED' | 'REJECTED' | 'DONE'
          readonly accession?: string
          readonly collectedAt?: string
          readonly receivedAt?: string
          readonly rejectedAt?: string
          readonly rejectReason?: 'clotted' | 'haemolysed' | 'insufficient' | 'wrong-container' | 'unlabelled' | 'mislabelled' | 'leaked' | 'too-old' | 'other'
          readonly rejectNote?: string
          readonly lines: readonly number[]
        }
        readonly rejections: readonly {
          readonly specimenId: string
          readonly kind: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
          readonly container: string
          readonly status: 'EXPECTED' | 'COLLECTED' | 'RECEIVED' | 'REJECTED' | 'DONE'
          readonly accession?: string
          readonly collectedAt?: string
          readonly receivedAt?: string
          readonly rejectedAt?: string
          readonly rejectReason?: 'clotted' | 'haemolysed' | 'insufficient' | 'wrong-container' | 'unlabelled' | 'mislabelled' | 'leaked' | 'too-old' | 'other'
          readonly rejectNote?: string
          readonly lines: readonly number[]
        }[]
        readonly dueAt: string
        readonly result?: {
          readonly version: number
          readonly value: string
          readonly unit?: string
          readonly low?: number
          readonly high?: number
          readonly flag: 'none' | 'low' | 'high' | 'critical-low' | 'critical-high' | 'abnormal'
          readonly status: 'PRELIMINARY' | 'FINAL' | 'CORRECTED' | 'VOID'
          readonly note?: string
          readonly enteredAt: string
          readonly authorisedAt?: string
          readonly reason?: string
          readonly revision?: number
        }
        readonly earlier: readonly {
          readonly version: number
          readonly value: string
          readonly unit?: string
          readonly low?: number
          readonly high?: number
          readonly flag: 'none' | 'low' | 'high' | 'critical-low' | 'critical-high' | 'abnormal'
          readonly status: 'PRELIMINARY' | 'FINAL' | 'CORRECTED' | 'VOID'
          readonly note?: string
          readonly enteredAt: string
          readonly authorisedAt?: string
          readonly reason?: string
          readonly revision?: number
        }[]
        readonly hiddenUntil?: string
        readonly cancelReason?: string
        readonly movedTo?: string
      }[]
      readonly patient?: {
        readonly name: string
        readonly birthYear: number
        readonly gender: 'male' | 'female' | 'other' | 'unknown'
      }
    }
  }
  'GET /v1/diagnostics/orders': {
    readonly query: {
      readonly patient: string
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly orderId: string
        readonly reference: string
        readonly status: 'PLACED' | 'COLLECTED' | 'IN_PROGRESS' | 'PARTIAL' | 'COMPLETED' | 'CANCELLED'
        readonly priority: 'routine' | 'urgent' | 'stat'
        readonly patientId: string
        readonly doctorId?: string
        readonly facilityId: string
        readonly labFacilityId: string
        readonly visitId?: string
        readonly reason?: string
        readonly placedAt: string
        readonly isSettled: boolean
        readonly lines: readonly {
          readonly line: number
          readonly item: string
          readonly test: string
          readonly name: string
          readonly kind: 'number' | 'text' | 'choice' | 'imaging'
          readonly status: 'PLACED' | 'COLLECTED' | 'IN_PROGRESS' | 'COMPLETED' | 'CANCELLED'
          readonly specimenKind?: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
          readonly container?: string
          readonly unit?: string
          readonly choices?: readonly string[]
          readonly twoPersons: boolean
          readonly specimen?: {
            readonly specimenId: string
            readonly kind: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
            readonly container: string
            readonly status: 'EXPECTED' | 'COLLECTED' | 'RECEIVED' | 'REJECTED' | 'DONE'
            readonly accession?: string
            readonly collectedAt?: string
            readonly receivedAt?: string
            readonly rejectedAt?: string
            readonly rejectReason?: 'clotted' | 'haemolysed' | 'insufficient' | 'wrong-container' | 'unlabelled' | 'mislabelled' | 'leaked' | 'too-old' | 'other'
            readonly rejectNote?: string
            readonly lines: readonly number[]
          }
          readonly rejections: readonly {
            readonly specimenId: string
            readonly kind: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
            readonly container: string
            readonly status: 'EXPECTED' | 'COLLECTED' | 'RECEIVED' | 'REJECTED' | 'DONE'
            readonly accession?: string
            readonly collectedAt?: string
            readonly receivedAt?: string
            readonly rejectedAt?: string
            readonly rejectReason?: 'clotted' | 'haemolysed' | 'insufficient' | 'wrong-container' | 'unlabelled' | 'mislabelled' | 'leaked' | 'too-old' | 'other'
            readonly rejectNote?: string
            readonly lines: readonly number[]
          }[]
          readonly dueAt: string
          readonly result?: {
            readonly version: number
            readonly value: string
            readonly unit?: string
            readonly low?: number
            readonly high?: number
            readonly flag: 'none' | 'low' | 'high' | 'critical-low' | 'critical-high' | 'abnormal'
            readonly status: 'PRELIMINARY' | 'FINAL' | 'CORRECTED' | 'VOID'
            readonly note?: string
            readonly enteredAt: string
            readonly authorisedAt?: string
            readonly reason?: string
            readonly revision?: number
          }
          readonly earlier: readonly {
            readonly version: number
            readonly value: string
            readonly unit?: string
            readonly low?: number
            readonly high?: number
            readonly flag: 'none' | 'low' | 'high' | 'critical-low' | 'critical-high' | 'abnormal'
            readonly status: 'PRELIMINARY' | 'FINAL' | 'CORRECTED' | 'VOID'
            readonly note?: string
            readonly enteredAt: string
            readonly authorisedAt?: string
            readonly reason?: string
            readonly revision?: number
          }[]
          readonly hiddenUntil?: string
          readonly cancelReason?: string
          readonly movedTo?: string
        }[]
        readonly patient?: {
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
      }[]
      readonly nextCursor?: string
    }
  }
  'POST /v1/diagnostics/orders/{orderId}/cancellation': {
    readonly path: {
      readonly orderId: string
    }
    readonly body: {
      readonly lines?: readonly number[]
      readonly reason: string
    }
    readonly answer: {
      readonly orderId: string
      readonly reference: string
      readonly status: 'PLACED' | 'COLLECTED' | 'IN_PROGRESS' | 'PARTIAL' | 'COMPLETED' | 'CANCELLED'
      readonly priority: 'routine' | 'urgent' | 'stat'
      readonly patientId: string
      readonly doctorId?: string
      readonly facilityId: string
      readonly labFacilityId: string
      readonly visitId?: string
      readonly reason?: string
      readonly placedAt: string
      readonly isSettled: boolean
      readonly lines: readonly {
        readonly line: number
        readonly item: string
        readonly test: string
        readonly name: string
        readonly kind: 'number' | 'text' | 'choice' | 'imaging'
        readonly status: 'PLACED' | 'COLLECTED' | 'IN_PROGRESS' | 'COMPLETED' | 'CANCELLED'
        readonly specimenKind?: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
        readonly container?: string
        readonly unit?: string
        readonly choices?: readonly string[]
        readonly twoPersons: boolean
        readonly specimen?: {
          readonly specimenId: string
          readonly kind: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
          readonly container: string
          readonly status: 'EXPECTED' | 'COLLECTED' | 'RECEIVED' | 'REJECTED' | 'DONE'
          readonly accession?: string
          readonly collectedAt?: string
          readonly receivedAt?: string
          readonly rejectedAt?: string
          readonly rejectReason?: 'clotted' | 'haemolysed' | 'insufficient' | 'wrong-container' | 'unlabelled' | 'mislabelled' | 'leaked' | 'too-old' | 'other'
          readonly rejectNote?: string
          readonly lines: readonly number[]
        }
        readonly rejections: readonly {
          readonly specimenId: string
          readonly kind: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
          readonly container: string
          readonly status: 'EXPECTED' | 'COLLECTED' | 'RECEIVED' | 'REJECTED' | 'DONE'
          readonly accession?: string
          readonly collectedAt?: string
          readonly receivedAt?: string
          readonly rejectedAt?: string
          readonly rejectReason?: 'clotted' | 'haemolysed' | 'insufficient' | 'wrong-container' | 'unlabelled' | 'mislabelled' | 'leaked' | 'too-old' | 'other'
          readonly rejectNote?: string
          readonly lines: readonly number[]
        }[]
        readonly dueAt: string
        readonly result?: {
          readonly version: number
          readonly value: string
          readonly unit?: string
          readonly low?: number
          readonly high?: number
          readonly flag: 'none' | 'low' | 'high' | 'critical-low' | 'critical-high' | 'abnormal'
          readonly status: 'PRELIMINARY' | 'FINAL' | 'CORRECTED' | 'VOID'
          readonly note?: string
          readonly enteredAt: string
          readonly authorisedAt?: string
          readonly reason?: string
          readonly revision?: number
        }
        readonly earlier: readonly {
          readonly version: number
          readonly value: string
          readonly unit?: string
          readonly low?: number
          readonly high?: number
          readonly flag: 'none' | 'low' | 'high' | 'critical-low' | 'critical-high' | 'abnormal'
          readonly status: 'PRELIMINARY' | 'FINAL' | 'CORRECTED' | 'VOID'
          readonly note?: string
          readonly enteredAt: string
          readonly authorisedAt?: string
          readonly reason?: string
          readonly revision?: number
        }[]
        readonly hiddenUntil?: string
        readonly cancelReason?: string
        readonly movedTo?: string
      }[]
      readonly patient?: {
        readonly name: string
        readonly birthYear: number
        readonly gender: 'male' | 'female' | 'other' | 'unknown'
      }
    }
  }
  'GET /v1/diagnostics/orders/{orderId}': {
    readonly path: {
      readonly orderId: string
    }
    readonly answer: {
      readonly orderId: string
      readonly reference: string
      readonly status: 'PLACED' | 'COLLECTED' | 'IN_PROGRESS' | 'PARTIAL' | 'COMPLETED' | 'CANCELLED'
      readonly priority: 'routine' | 'urgent' | 'stat'
      readonly patientId: string
      readonly doctorId?: string
      readonly facilityId: string
      readonly labFacilityId: string
      readonly visitId?: string
      readonly reason?: string
      readonly placedAt: string
      readonly isSettled: boolean
      readonly lines: readonly {
        readonly line: number
        readonly item: string
        readonly test: string
        readonly name: string
        readonly kind: 'number' | 'text' | 'choice' | 'imaging'
        readonly status: 'PLACED' | 'COLLECTED' | 'IN_PROGRESS' | 'COMPLETED' | 'CANCELLED'
        readonly specimenKind?: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
        readonly container?: string
        readonly unit?: string
        readonly choices?: readonly string[]
        readonly twoPersons: boolean
        readonly specimen?: {
          readonly specimenId: string
          readonly kind: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
          readonly container: string
          readonly status: 'EXPECTED' | 'COLLECTED' | 'RECEIVED' | 'REJECTED' | 'DONE'
          readonly accession?: string
          readonly collectedAt?: string
          readonly receivedAt?: string
          readonly rejectedAt?: string
          readonly rejectReason?: 'clotted' | 'haemolysed' | 'insufficient' | 'wrong-container' | 'unlabelled' | 'mislabelled' | 'leaked' | 'too-old' | 'other'
          readonly rejectNote?: string
          readonly lines: readonly number[]
        }
        readonly rejections: readonly {
          readonly specimenId: string
          readonly kind: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
          readonly container: string
          readonly status: 'EXPECTED' | 'COLLECTED' | 'RECEIVED' | 'REJECTED' | 'DONE'
          readonly accession?: string
          readonly collectedAt?: string
          readonly receivedAt?: string
          readonly rejectedAt?: string
          readonly rejectReason?: 'clotted' | 'haemolysed' | 'insufficient' | 'wrong-container' | 'unlabelled' | 'mislabelled' | 'leaked' | 'too-old' | 'other'
          readonly rejectNote?: string
          readonly lines: readonly number[]
        }[]
        readonly dueAt: string
        readonly result?: {
          readonly version: number
          readonly value: string
          readonly unit?: string
          readonly low?: number
          readonly high?: number
          readonly flag: 'none' | 'low' | 'high' | 'critical-low' | 'critical-high' | 'abnormal'
          readonly status: 'PRELIMINARY' | 'FINAL' | 'CORRECTED' | 'VOID'
          readonly note?: string
          readonly enteredAt: string
          readonly authorisedAt?: string
          readonly reason?: string
          readonly revision?: number
        }
        readonly earlier: readonly {
          readonly version: number
          readonly value: string
          readonly unit?: string
          readonly low?: number
          readonly high?: number
          readonly flag: 'none' | 'low' | 'high' | 'critical-low' | 'critical-high' | 'abnormal'
          readonly status: 'PRELIMINARY' | 'FINAL' | 'CORRECTED' | 'VOID'
          readonly note?: string
          readonly enteredAt: string
          readonly authorisedAt?: string
          readonly reason?: string
          readonly revision?: number
        }[]
        readonly hiddenUntil?: string
        readonly cancelReason?: string
        readonly movedTo?: string
      }[]
      readonly patient?: {
        readonly name: string
        readonly birthYear: number
        readonly gender: 'male' | 'female' | 'other' | 'unknown'
      }
    }
  }
  'GET /v1/diagnostics/desk': {
    readonly query: {
      readonly facility: string
      readonly day?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly orderId: string
        readonly reference: string
        readonly status: 'PLACED' | 'COLLECTED' | 'IN_PROGRESS' | 'PARTIAL' | 'COMPLETED' | 'CANCELLED'
        readonly placedAt: string
        readonly isSettled: boolean
        readonly patientId: string
        readonly patient?: {
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/diagnostics/worklists/{list}': {
    readonly path: {
      readonly list: 'collect' | 'receive' | 'enter' | 'authorise' | 'overdue'
    }
    readonly query: {
      readonly lab: string
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly orderId: string
        readonly reference: string
        readonly status: 'PLACED' | 'COLLECTED' | 'IN_PROGRESS' | 'PARTIAL' | 'COMPLETED' | 'CANCELLED'
        readonly priority: 'routine' | 'urgent' | 'stat'
        readonly patientId: string
        readonly doctorId?: string
        readonly facilityId: string
        readonly labFacilityId: string
        readonly visitId?: string
        readonly reason?: string
        readonly placedAt: string
        readonly isSettled: boolean
        readonly lines: readonly {
          readonly line: number
          readonly item: string
          readonly test: string
          readonly name: string
          readonly kind: 'number' | 'text' | 'choice' | 'imaging'
          readonly status: 'PLACED' | 'COLLECTED' | 'IN_PROGRESS' | 'COMPLETED' | 'CANCELLED'
          readonly specimenKind?: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
          readonly container?: string
          readonly unit?: string
          readonly choices?: readonly string[]
          readonly twoPersons: boolean
          readonly specimen?: {
            readonly specimenId: string
            readonly kind: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
            readonly container: string
            readonly status: 'EXPECTED' | 'COLLECTED' | 'RECEIVED' | 'REJECTED' | 'DONE'
            readonly accession?: string
            readonly collectedAt?: string
            readonly receivedAt?: string
            readonly rejectedAt?: string
            readonly rejectReason?: 'clotted' | 'haemolysed' | 'insufficient' | 'wrong-container' | 'unlabelled' | 'mislabelled' | 'leaked' | 'too-old' | 'other'
            readonly rejectNote?: string
            readonly lines: readonly number[]
          }
          readonly rejections: readonly {
            readonly specimenId: string
            readonly kind: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
            readonly container: string
            readonly status: 'EXPECTED' | 'COLLECTED' | 'RECEIVED' | 'REJECTED' | 'DONE'
            readonly accession?: string
            readonly collectedAt?: string
            readonly receivedAt?: string
            readonly rejectedAt?: string
            readonly rejectReason?: 'clotted' | 'haemolysed' | 'insufficient' | 'wrong-container' | 'unlabelled' | 'mislabelled' | 'leaked' | 'too-old' | 'other'
            readonly rejectNote?: string
            readonly lines: readonly number[]
          }[]
          readonly dueAt: string
          readonly result?: {
            readonly version: number
            readonly value: string
            readonly unit?: string
            readonly low?: number
            readonly high?: number
            readonly flag: 'none' | 'low' | 'high' | 'critical-low' | 'critical-high' | 'abnormal'
            readonly status: 'PRELIMINARY' | 'FINAL' | 'CORRECTED' | 'VOID'
            readonly note?: string
            readonly enteredAt: string
            readonly authorisedAt?: string
            readonly reason?: string
            readonly revision?: number
          }
          readonly earlier: readonly {
            readonly version: number
            readonly value: string
            readonly unit?: string
            readonly low?: number
            readonly high?: number
            readonly flag: 'none' | 'low' | 'high' | 'critical-low' | 'critical-high' | 'abnormal'
            readonly status: 'PRELIMINARY' | 'FINAL' | 'CORRECTED' | 'VOID'
            readonly note?: string
            readonly enteredAt: string
            readonly authorisedAt?: string
            readonly reason?: string
            readonly revision?: number
          }[]
          readonly hiddenUntil?: string
          readonly cancelReason?: string
          readonly movedTo?: string
        }[]
        readonly patient?: {
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
      }[]
      readonly nextCursor?: string
    }
  }
  'POST /v1/diagnostics/orders/{orderId}/specimens': {
    readonly path: {
      readonly orderId: string
    }
    readonly body: {
      readonly lines: readonly number[]
      readonly kind: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
    }
    readonly answer: {
      readonly orderId: string
      readonly patientId: string
      readonly specimen: {
        readonly specimenId: string
        readonly kind: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
        readonly container: string
        readonly status: 'EXPECTED' | 'COLLECTED' | 'RECEIVED' | 'REJECTED' | 'DONE'
        readonly accession?: string
        readonly collectedAt?: string
        readonly receivedAt?: string
        readonly rejectedAt?: string
        readonly rejectReason?: 'clotted' | 'haemolysed' | 'insufficient' | 'wrong-container' | 'unlabelled' | 'mislabelled' | 'leaked' | 'too-old' | 'other'
        readonly rejectNote?: string
        readonly lines: readonly number[]
      }
      readonly label: {
        readonly accession: string
        readonly reference: string
        readonly patient: {
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
        readonly kind: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
        readonly container: string
        readonly tests: readonly string[]
        readonly priority: 'routine' | 'urgent' | 'stat'
        readonly collectedAt: string
      }
    }
  }
  'POST /v1/diagnostics/specimens/{specimenId}/receipt': {
    readonly path: {
      readonly specimenId: string
    }
    readonly answer: {
      readonly orderId: string
      readonly specimen: {
        readonly specimenId: string
        readonly kind: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
        readonly container: string
        readonly status: 'EXPECTED' | 'COLLECTED' | 'RECEIVED' | 'REJECTED' | 'DONE'
        readonly accession?: string
        readonly collectedAt?: string
        readonly receivedAt?: string
        readonly rejectedAt?: string
        readonly rejectReason?: 'clotted' | 'haemolysed' | 'insufficient' | 'wrong-container' | 'unlabelled' | 'mislabelled' | 'leaked' | 'too-old' | 'other'
        readonly rejectNote?: string
        readonly lines: readonly number[]
      }
    }
  }
  'POST /v1/diagnostics/specimens/{specimenId}/rejection': {
    readonly path: {
      readonly specimenId: string
    }
    readonly body: {
      readonly reason: 'clotted' | 'haemolysed' | 'insufficient' | 'wrong-container' | 'unlabelled' | 'mislabelled' | 'leaked' | 'too-old' | 'other'
      readonly note?: string
    }
    readonly answer: {
      readonly orderId: string
      readonly specimen: {
        readonly specimenId: string
        readonly kind: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
        readonly container: string
        readonly status: 'EXPECTED' | 'COLLECTED' | 'RECEIVED' | 'REJECTED' | 'DONE'
        readonly accession?: string
        readonly collectedAt?: string
        readonly receivedAt?: string
        readonly rejectedAt?: string
        readonly rejectReason?: 'clotted' | 'haemolysed' | 'insufficient' | 'wrong-container' | 'unlabelled' | 'mislabelled' | 'leaked' | 'too-old' | 'other'
        readonly rejectNote?: string
        readonly lines: readonly number[]
      }
    }
  }
  'PUT /v1/diagnostics/orders/{orderId}/lines/{line}/result': {
    readonly path: {
      readonly orderId: string
      readonly line: number
    }
    readonly ifMatch?: string
    readonly body: {
      readonly value: string
      readonly note?: string
      readonly isAbnormal?: boolean
    }
    readonly answer: {
      readonly orderId: string
      readonly line: number
      readonly result: {
        readonly version: number
        readonly value: string
        readonly unit?: string
        readonly low?: number
        readonly high?: number
        readonly flag: 'none' | 'low' | 'high' | 'critical-low' | 'critical-high' | 'abnormal'
        readonly status: 'PRELIMINARY' | 'FINAL' | 'CORRECTED' | 'VOID'
        readonly note?: string
        readonly enteredAt: string
        readonly authorisedAt?: string
        readonly reason?: string
        readonly revision?: number
      }
    }
  }
  'POST /v1/diagnostics/orders/{orderId}/lines/{line}/authorisation': {
    readonly path: {
      readonly orderId: string
      readonly line: number
    }
    readonly ifMatch?: string
    readonly answer: {
      readonly orderId: string
      readonly line: number
      readonly result: {
        readonly version: number
        readonly value: string
        readonly unit?: string
        readonly low?: number
        readonly high?: number
        readonly flag: 'none' | 'low' | 'high' | 'critical-low' | 'critical-high' | 'abnormal'
        readonly status: 'PRELIMINARY' | 'FINAL' | 'CORRECTED' | 'VOID'
        readonly note?: string
        readonly enteredAt: string
        readonly authorisedAt?: string
        readonly reason?: string
        readonly revision?: number
      }
    }
  }
  'POST /v1/diagnostics/orders/{orderId}/lines/{line}/correction': {
    readonly path: {
      readonly orderId: string
      readonly line: number
    }
    readonly body: {
      readonly value: string
      readonly note?: string
      readonly isAbnormal?: boolean
      readonly reason: string
    }
    readonly answer: {
      readonly orderId: string
      readonly line: number
      readonly result: {
        readonly version: number
        readonly value: string
        readonly unit?: string
        readonly low?: number
        readonly high?: number
        readonly flag: 'none' | 'low' | 'high' | 'critical-low' | 'critical-high' | 'abnormal'
        readonly status: 'PRELIMINARY' | 'FINAL' | 'CORRECTED' | 'VOID'
        readonly note?: string
        readonly enteredAt: string
        readonly authorisedAt?: string
        readonly reason?: string
        readonly revision?: number
      }
    }
  }
  'POST /v1/diagnostics/orders/{orderId}/lines/{line}/voiding': {
    readonly path: {
      readonly orderId: string
      readonly line: number
    }
    readonly body: {
      readonly reason: string
    }
    readonly answer: {
      readonly orderId: string
      readonly line: number
    }
  }
  'GET /v1/diagnostics/stuck': {
    readonly query: {
      readonly lab: string
      readonly limit?: number | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly orderId: string
        readonly reference: string
        readonly deed: 'charge' | 'reversal' | 'report'
        readonly problem: string
        readonly failedAt: string
      }[]
    }
  }
  'POST /v1/diagnostics/orders/{orderId}/repetition': {
    readonly path: {
      readonly orderId: string
    }
    readonly answer: {
      readonly items: readonly {
        readonly orderId: string
        readonly reference: string
        readonly deed: 'charge' | 'reversal' | 'report'
        readonly problem: string
        readonly failedAt: string
      }[]
    }
  }
  'POST /v1/diagnostics/orders/{orderId}/settlement': {
    readonly path: {
      readonly orderId: string
    }
    readonly body: {
      readonly deed: 'charge' | 'reversal' | 'report'
      readonly why: string
    }
    readonly answer: {
      readonly items: readonly {
        readonly orderId: string
        readonly reference: string
        readonly deed: 'charge' | 'reversal' | 'report'
        readonly problem: string
        readonly failedAt: string
      }[]
    }
  }
  'GET /v1/diagnostics/criticals': {
    readonly query?: {
      readonly lab?: string | undefined
      readonly facility?: string | undefined
      readonly limit?: number | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly orderId: string
        readonly reference: string
        readonly line: number
        readonly version: number
        readonly status: 'RAISED' | 'TOLD' | 'ACKNOWLEDGED' | 'REPLACED'
        readonly raisedAt: string
        readonly dueAt: string
        readonly escalations: number
        readonly toldTo?: string
        readonly toldAt?: string
        readonly acknowledgedAt?: string
        readonly doctorId?: string
        readonly patientId: string
        readonly initials: string
        readonly patientName?: string
        readonly test?: string
        readonly result?: {
          readonly version: number
          readonly value: string
          readonly unit?: string
          readonly low?: number
          readonly high?: number
          readonly flag: 'none' | 'low' | 'high' | 'critical-low' | 'critical-high' | 'abnormal'
          readonly status: 'PRELIMINARY' | 'FINAL' | 'CORRECTED' | 'VOID'
          readonly note?: string
          readonly enteredAt: string
          readonly authorisedAt?: string
          readonly reason?: string
          readonly revision?: number
        }
      }[]
    }
  }
  'POST /v1/diagnostics/orders/{orderId}/lines/{line}/telling': {
    readonly path: {
      readonly orderId: string
      readonly line: number
    }
    readonly body: {
      readonly to: string
      readonly readBack: boolean
    }
    readonly answer: {
      readonly orderId: string
      readonly reference: string
      readonly line: number
      readonly version: number
      readonly status: 'RAISED' | 'TOLD' | 'ACKNOWLEDGED' | 'REPLACED'
      readonly raisedAt: string
      readonly dueAt: string
      readonly escalations: number
      readonly toldTo?: string
      readonly toldAt?: string
      readonly acknowledgedAt?: string
      readonly doctorId?: string
    }
  }
  'POST /v1/diagnostics/orders/{orderId}/lines/{line}/acknowledgement': {
    readonly path: {
      readonly orderId: string
      readonly line: number
    }
    readonly answer: {
      readonly orderId: string
      readonly reference: string
      readonly line: number
      readonly version: number
      readonly status: 'RAISED' | 'TOLD' | 'ACKNOWLEDGED' | 'REPLACED'
      readonly raisedAt: string
      readonly dueAt: string
      readonly escalations: number
      readonly toldTo?: string
      readonly toldAt?: string
      readonly acknowledgedAt?: string
      readonly doctorId?: string
    }
  }
  'GET /v1/diagnostics/inbox': {
    readonly query?: {
      readonly all?: boolean | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly severity: 'none' | 'flagged' | 'critical'
        readonly changedAt: string
        readonly readAt?: string
        readonly order: {
          readonly orderId: string
          readonly reference: string
          readonly status: 'PLACED' | 'COLLECTED' | 'IN_PROGRESS' | 'PARTIAL' | 'COMPLETED' | 'CANCELLED'
          readonly priority: 'routine' | 'urgent' | 'stat'
          readonly patientId: string
          readonly doctorId?: string
          readonly facilityId: string
          readonly labFacilityId: string
          readonly visitId?: string
          readonly reason?: string
          readonly placedAt: string
          readonly isSettled: boolean
          readonly lines: readonly {
            readonly line: number
            readonly item: string
            readonly test: string
            readonly name: string
            readonly kind: 'number' | 'text' | 'choice' | 'imaging'
            readonly status: 'PLACED' | 'COLLECTED' | 'IN_PROGRESS' | 'COMPLETED' | 'CANCELLED'
            readonly specimenKind?: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
            readonly container?: string
            readonly unit?: string
            readonly choices?: readonly string[]
            readonly twoPersons: boolean
            readonly specimen?: {
              readonly specimenId: string
              readonly kind: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
              readonly container: string
              readonly status: 'EXPECTED' | 'COLLECTED' | 'RECEIVED' | 'REJECTED' | 'DONE'
              readonly accession?: string
              readonly collectedAt?: string
              readonly receivedAt?: string
              readonly rejectedAt?: string
              readonly rejectReason?: 'clotted' | 'haemolysed' | 'insufficient' | 'wrong-container' | 'unlabelled' | 'mislabelled' | 'leaked' | 'too-old' | 'other'
              readonly rejectNote?: string
              readonly lines: readonly number[]
            }
            readonly rejections: readonly {
              readonly specimenId: string
              readonly kind: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
              readonly container: string
              readonly status: 'EXPECTED' | 'COLLECTED' | 'RECEIVED' | 'REJECTED' | 'DONE'
              readonly accession?: string
              readonly collectedAt?: string
              readonly receivedAt?: string
              readonly rejectedAt?: string
              readonly rejectReason?: 'clotted' | 'haemolysed' | 'insufficient' | 'wrong-container' | 'unlabelled' | 'mislabelled' | 'leaked' | 'too-old' | 'other'
              readonly rejectNote?: string
              readonly lines: readonly number[]
            }[]
            readonly dueAt: string
            readonly result?: {
              readonly version: number
              readonly value: string
              readonly unit?: string
              readonly low?: number
              readonly high?: number
              readonly flag: 'none' | 'low' | 'high' | 'critical-low' | 'critical-high' | 'abnormal'
              readonly status: 'PRELIMINARY' | 'FINAL' | 'CORRECTED' | 'VOID'
              readonly note?: string
              readonly enteredAt: string
              readonly authorisedAt?: string
              readonly reason?: string
              readonly revision?: number
            }
            readonly earlier: readonly {
              readonly version: number
              readonly value: string
              readonly unit?: string
              readonly low?: number
              readonly high?: number
              readonly flag: 'none' | 'low' | 'high' | 'critical-low' | 'critical-high' | 'abnormal'
              readonly status: 'PRELIMINARY' | 'FINAL' | 'CORRECTED' | 'VOID'
              readonly note?: string
              readonly enteredAt: string
              readonly authorisedAt?: string
              readonly reason?: string
              readonly revision?: number
            }[]
            readonly hiddenUntil?: string
            readonly cancelReason?: string
            readonly movedTo?: string
          }[]
          readonly patient?: {
            readonly name: string
            readonly birthYear: number
            readonly gender: 'male' | 'female' | 'other' | 'unknown'
          }
        }
      }[]
      readonly nextCursor?: string
    }
  }
  'POST /v1/diagnostics/orders/{orderId}/reading': {
    readonly path: {
      readonly orderId: string
    }
    readonly answer: {
      readonly orderId: string
    }
  }
  'GET /v1/diagnostics/orders/{orderId}/report': {
    readonly path: {
      readonly orderId: string
    }
    readonly query?: {
      readonly version?: number | undefined
      readonly language?: 'en' | 'hi' | undefined
      readonly form?: 'page' | 'pdf' | undefined
    }
    readonly answer: string
  }
  'GET /v1/diagnostics/worklists': {
    readonly query: {
      readonly lab: string
    }
    readonly answer: {
      readonly collect: number
      readonly receive: number
      readonly enter: number
      readonly authorise: number
      readonly overdue: number
      readonly critical: number
    }
  }
  'GET /v1/diagnostics/specimens/{accession}': {
    readonly path: {
      readonly accession: string
    }
    readonly query: {
      readonly lab: string
    }
    readonly answer: {
      readonly orderId: string
      readonly reference: string
      readonly status: 'PLACED' | 'COLLECTED' | 'IN_PROGRESS' | 'PARTIAL' | 'COMPLETED' | 'CANCELLED'
      readonly priority: 'routine' | 'urgent' | 'stat'
      readonly patientId: string
      readonly doctorId?: string
      readonly facilityId: string
      readonly labFacilityId: string
      readonly visitId?: string
      readonly reason?: string
      readonly placedAt: string
      readonly isSettled: boolean
      readonly lines: readonly {
        readonly line: number
        readonly item: string
        readonly test: string
        readonly name: string
        readonly kind: 'number' | 'text' | 'choice' | 'imaging'
        readonly status: 'PLACED' | 'COLLECTED' | 'IN_PROGRESS' | 'COMPLETED' | 'CANCELLED'
        readonly specimenKind?: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
        readonly container?: string
        readonly unit?: string
        readonly choices?: readonly string[]
        readonly twoPersons: boolean
        readonly specimen?: {
          readonly specimenId: string
          readonly kind: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
          readonly container: string
          readonly status: 'EXPECTED' | 'COLLECTED' | 'RECEIVED' | 'REJECTED' | 'DONE'
          readonly accession?: string
          readonly collectedAt?: string
          readonly receivedAt?: string
          readonly rejectedAt?: string
          readonly rejectReason?: 'clotted' | 'haemolysed' | 'insufficient' | 'wrong-container' | 'unlabelled' | 'mislabelled' | 'leaked' | 'too-old' | 'other'
          readonly rejectNote?: string
          readonly lines: readonly number[]
        }
        readonly rejections: readonly {
          readonly specimenId: string
          readonly kind: 'blood' | 'serum' | 'plasma' | 'urine' | 'stool' | 'swab' | 'other'
          readonly container: string
          readonly status: 'EXPECTED' | 'COLLECTED' | 'RECEIVED' | 'REJECTED' | 'DONE'
          readonly accession?: string
          readonly collectedAt?: string
          readonly receivedAt?: string
          readonly rejectedAt?: string
          readonly rejectReason?: 'clotted' | 'haemolysed' | 'insufficient' | 'wrong-container' | 'unlabelled' | 'mislabelled' | 'leaked' | 'too-old' | 'other'
          readonly rejectNote?: string
          readonly lines: readonly number[]
        }[]
        readonly dueAt: string
        readonly result?: {
          readonly version: number
          readonly value: string
          readonly unit?: string
          readonly low?: number
          readonly high?: number
          readonly flag: 'none' | 'low' | 'high' | 'critical-low' | 'critical-high' | 'abnormal'
          readonly status: 'PRELIMINARY' | 'FINAL' | 'CORRECTED' | 'VOID'
          readonly note?: string
          readonly enteredAt: string
          readonly authorisedAt?: string
          readonly reason?: string
          readonly revision?: number
        }
        readonly earlier: readonly {
          readonly version: number
          readonly value: string
          readonly unit?: string
          readonly low?: number
          readonly high?: number
          readonly flag: 'none' | 'low' | 'high' | 'critical-low' | 'critical-high' | 'abnormal'
          readonly status: 'PRELIMINARY' | 'FINAL' | 'CORRECTED' | 'VOID'
          readonly note?: string
          readonly enteredAt: string
          readonly authorisedAt?: string
          readonly reason?: string
          readonly revision?: number
        }[]
        readonly hiddenUntil?: string
        readonly cancelReason?: string
        readonly movedTo?: string
      }[]
      readonly patient?: {
        readonly name: string
        readonly birthYear: number
        readonly gender: 'male' | 'female' | 'other' | 'unknown'
      }
    }
  }
  'GET /v1/diagnostics/specimens/{specimenId}/label': {
    readonly path: {
      readonly specimenId: string
    }
    readonly query?: {
      readonly language?: 'en' | 'hi' | undefined
      readonly form?: 'page' | 'pdf' | undefined
    }
    readonly answer: string
  }
  'GET /v1/diagnostics/courses': {
    readonly query: {
      readonly patient: string
      readonly test: string
    }
    readonly answer: {
      readonly test: string
      readonly name?: string
      readonly unit?: string
      readonly points: readonly {
        readonly orderId: string
        readonly at: string
        readonly value: string
        readonly number: number
        readonly low?: number
        readonly high?: number
        readonly flag: 'none' | 'low' | 'high' | 'critical-low' | 'critical-high' | 'abnormal'
      }[]
    }
  }
  'POST /v1/prescriptions/checks': {
    readonly body: {
      readonly visitId: string
      readonly lines: readonly {
        readonly lineKey?: number
        readonly itemCode?: string
        readonly genericName?: string
        readonly form?: string
        readonly strength?: string
        readonly quantity?: number
        readonly dose: string
        readonly route: 'oral' | 'sublingual' | 'topical' | 'inhaled' | 'nasal' | 'ophthalmic' | 'otic' | 'rectal' | 'vaginal' | 'subcutaneous' | 'intramuscular' | 'intravenous' | 'other'
        readonly times: {
          readonly morning: number
          readonly noon: number
          readonly evening: number
          readonly night: number
        } | {
          readonly asNeeded: true
          readonly perDayMax: number
        }
        readonly days: number
        readonly instructions?: string
        readonly substitution: 'allowed' | 'ask'
      }[]
    }
    readonly answer: {
      readonly warnings: readonly {
        readonly kind: 'allergy' | 'duplicate' | 'dose' | 'tele'
        readonly lineKey: number
        readonly text: string
        readonly against?: string
        readonly overriddenReason?: string
      }[]
      readonly lines: readonly {
        readonly lineKey: number
        readonly itemCode?: string
        readonly genericName: string
        readonly form: string
        readonly strength: string
        readonly unit: string
        readonly quantity: number
        readonly dose: string
        readonly route: 'oral' | 'sublingual' | 'topical' | 'inhaled' | 'nasal' | 'ophthalmic' | 'otic' | 'rectal' | 'vaginal' | 'subcutaneous' | 'intramuscular' | 'intravenous' | 'other'
        readonly times: {
          readonly morning: number
          readonly noon: number
          readonly evening: number
          readonly night: number
        } | {
          readonly asNeeded: true
          readonly perDayMax: number
        }
        readonly days: number
        readonly instructions?: string
        readonly substitution: 'allowed' | 'ask'
        readonly stock: readonly {
          readonly storeId: string
          readonly storeName: string
          readonly free: number
          readonly unitPricePaise?: number
          readonly asOf: string
        }[]
      }[]
    }
  }
  'POST /v1/prescriptions': {
    readonly body: {
      readonly visitId: string
      readonly lines: readonly {
        readonly lineKey?: number
        readonly itemCode?: string
        readonly genericName?: string
        readonly form?: string
        readonly strength?: string
        readonly quantity?: number
        readonly dose: string
        readonly route: 'oral' | 'sublingual' | 'topical' | 'inhaled' | 'nasal' | 'ophthalmic' | 'otic' | 'rectal' | 'vaginal' | 'subcutaneous' | 'intramuscular' | 'intravenous' | 'other'
        readonly times: {
          readonly morning: number
          readonly noon: number
          readonly evening: number
          readonly night: number
        } | {
          readonly asNeeded: true
          readonly perDayMax: number
        }
        readonly days: number
        readonly instructions?: string
        readonly substitution: 'allowed' | 'ask'
      }[]
      readonly overrides?: readonly {
        readonly kind: 'allergy' | 'duplicate' | 'dose' | 'tele'
        readonly lineKey: number
        readonly reason: string
      }[]
      readonly repeats?: number
      readonly validDays?: number
    }
    readonly answer: {
      readonly prescriptionId: string
      readonly reference: string
      readonly version: number
      readonly newestVersion: number
      readonly status: 'SIGNED' | 'STOPPED' | 'EXPIRED'
      readonly visitId: string
      readonly patientId: string
      readonly patient: {
        readonly name: string
        readonly birthYear: number
        readonly ageYears: number
        readonly gender: string
        readonly address: string
      }
      readonly doctorId: string
      readonly doctor: {
        readonly name: string
        readonly qualifications: readonly string[]
        readonly council: string
        readonly registrationNo: string
      }
      readonly facilityId: string
      readonly facility: {
        readonly name: string
        readonly address: string
      }
      readonly signedAt: string
      readonly signedBy: string
      readonly validUntil: string
      readonly repeats: number
      readonly mode: 'in-person' | 'tele'
      readonly lines: readonly {
        readonly lineKey: number
        readonly itemCode?: string
        readonly genericName: string
        readonly form: string
        readonly strength: string
        readonly unit: string
        readonly quantity: number
        readonly dose: string
        readonly route: 'oral' | 'sublingual' | 'topical' | 'inhaled' | 'nasal' | 'ophthalmic' | 'otic' | 'rectal' | 'vaginal' | 'subcutaneous' | 'intramuscular' | 'intravenous' | 'other'
        readonly times: {
          readonly morning: number
          readonly noon: number
          readonly evening: number
          readonly night: number
        } | {
          readonly asNeeded: true
          readonly perDayMax: number
        }
        readonly days: number
        readonly instructions?: string
        readonly substitution: 'allowed' | 'ask'
        readonly schedule: 'none' | 'G' | 'H' | 'H1' | 'X' | 'narcotic' | 'unset'
        readonly state: 'active' | 'stopped'
        readonly promised: number
        readonly dispensed: number
        readonly returned: number
        readonly left: number
      }[]
      readonly warnings: readonly {
        readonly kind: 'allergy' | 'duplicate' | 'dose' | 'tele'
        readonly lineKey: number
        readonly text: string
        readonly against?: string
        readonly overriddenReason?: string
      }[]
      readonly changes: readonly {
        readonly lineKey: number
        readonly kind: 'added' | 'changed' | 'stopped'
        readonly fields: readonly string[]
      }[]
      readonly amends?: string
      readonly stopReason?: string
      readonly hash: string
    }
  }
  'GET /v1/prescriptions': {
    readonly query?: {
      readonly patient?: string | undefined
      readonly facility?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly prescriptionId: string
        readonly reference: string
        readonly version: number
        readonly status: 'SIGNED' | 'STOPPED' | 'EXPIRED'
        readonly visitId: string
        readonly patientId: string
        readonly patientName: string
        readonly doctorName: string
        readonly facilityName: string
        readonly signedAt: string
        readonly validUntil: string
        readonly fulfilment: 'none' | 'part' | 'full'
        readonly medicines: readonly {
          readonly lineKey: number
          readonly name: string
          readonly left: number
        }[]
      }[]
      readonly nextCursor?: string
    }
  }
  'POST /v1/prescriptions/{prescriptionId}/amendments': {
    readonly path: {
      readonly prescriptionId: string
    }
    readonly ifMatch?: string
    readonly body: {
      readonly lines: readonly {
        readonly lineKey?: number
        readonly itemCode?: string
        readonly genericName?: string
        readonly form?: string
        readonly strength?: string
        readonly quantity?: number
        readonly dose: string
        readonly route: 'oral' | 'sublingual' | 'topical' | 'inhaled' | 'nasal' | 'ophthalmic' | 'otic' | 'rectal' | 'vaginal' | 'subcutaneous' | 'intramuscular' | 'intravenous' | 'other'
        readonly times: {
          readonly morning: number
          readonly noon: number
          readonly evening: number
          readonly night: number
        } | {
          readonly asNeeded: true
          readonly perDayMax: number
        }
        readonly days: number
        readonly instructions?: string
        readonly substitution: 'allowed' | 'ask'
      }[]
      readonly reason: string
      readonly overrides?: readonly {
        readonly kind: 'allergy' | 'duplicate' | 'dose' | 'tele'
        readonly lineKey: number
        readonly reason: string
      }[]
    }
    readonly answer: {
      readonly prescriptionId: string
      readonly reference: string
      readonly version: number
      readonly newestVersion: number
      readonly status: 'SIGNED' | 'STOPPED' | 'EXPIRED'
      readonly visitId: string
      readonly patientId: string
      readonly patient: {
        readonly name: string
        readonly birthYear: number
        readonly ageYears: number
        readonly gender: string
        readonly address: string
      }
      readonly doctorId: string
      readonly doctor: {
        readonly name: string
        readonly qualifications: readonly string[]
        readonly council: string
        readonly registrationNo: string
      }
      readonly facilityId: string
      readonly facility: {
        readonly name: string
        readonly address: string
      }
      readonly signedAt: string
      readonly signedBy: string
      readonly validUntil: string
      readonly repeats: number
      readonly mode: 'in-person' | 'tele'
      readonly lines: readonly {
        readonly lineKey: number
        readonly itemCode?: string
        readonly genericName: string
        readonly form: string
        readonly strength: string
        readonly unit: string
        readonly quantity: number
        readonly dose: string
        readonly route: 'oral' | 'sublingual' | 'topical' | 'inhaled' | 'nasal' | 'ophthalmic' | 'otic' | 'rectal' | 'vaginal' | 'subcutaneous' | 'intramuscular' | 'intravenous' | 'other'
        readonly times: {
          readonly morning: number
          readonly noon: number
          readonly evening: number
          readonly night: number
        } | {
          readonly asNeeded: true
          readonly perDayMax: number
        }
        readonly days: number
        readonly instructions?: string
        readonly substitution: 'allowed' | 'ask'
        readonly schedule: 'none' | 'G' | 'H' | 'H1' | 'X' | 'narcotic' | 'unset'
        readonly state: 'active' | 'stopped'
        readonly promised: number
        readonly dispensed: number
        readonly returned: number
        readonly left: number
      }[]
      readonly warnings: readonly {
        readonly kind: 'allergy' | 'duplicate' | 'dose' | 'tele'
        readonly lineKey: number
        readonly text: string
        readonly against?: string
        readonly overriddenReason?: string
      }[]
      readonly changes: readonly {
        readonly lineKey: number
        readonly kind: 'added' | 'changed' | 'stopped'
        readonly fields: readonly string[]
      }[]
      readonly amends?: string
      readonly stopReason?: string
      readonly hash: string
    }
  }
  'POST /v1/prescriptions/{prescriptionId}/stopping': {
    readonly path: {
      readonly prescriptionId: string
    }
    readonly body: {
      readonly reason: string
    }
    readonly answer: {
      readonly prescriptionId: string
      readonly reference: string
      readonly version: number
      readonly newestVersion: number
      readonly status: 'SIGNED' | 'STOPPED' | 'EXPIRED'
      readonly visitId: string
      readonly patientId: string
      readonly patient: {
        readonly name: string
        readonly birthYear: number
        readonly ageYears: number
        readonly gender: string
        readonly address: string
      }
      readonly doctorId: string
      readonly doctor: {
        readonly name: string
        readonly qualifications: readonly string[]
        readonly council: string
        readonly registrationNo: string
      }
      readonly facilityId: string
      readonly facility: {
        readonly name: string
        readonly address: string
      }
      readonly signedAt: string
      readonly signedBy: string
      readonly validUntil: string
      readonly repeats: number
      readonly mode: 'in-person' | 'tele'
      readonly lines: readonly {
        readonly lineKey: number
        readonly itemCode?: string
        readonly genericName: string
        readonly form: string
        readonly strength: string
        readonly unit: string
        readonly quantity: number
        readonly dose: string
        readonly route: 'oral' | 'sublingual' | 'topical' | 'inhaled' | 'nasal' | 'ophthalmic' | 'otic' | 'rectal' | 'vaginal' | 'subcutaneous' | 'intramuscular' | 'intravenous' | 'other'
        readonly times: {
          readonly morning: number
          readonly noon: number
          readonly evening: number
          readonly night: number
        } | {
          readonly asNeeded: true
          readonly perDayMax: number
        }
        readonly days: number
        readonly instructions?: string
        readonly substitution: 'allowed' | 'ask'
        readonly schedule: 'none' | 'G' | 'H' | 'H1' | 'X' | 'narcotic' | 'unset'
        readonly state: 'active' | 'stopped'
        readonly promised: number
        readonly dispensed: number
        readonly returned: number
        readonly left: number
      }[]
      readonly warnings: readonly {
        readonly kind: 'allergy' | 'duplicate' | 'dose' | 'tele'
        readonly lineKey: number
        readonly text: string
        readonly against?: string
        readonly overriddenReason?: string
      }[]
      readonly changes: readonly {
        readonly lineKey: number
        readonly kind: 'added' | 'changed' | 'stopped'
        readonly fields: readonly string[]
      }[]
      readonly amends?: string
      readonly stopReason?: string
      readonly hash: string
    }
  }
  'GET /v1/prescriptions/{prescriptionId}': {
    readonly path: {
      readonly prescriptionId: string
    }
    readonly query?: {
      readonly version?: number | undefined
    }
    readonly answer: {
      readonly prescriptionId: string
      readonly reference: string
      readonly version: number
      readonly newestVersion: number
      readonly status: 'SIGNED' | 'STOPPED' | 'EXPIRED'
      readonly visitId: string
      readonly patientId: string
      readonly patient: {
        readonly name: string
        readonly birthYear: number
        readonly ageYears: number
        readonly gender: string
        readonly address: string
      }
      readonly doctorId: string
      readonly doctor: {
        readonly name: string
        readonly qualifications: readonly string[]
        readonly council: string
        readonly registrationNo: string
      }
      readonly facilityId: string
      readonly facility: {
        readonly name: string
        readonly address: string
      }
      readonly signedAt: string
      readonly signedBy: string
      readonly validUntil: string
      readonly repeats: number
      readonly mode: 'in-person' | 'tele'
      readonly lines: readonly {
        readonly lineKey: number
        readonly itemCode?: string
        readonly genericName: string
        readonly form: string
        readonly strength: string
        readonly unit: string
        readonly quantity: number
        readonly dose: string
        readonly route: 'oral' | 'sublingual' | 'topical' | 'inhaled' | 'nasal' | 'ophthalmic' | 'otic' | 'rectal' | 'vaginal' | 'subcutaneous' | 'intramuscular' | 'intravenous' | 'other'
        readonly times: {
          readonly morning: number
          readonly noon: number
          readonly evening: number
          readonly night: number
        } | {
          readonly asNeeded: true
          readonly perDayMax: number
        }
        readonly days: number
        readonly instructions?: string
        readonly substitution: 'allowed' | 'ask'
        readonly schedule: 'none' | 'G' | 'H' | 'H1' | 'X' | 'narcotic' | 'unset'
        readonly state: 'active' | 'stopped'
        readonly promised: number
        readonly dispensed: number
        readonly returned: number
        readonly left: number
      }[]
      readonly warnings: readonly {
        readonly kind: 'allergy' | 'duplicate' | 'dose' | 'tele'
        readonly lineKey: number
        readonly text: string
        readonly against?: string
        readonly overriddenReason?: string
      }[]
      readonly changes: readonly {
        readonly lineKey: number
        readonly kind: 'added' | 'changed' | 'stopped'
        readonly fields: readonly string[]
      }[]
      readonly amends?: string
      readonly stopReason?: string
      readonly hash: string
    }
  }
  'POST /v1/prescriptions/presentations': {
    readonly body: {
      readonly facilityId: string
      readonly reference: string
      readonly birthYear: number
    }
    readonly answer: {
      readonly prescriptionId: string
      readonly reference: string
      readonly version: number
      readonly newestVersion: number
      readonly status: 'SIGNED' | 'STOPPED' | 'EXPIRED'
      readonly visitId: string
      readonly patientId: string
      readonly patient: {
        readonly name: string
        readonly birthYear: number
        readonly ageYears: number
        readonly gender: string
        readonly address: string
      }
      readonly doctorId: string
      readonly doctor: {
        readonly name: string
        readonly qualifications: readonly string[]
        readonly council: string
        readonly registrationNo: string
      }
      readonly facilityId: string
      readonly facility: {
        readonly name: string
        readonly address: string
      }
      readonly signedAt: string
      readonly signedBy: string
      readonly validUntil: string
      readonly repeats: number
      readonly mode: 'in-person' | 'tele'
      readonly lines: readonly {
        readonly lineKey: number
        readonly itemCode?: string
        readonly genericName: string
        readonly form: string
        readonly strength: string
        readonly unit: string
        readonly quantity: number
        readonly dose: string
        readonly route: 'oral' | 'sublingual' | 'topical' | 'inhaled' | 'nasal' | 'ophthalmic' | 'otic' | 'rectal' | 'vaginal' | 'subcutaneous' | 'intramuscular' | 'intravenous' | 'other'
        readonly times: {
          readonly morning: number
          readonly noon: number
          readonly evening: number
          readonly night: number
        } | {
          readonly asNeeded: true
          readonly perDayMax: number
        }
        readonly days: number
        readonly instructions?: string
        readonly substitution: 'allowed' | 'ask'
        readonly schedule: 'none' | 'G' | 'H' | 'H1' | 'X' | 'narcotic' | 'unset'
        readonly state: 'active' | 'stopped'
        readonly promised: number
        readonly dispensed: number
        readonly returned: number
        readonly left: number
      }[]
      readonly warnings: readonly {
        readonly kind: 'allergy' | 'duplicate' | 'dose' | 'tele'
        readonly lineKey: number
        readonly text: string
        readonly against?: string
        readonly overriddenReason?: string
      }[]
      readonly changes: readonly {
        readonly lineKey: number
        readonly kind: 'added' | 'changed' | 'stopped'
        readonly fields: readonly string[]
      }[]
      readonly amends?: string
      readonly stopReason?: string
      readonly hash: string
    }
  }
  'GET /v1/prescriptions/stock': {
    readonly query: {
      readonly facility: string
      readonly items: string
    }
    readonly answer: {
      readonly items: readonly {
        readonly itemCode: string
        readonly storeId: string
        readonly storeName: string
        readonly free: number
        readonly unitPricePaise?: number
        readonly asOf: string
      }[]
    }
  }
  'GET /v1/prescriptions/{prescriptionId}/print': {
    readonly path: {
      readonly prescriptionId: string
    }
    readonly query?: {
      readonly version?: number | undefined
      readonly language?: 'en' | 'hi' | undefined
      readonly form?: 'page' | 'pdf' | undefined
    }
    readonly answer: string
  }
  'POST /v1/dispenses': {
    readonly body: {
      readonly storeId: string
      readonly prescriptionId?: string
      readonly patientId?: string
      readonly lines: readonly {
        readonly lineKey?: number
        readonly itemCode?: string
        readonly quantity: number
        readonly substitutedReason?: string
      }[]
      readonly overrides?: readonly {
        readonly kind: 'allergy' | 'duplicate' | 'dose' | 'tele'
        readonly lineKey: number
        readonly reason: string
      }[]
      readonly collection?: 'now' | 'later'
    }
    readonly answer: {
      readonly dispenseId: string
      readonly status: 'PREPARING' | 'PREPARED' | 'CHARGED' | 'READY' | 'HANDED_OVER' | 'REFUSED' | 'ABANDONED'
      readonly prescriptionId?: string
      readonly prescriptionVersion?: number
      readonly patientId?: string
      readonly patientName?: string
      readonly facilityId: string
      readonly storeId: string
      readonly preparedAt: string
      readonly expiresAt: string
      readonly totalPaise?: number
      readonly duePaise: number
      readonly isFree: boolean
      readonly needsSecondPerson: boolean
      readonly handedOverAt?: string
      readonly handedTo?: string
      readonly endReason?: 'by-hand' | 'time' | 'recall' | 'short' | 'refused' | 'stopped'
      readonly problem?: string
      readonly short?: readonly {
        readonly line: number
        readonly itemCode: string
        readonly free: number
      }[]
      readonly warnings: readonly {
        readonly kind: 'allergy' | 'duplicate' | 'dose' | 'tele'
        readonly lineKey: number
        readonly text: string
        readonly against?: string
        readonly overriddenReason?: string
      }[]
      readonly lines: readonly {
        readonly line: number
        readonly lineKey?: number
        readonly itemCode: string
        readonly name: string
        readonly schedule: string
        readonly lot: string
        readonly maker: string
        readonly expiresOn: string
        readonly quantity: number
        readonly unitPricePaise: number
        readonly mrpPaise: number
        readonly substitutedReason?: string
        readonly returned: number
      }[]
      readonly may: readonly string[]
    }
  }
  'GET /v1/dispenses': {
    readonly query: {
      readonly store: string
      readonly status?: 'PREPARING' | 'PREPARED' | 'CHARGED' | 'READY' | 'HANDED_OVER' | 'REFUSED' | 'ABANDONED' | undefined
      readonly stuck?: boolean | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly dispenseId: string
        readonly status: 'PREPARING' | 'PREPARED' | 'CHARGED' | 'READY' | 'HANDED_OVER' | 'REFUSED' | 'ABANDONED'
        readonly prescriptionId?: string
        readonly patientId?: string
        readonly patientName?: string
        readonly preparedAt: string
        readonly expiresAt: string
        readonly totalPaise?: number
        readonly endReason?: 'by-hand' | 'time' | 'recall' | 'short' | 'refused' | 'stopped'
        readonly problem?: string
        readonly items: readonly string[]
      }[]
      readonly nextCursor?: string
    }
  }
  'POST /v1/dispenses/{dispenseId}/witness': {
    readonly path: {
      readonly dispenseId: string
    }
    readonly answer: {
      readonly dispenseId: string
      readonly status: 'PREPARING' | 'PREPARED' | 'CHARGED' | 'READY' | 'HANDED_OVER' | 'REFUSED' | 'ABANDONED'
      readonly prescriptionId?: string
      readonly prescriptionVersion?: number
      readonly patientId?: string
      readonly patientName?: string
      readonly facilityId: string
      readonly storeId: string
      readonly preparedAt: string
      readonly expiresAt: string
      readonly totalPaise?: number
      readonly duePaise: number
      readonly isFree: boolean
      readonly needsSecondPerson: boolean
      readonly handedOverAt?: string
      readonly handedTo?: string
      readonly endReason?: 'by-hand' | 'time' | 'recall' | 'short' | 'refused' | 'stopped'
      readonly problem?: string
      readonly short?: readonly {
        readonly line: number
        readonly itemCode: string
        readonly free: number
      }[]
      readonly warnings: readonly {
        readonly kind: 'allergy' | 'duplicate' | 'dose' | 'tele'
        readonly lineKey: number
        readonly text: string
        readonly against?: string
        readonly overriddenReason?: string
      }[]
      readonly lines: readonly {
        readonly line: number
        readonly lineKey?: number
        readonly itemCode: string
        readonly name: string
        readonly schedule: string
        readonly lot: string
        readonly maker: string
        readonly expiresOn: string
        readonly quantity: number
        readonly unitPricePaise: number
        readonly mrpPaise: number
        readonly substitutedReason?: string
        readonly returned: number
      }[]
      readonly may: readonly string[]
    }
  }
  'POST /v1/dispenses/{dispenseId}/handover': {
    readonly path: {
      readonly dispenseId: string
    }
    readonly body: {
      readonly to: string
      readonly seenVersion?: number
    }
    readonly answer: {
      readonly dispenseId: string
      readonly status: 'PREPARING' | 'PREPARED' | 'CHARGED' | 'READY' | 'HANDED_OVER' | 'REFUSED' | 'ABANDONED'
      readonly prescriptionId?: string
      readonly prescriptionVersion?: number
      readonly patientId?: string
      readonly patientName?: string
      readonly facilityId: string
      readonly storeId: string
      readonly preparedAt: string
      readonly expiresAt: string
      readonly totalPaise?: number
      readonly duePaise: number
      readonly isFree: boolean
      readonly needsSecondPerson: boolean
      readonly handedOverAt?: string
      readonly handedTo?: string
      readonly endReason?: 'by-hand' | 'time' | 'recall' | 'short' | 'refused' | 'stopped'
      readonly problem?: string
      readonly short?: readonly {
        readonly line: number
        readonly itemCode: string
        readonly free: number
      }[]
      readonly warnings: readonly {
        readonly kind: 'allergy' | 'duplicate' | 'dose' | 'tele'
        readonly lineKey: number
        readonly text: string
        readonly against?: string
        readonly overriddenReason?: string
      }[]
      readonly lines: readonly {
        readonly line: number
        readonly lineKey?: number
        readonly itemCode: string
        readonly name: string
        readonly schedule: string
        readonly lot: string
        readonly maker: string
        readonly expiresOn: string
        readonly quantity: number
        readonly unitPricePaise: number
        readonly mrpPaise: number
        readonly substitutedReason?: string
        readonly returned: number
      }[]
      readonly may: readonly string[]
    }
  }
  'POST /v1/dispenses/{dispenseId}/abandonment': {
    readonly path: {
      readonly dispenseId: string
    }
    readonly answer: {
      readonly dispenseId: string
      readonly status: 'PREPARING' | 'PREPARED' | 'CHARGED' | 'READY' | 'HANDED_OVER' | 'REFUSED' | 'ABANDONED'
      readonly prescriptionId?: string
      readonly prescriptionVersion?: number
      readonly patientId?: string
      readonly patientName?: string
      readonly facilityId: string
      readonly storeId: string
      readonly preparedAt: string
      readonly expiresAt: string
      readonly totalPaise?: number
      readonly duePaise: number
      readonly isFree: boolean
      readonly needsSecondPerson: boolean
      readonly handedOverAt?: string
      readonly handedTo?: string
      readonly endReason?: 'by-hand' | 'time' | 'recall' | 'short' | 'refused' | 'stopped'
      readonly problem?: string
      readonly short?: readonly {
        readonly line: number
        readonly itemCode: string
        readonly free: number
      }[]
      readonly warnings: readonly {
        readonly kind: 'allergy' | 'duplicate' | 'dose' | 'tele'
        readonly lineKey: number
        readonly text: string
        readonly against?: string
        readonly overriddenReason?: string
      }[]
      readonly lines: readonly {
        readonly line: number
        readonly lineKey?: number
        readonly itemCode: string
        readonly name: string
        readonly schedule: string
        readonly lot: string
        readonly maker: string
        readonly expiresOn: string
        readonly quantity: number
        readonly unitPricePaise: number
        readonly mrpPaise: number
        readonly substitutedReason?: string
        readonly returned: number
      }[]
      readonly may: readonly string[]
    }
  }
  'GET /v1/dispenses/{dispenseId}': {
    readonly path: {
      readonly dispenseId: string
    }
    readonly answer: {
      readonly dispenseId: string
      readonly status: 'PREPARING' | 'PREPARED' | 'CHARGED' | 'READY' | 'HANDED_OVER' | 'REFUSED' | 'ABANDONED'
      readonly prescriptionId?: string
      readonly prescriptionVersion?: number
      readonly patientId?: string
      readonly patientName?: string
      readonly facilityId: string
      readonly storeId: string
      readonly preparedAt: string
      readonly expiresAt: string
      readonly totalPaise?: number
      readonly duePaise: number
      readonly isFree: boolean
      readonly needsSecondPerson: boolean
      readonly handedOverAt?: string
      readonly handedTo?: string
      readonly endReason?: 'by-hand' | 'time' | 'recall' | 'short' | 'refused' | 'stopped'
      readonly problem?: string
      readonly short?: readonly {
        readonly line: number
        readonly itemCode: string
        readonly free: number
      }[]
      readonly warnings: readonly {
        readonly kind: 'allergy' | 'duplicate' | 'dose' | 'tele'
        readonly lineKey: number
        readonly text: string
        readonly against?: string
        readonly overriddenReason?: string
      }[]
      readonly lines: readonly {
        readonly line: number
        readonly lineKey?: number
        readonly itemCode: string
        readonly name: string
        readonly schedule: string
        readonly lot: string
        readonly maker: string
        readonly expiresOn: string
        readonly quantity: number
        readonly unitPricePaise: number
        readonly mrpPaise: number
        readonly substitutedReason?: string
        readonly returned: number
      }[]
      readonly may: readonly string[]
    }
  }
  'GET /v1/dispenses/{dispenseId}/labels': {
    readonly path: {
      readonly dispenseId: string
    }
    readonly answer: {
      readonly items: readonly {
        readonly patientName?: string
        readonly medicine: string
        readonly quantity: number
        readonly dose?: string
        readonly times?: {
          readonly morning: number
          readonly noon: number
          readonly evening: number
          readonly night: number
        } | {
          readonly asNeeded: true
          readonly perDayMax: number
        }
        readonly days?: number
        readonly instructions?: string
        readonly lot: string
        readonly expiresOn: string
      }[]
    }
  }
  'POST /v1/dispenses/{dispenseId}/returns': {
    readonly path: {
      readonly dispenseId: string
    }
    readonly body: {
      readonly lines: readonly {
        readonly line: number
        readonly quantity: number
        readonly isSealed: boolean
        readonly isUsable: boolean
      }[]
      readonly reason: string
    }
    readonly answer: {
      readonly dispenseId: string
      readonly status: 'PREPARING' | 'PREPARED' | 'CHARGED' | 'READY' | 'HANDED_OVER' | 'REFUSED' | 'ABANDONED'
      readonly prescriptionId?: string
      readonly prescriptionVersion?: number
      readonly patientId?: string
      readonly patientName?: string
      readonly facilityId: string
      readonly storeId: string
      readonly preparedAt: string
      readonly expiresAt: string
      readonly totalPaise?: number
      readonly duePaise: number
      readonly isFree: boolean
      readonly needsSecondPerson: boolean
      readonly handedOverAt?: string
      readonly handedTo?: string
      readonly endReason?: 'by-hand' | 'time' | 'recall' | 'short' | 'refused' | 'stopped'
      readonly problem?: string
      readonly short?: readonly {
        readonly line: number
        readonly itemCode: string
        readonly free: number
      }[]
      readonly warnings: readonly {
        readonly kind: 'allergy' | 'duplicate' | 'dose' | 'tele'
        readonly lineKey: number
        readonly text: string
        readonly against?: string
        readonly overriddenReason?: string
      }[]
      readonly lines: readonly {
        readonly line: number
        readonly lineKey?: number
        readonly itemCode: string
        readonly name: string
        readonly schedule: string
        readonly lot: string
        readonly maker: string
        readonly expiresOn: string
        readonly quantity: number
        readonly unitPricePaise: number
        readonly mrpPaise: number
        readonly substitutedReason?: string
        readonly returned: number
      }[]
      readonly may: readonly string[]
    }
  }
  'GET /v1/dispenses/recipients': {
    readonly query: {
      readonly facility: string
      readonly itemCode: string
      readonly lot: string
      readonly maker: string
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly dispenseId: string
        readonly handedOverAt: string
        readonly handedTo: string
        readonly quantity: number
        readonly patientId?: string
        readonly patientName?: string
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/registers/{register}': {
    readonly path: {
      readonly register: 'H1' | 'X'
    }
    readonly query: {
      readonly facility: string
      readonly from: string
      readonly until: string
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly year: number
        readonly number: number
        readonly enteredAt: string
        readonly prescriptionReference: string
        readonly prescriber: string
        readonly prescriberAddress: string
        readonly patientId: string
        readonly patientName: string
        readonly patientAddress: string
        readonly itemCode: string
        readonly itemName: string
        readonly lot: string
        readonly maker: string
        readonly expiresOn: string
        readonly quantity: number
        readonly dispenseId: string
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/dispenses/worklist': {
    readonly query: {
      readonly store: string
    }
    readonly answer: {
      readonly open: readonly {
        readonly prescriptionId: string
        readonly reference: string
        readonly version: number
        readonly status: 'SIGNED' | 'STOPPED' | 'EXPIRED'
        readonly visitId: string
        readonly patientId: string
        readonly patientName: string
        readonly doctorName: string
        readonly facilityName: string
        readonly signedAt: string
        readonly validUntil: string
        readonly fulfilment: 'none' | 'part' | 'full'
        readonly medicines: readonly {
          readonly lineKey: number
          readonly name: string
          readonly left: number
        }[]
        readonly shortLines: readonly number[]
      }[]
      readonly underWay: readonly {
        readonly dispenseId: string
        readonly status: 'PREPARING' | 'PREPARED' | 'CHARGED' | 'READY' | 'HANDED_OVER' | 'REFUSED' | 'ABANDONED'
        readonly prescriptionId?: string
        readonly patientId?: string
        readonly patientName?: string
        readonly preparedAt: string
        readonly expiresAt: string
        readonly totalPaise?: number
        readonly endReason?: 'by-hand' | 'time' | 'recall' | 'short' | 'refused' | 'stopped'
        readonly problem?: string
        readonly items: readonly string[]
      }[]
    }
  }
  'GET /v1/dispenses/overview': {
    readonly query: {
      readonly facility: string
    }
    readonly answer: {
      readonly open: number
      readonly unpaid: number
      readonly ready: number
      readonly stuck: number
    }
  }
  'GET /v1/prescriptions/{prescriptionId}/shelf': {
    readonly path: {
      readonly prescriptionId: string
    }
    readonly query: {
      readonly store: string
    }
    readonly answer: {
      readonly lines: readonly {
        readonly lineKey: number
        readonly left: number
        readonly item?: {
          readonly itemCode: string
          readonly name: string
          readonly unit: string
          readonly schedule: string
          readonly free: number
          readonly mrpPaise?: number
        }
        readonly substitutes: readonly {
          readonly itemCode: string
          readonly name: string
          readonly unit: string
          readonly schedule: string
          readonly free: number
          readonly mrpPaise?: number
        }[]
      }[]
    }
  }
  'GET /v1/dispenses/{dispenseId}/label-sheet': {
    readonly path: {
      readonly dispenseId: string
    }
    readonly query?: {
      readonly language?: 'en' | 'hi' | undefined
      readonly form?: 'page' | 'pdf' | undefined
    }
    readonly answer: string
  }
  'GET /v1/vaccination/courses': {
    readonly answer: {
      readonly items: readonly {
        readonly code: string
        readonly name: string
        readonly disease: string
      }[]
    }
  }
  'POST /v1/vaccination/courses': {
    readonly body: {
      readonly code: string
      readonly name: string
      readonly disease: string
    }
    readonly answer: {
      readonly code: string
      readonly name: string
      readonly disease: string
    }
  }
  'GET /v1/vaccination/vaccines': {
    readonly answer: {
      readonly items: readonly {
        readonly code: string
        readonly course: string
        readonly name: string
        readonly manufacturer: string
        readonly cvxCode?: string
        readonly doses: number
        readonly intervalDaysMin: number
        readonly intervalDaysMax?: number
        readonly ageYearsMin: number
        readonly pricePaise: number
      }[]
    }
  }
  'POST /v1/vaccination/vaccines': {
    readonly body: {
      readonly code: string
      readonly course: string
      readonly name: string
      readonly manufacturer: string
      readonly cvxCode?: string
      readonly doses: number
      readonly intervalDaysMin: number
      readonly intervalDaysMax?: number
      readonly ageYearsMin: number
      readonly pricePaise: number
    }
    readonly answer: {
      readonly code: string
      readonly course: string
      readonly name: string
      readonly manufacturer: string
      readonly cvxCode?: string
      readonly doses: number
      readonly intervalDaysMin: number
      readonly intervalDaysMax?: number
      readonly ageYearsMin: number
      readonly pricePaise: number
    }
  }
  'GET /v1/vaccination/stock': {
    readonly query: {
      readonly facility: string
    }
    readonly answer: {
      readonly levels: readonly {
        readonly vaccine: string
        readonly onHand: number
        readonly promised: number
        readonly blocked: number
        readonly expired: number
        readonly free: number
        readonly short: number
      }[]
      readonly lots: readonly {
        readonly vaccine: string
        readonly lot: string
        readonly expiresOn: string
        readonly onHand: number
        readonly state: 'usable' | 'quarantined' | 'recalled'
        readonly reason?: string
      }[]
    }
  }
  'POST /v1/vaccination/stock': {
    readonly body: {
      readonly facilityId: string
      readonly vaccine: string
      readonly lot: string
      readonly quantity: number
      readonly expiresOn?: string
      readonly expectedOnHand?: number
      readonly reason?: 'received' | 'wasted' | 'corrected'
    }
    readonly answer: {
      readonly vaccine: string
      readonly onHand: number
      readonly promised: number
      readonly blocked: number
      readonly expired: number
      readonly free: number
      readonly short: number
    }
  }
  'POST /v1/vaccination/stock/lots/quarantine': {
    readonly body: {
      readonly facilityId: string
      readonly vaccine: string
      readonly lot: string
      readonly reason: string
    }
    readonly answer: {
      readonly vaccine: string
      readonly lot: string
      readonly expiresOn: string
      readonly onHand: number
      readonly state: 'usable' | 'quarantined' | 'recalled'
    }
  }
  'POST /v1/vaccination/stock/lots/recall': {
    readonly body: {
      readonly facilityId: string
      readonly vaccine: string
      readonly lot: string
      readonly reason: string
    }
    readonly answer: {
      readonly vaccine: string
      readonly lot: string
      readonly expiresOn: string
      readonly onHand: number
      readonly state: 'usable' | 'quarantined' | 'recalled'
    }
  }
  'POST /v1/vaccination/stock/lots/release': {
    readonly body: {
      readonly facilityId: string
      readonly vaccine: string
      readonly lot: string
      readonly reason: string
    }
    readonly answer: {
      readonly vaccine: string
      readonly lot: string
      readonly expiresOn: string
      readonly onHand: number
      readonly state: 'usable' | 'quarantined' | 'recalled'
    }
  }
  'GET /v1/vaccination/stock/movements': {
    readonly query: {
      readonly facility: string
      readonly lot?: string | undefined
      readonly reason?: 'received' | 'given' | 'returned' | 'wasted' | 'corrected' | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly movementId: string
        readonly vaccine: string
        readonly lot: string
        readonly quantity: number
        readonly reason: 'received' | 'given' | 'returned' | 'wasted' | 'corrected'
        readonly actorId: string
        readonly movedAt: string
      }[]
      readonly nextCursor?: string
    }
  }
  'POST /v1/vaccination/sessions': {
    readonly body: {
      readonly facilityId: string
      readonly date: string
      readonly vaccine: string
      readonly dose: number
      readonly capacity: number
      readonly windows: readonly string[]
      readonly minAge: number
      readonly maxAge?: number
      readonly fee?: number
      readonly opensAt?: string
    }
    readonly answer: {
      readonly sessionId: string
      readonly facilityId: string
      readonly date: string
      readonly vaccine: string
      readonly dose: number
      readonly capacity: number
      readonly windows: readonly string[]
      readonly minAge: number
      readonly maxAge?: number
      readonly fee: number
      readonly opensAt?: string
      readonly course: string
      readonly status: 'open' | 'closed'
      readonly available: number
      readonly booked: number
      readonly given: number
    }
  }
  'GET /v1/vaccination/sessions': {
    readonly query: {
      readonly facility: string
      readonly from: string
      readonly to?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly sessionId: string
        readonly facilityId: string
        readonly date: string
        readonly vaccine: string
        readonly dose: number
        readonly capacity: number
        readonly windows: readonly string[]
        readonly minAge: number
        readonly maxAge?: number
        readonly fee: number
        readonly opensAt?: string
        readonly course: string
        readonly status: 'open' | 'closed'
        readonly available: number
        readonly booked: number
        readonly given: number
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/vaccination/sessions/{sessionId}': {
    readonly path: {
      readonly sessionId: string
    }
    readonly answer: {
      readonly sessionId: string
      readonly facilityId: string
      readonly date: string
      readonly vaccine: string
      readonly dose: number
      readonly capacity: number
      readonly windows: readonly string[]
      readonly minAge: number
      readonly maxAge?: number
      readonly fee: number
      readonly opensAt?: string
      readonly course: string
      readonly status: 'open' | 'closed'
      readonly available: number
      readonly booked: number
      readonly given: number
    }
  }
  'PATCH /v1/vaccination/sessions/{sessionId}': {
    readonly path: {
      readonly sessionId: string
    }
    readonly body: {
      readonly capacity?: number
      readonly windows?: readonly string[]
      readonly minAge?: number
      readonly maxAge?: number | null
      readonly fee?: number
    }
    readonly answer: {
      readonly sessionId: string
      readonly facilityId: string
      readonly date: string
      readonly vaccine: string
      readonly dose: number
      readonly capacity: number
      readonly windows: readonly string[]
      readonly minAge: number
      readonly maxAge?: number
      readonly fee: number
      readonly opensAt?: string
      readonly course: string
      readonly status: 'open' | 'closed'
      readonly available: number
      readonly booked: number
      readonly given: number
    }
  }
  'POST /v1/vaccination/sessions/{sessionId}/closure': {
    readonly path: {
      readonly sessionId: string
    }
    readonly body: {
      readonly cancelBookings?: boolean
    }
    readonly answer: {
      readonly sessionId: string
      readonly facilityId: string
      readonly date: string
      readonly vaccine: string
      readonly dose: number
      readonly capacity: number
      readonly windows: readonly string[]
      readonly minAge: number
      readonly maxAge?: number
      readonly fee: number
      readonly opensAt?: string
      readonly course: string
      readonly status: 'open' | 'closed'
      readonly available: number
      readonly booked: number
      readonly given: number
    }
  }
  'GET /v1/vaccination/availability': {
    readonly query?: {
      readonly pin?: string | undefined
      readonly district?: number | undefined
      readonly facility?: string | undefined
      readonly date?: string | undefined
      readonly days?: number | undefined
      readonly course?: string | undefined
      readonly vaccine?: string | undefined
      readonly dose?: number | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly asOf: string
      readonly centres: readonly {
        readonly facilityId: string
        readonly name: string
        readonly address: string
        readonly pin: string
        readonly district: string
        readonly state: string
        readonly sessions: readonly {
          readonly sessionId: string
          readonly date: string
          readonly course: string
          readonly vaccine: string
          readonly dose: number
          readonly minAge: number
          readonly maxAge?: number
          readonly fee: number
          readonly opensAt?: string
          readonly windows: readonly string[]
          readonly capacity: number
          readonly available: number
        }[]
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/vaccination/availability/places': {
    readonly query?: {
      readonly state?: string | undefined
    }
    readonly answer: {
      readonly asOf: string
      readonly from: string
      readonly to: string
      readonly items: readonly {
        readonly code?: string
        readonly cell?: number
        readonly name?: string
        readonly available: number
        readonly centres: number
      }[]
    }
  }
  'POST /v1/vaccination/bookings': {
    readonly body: {
      readonly sessionId: string
      readonly window: string
      readonly patientIds: readonly string[]
    }
    readonly answer: {
      readonly bookings: readonly {
        readonly bookingId: string
        readonly reference: string
        readonly token: number
        readonly status: 'BOOKED' | 'ABSENT' | 'CANCELLED' | 'COMPLETED'
        readonly patientId: string
        readonly keptPatientId?: string
        readonly sessionId: string
        readonly facilityId: string
        readonly date: string
        readonly window: string
        readonly course: string
        readonly vaccine: string
        readonly dose: number
        readonly arrivedAt?: string
        readonly givenAt?: string
        readonly observedUntil?: string
        readonly rescheduledTo?: string
        readonly firstBookingId?: string
        readonly moves?: number
      }[]
    }
  }
  'GET /v1/vaccination/bookings': {
    readonly query?: {
      readonly patient?: string | undefined
      readonly session?: string | undefined
      readonly facility?: string | undefined
      readonly day?: string | undefined
      readonly reference?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly bookingId: string
        readonly reference: string
        readonly token: number
        readonly status: 'BOOKED' | 'ABSENT' | 'CANCELLED' | 'COMPLETED'
        readonly patientId: string
        readonly keptPatientId?: string
        readonly sessionId: string
        readonly facilityId: string
        readonly date: string
        readonly window: string
        readonly course: string
        readonly vaccine: string
        readonly dose: number
        readonly arrivedAt?: string
        readonly givenAt?: string
        readonly observedUntil?: string
        readonly rescheduledTo?: string
        readonly firstBookingId?: string
        readonly moves?: number
        readonly patient?: {
          readonly name: string
          readonly birthYear: number
          readonly age: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/vaccination/bookings/{bookingId}': {
    readonly path: {
      readonly bookingId: string
    }
    readonly answer: {
      readonly bookingId: string
      readonly reference: string
      readonly token: number
      readonly status: 'BOOKED' | 'ABSENT' | 'CANCELLED' | 'COMPLETED'
      readonly patientId: string
      readonly keptPatientId?: string
      readonly sessionId: string
      readonly facilityId: string
      readonly date: string
      readonly window: string
      readonly course: string
      readonly vaccine: string
      readonly dose: number
      readonly arrivedAt?: string
      readonly givenAt?: string
      readonly observedUntil?: string
      readonly rescheduledTo?: string
      readonly firstBookingId?: string
      readonly moves?: number
    }
  }
  'POST /v1/vaccination/sessions/{sessionId}/walk-ins': {
    readonly path: {
      readonly sessionId: string
    }
    readonly body: {
      readonly patientId: string
      readonly window: string
      readonly proof: {
        readonly kind: 'reference' | 'document' | 'registration' | 'code'
        readonly reference?: string
        readonly document?: 'aadhaar' | 'voter-id' | 'driving-licence' | 'passport' | 'ration-card' | 'pan' | 'birth-certificate' | 'school-id' | 'other'
        readonly last4?: string
        readonly code?: string
      }
    }
    readonly answer: {
      readonly bookingId: string
      readonly reference: string
      readonly token: number
      readonly status: 'BOOKED' | 'ABSENT' | 'CANCELLED' | 'COMPLETED'
      readonly patientId: string
      readonly keptPatientId?: string
      readonly sessionId: string
      readonly facilityId: string
      readonly date: string
      readonly window: string
      readonly course: string
      readonly vaccine: string
      readonly dose: number
      readonly arrivedAt?: string
      readonly givenAt?: string
      readonly observedUntil?: string
      readonly rescheduledTo?: string
      readonly firstBookingId?: string
      readonly moves?: number
    }
  }
  'POST /v1/vaccination/bookings/{bookingId}/arrival': {
    readonly path: {
      readonly bookingId: string
    }
    readonly answer: {
      readonly bookingId: string
      readonly reference: string
      readonly token: number
      readonly status: 'BOOKED' | 'ABSENT' | 'CANCELLED' | 'COMPLETED'
      readonly patientId: string
      readonly keptPatientId?: string
      readonly sessionId: string
      readonly facilityId: string
      readonly date: string
      readonly window: string
      readonly course: string
      readonly vaccine: string
      readonly dose: number
      readonly arrivedAt?: string
      readonly givenAt?: string
      readonly observedUntil?: string
      readonly rescheduledTo?: string
      readonly firstBookingId?: string
      readonly moves?: number
    }
  }
  'POST /v1/vaccination/bookings/{bookingId}/arrival/cancellation': {
    readonly path: {
      readonly bookingId: string
    }
    readonly answer: {
      readonly bookingId: string
      readonly reference: string
      readonly token: number
      readonly status: 'BOOKED' | 'ABSENT' | 'CANCELLED' | 'COMPLETED'
      readonly patientId: string
      readonly keptPatientId?: string
      readonly sessionId: string
      readonly facilityId: string
      readonly date: string
      readonly window: string
      readonly course: string
      readonly vaccine: string
      readonly dose: number
      readonly arrivedAt?: string
      readonly givenAt?: string
      readonly observedUntil?: string
      readonly rescheduledTo?: string
      readonly firstBookingId?: string
      readonly moves?: number
    }
  }
  'POST /v1/vaccination/bookings/{bookingId}/cancellation': {
    readonly path: {
      readonly bookingId: string
    }
    readonly answer: {
      readonly bookingId: string
      readonly reference: string
      readonly token: number
      readonly status: 'BOOKED' | 'ABSENT' | 'CANCELLED' | 'COMPLETED'
      readonly patientId: string
      readonly keptPatientId?: string
      readonly sessionId: string
      readonly facilityId: string
      readonly date: string
      readonly window: string
      readonly course: string
      readonly vaccine: string
      readonly dose: number
      readonly arrivedAt?: string
      readonly givenAt?: string
      readonly observedUntil?: string
      readonly rescheduledTo?: string
      readonly firstBookingId?: string
      readonly moves?: number
    }
  }
  'POST /v1/vaccination/bookings/{bookingId}/absence': {
    readonly path: {
      readonly bookingId: string
    }
    readonly answer: {
      readonly bookingId: string
      readonly reference: string
      readonly token: number
      readonly status: 'BOOKED' | 'ABSENT' | 'CANCELLED' | 'COMPLETED'
      readonly patientId: string
      readonly keptPatientId?: string
      readonly sessionId: string
      readonly facilityId: string
      readonly date: string
      readonly window: string
      readonly course: string
      readonly vaccine: string
      readonly dose: number
      readonly arrivedAt?: string
      readonly givenAt?: string
      readonly observedUntil?: string
      readonly rescheduledTo?: string
      readonly firstBookingId?: string
      readonly moves?: number
    }
  }
  'POST /v1/vaccination/bookings/{bookingId}/rescheduling': {
    readonly path: {
      readonly bookingId: string
    }
    readonly body: {
      readonly sessionId: string
      readonly window: string
    }
    readonly answer: {
      readonly bookingId: string
      readonly reference: string
      readonly token: number
      readonly status: 'BOOKED' | 'ABSENT' | 'CANCELLED' | 'COMPLETED'
      readonly patientId: string
      readonly keptPatientId?: string
      readonly sessionId: string
      readonly facilityId: string
      readonly date: string
      readonly window: string
      readonly course: string
      readonly vaccine: string
      readonly dose: number
      readonly arrivedAt?: string
      readonly givenAt?: string
      readonly observedUntil?: string
      readonly rescheduledTo?: string
      readonly firstBookingId?: string
      readonly moves?: number
    }
  }
  'POST /v1/vaccination/bookings/{bookingId}/completion': {
    readonly path: {
      readonly bookingId: string
    }
    readonly body: {
      readonly lot: string
      readonly differs?: string
    }
    readonly answer: {
      readonly bookingId: string
      readonly reference: string
      readonly token: number
      readonly status: 'BOOKED' | 'ABSENT' | 'CANCELLED' | 'COMPLETED'
      readonly patientId: string
      readonly keptPatientId?: string
      readonly sessionId: string
      readonly facilityId: string
      readonly date: string
      readonly window: string
      readonly course: string
      readonly vaccine: string
      readonly dose: number
      readonly arrivedAt?: string
      readonly givenAt?: string
      readonly observedUntil?: string
      readonly rescheduledTo?: string
      readonly firstBookingId?: string
      readonly moves?: number
    }
  }
  'GET /v1/vaccination/bookings/{bookingId}/readiness': {
    readonly path: {
      readonly bookingId: string
    }
    readonly answer: {
      readonly booking: {
        readonly bookingId: string
        readonly reference: string
        readonly token: number
        readonly status: 'BOOKED' | 'ABSENT' | 'CANCELLED' | 'COMPLETED'
        readonly patientId: string
        readonly keptPatientId?: string
        readonly sessionId: string
        readonly facilityId: string
        readonly date: string
        readonly window: string
        readonly course: string
        readonly vaccine: string
        readonly dose: number
        readonly arrivedAt?: string
        readonly givenAt?: string
        readonly observedUntil?: string
        readonly rescheduledTo?: string
        readonly firstBookingId?: string
        readonly moves?: number
      }
      readonly patient: {
        readonly name: string
        readonly birthYear: number
        readonly gender: 'male' | 'female' | 'other' | 'unknown'
        readonly age: number
      }
      readonly proof?: {
        readonly kind: 'reference' | 'document' | 'registration' | 'code'
        readonly document?: 'aadhaar' | 'voter-id' | 'driving-licence' | 'passport' | 'ration-card' | 'pan' | 'birth-certificate' | 'school-id' | 'other'
        readonly last4?: string
        readonly provenAt: string
      }
      readonly minAge: number
      readonly maxAge?: number
      readonly earlierDoses: readonly {
        readonly course: string
        readonly dose: number
        readonly vaccine: string
        readonly givenOn: string
        readonly place?: string
      }[]
      readonly adverseEvents: readonly {
        readonly course: string
        readonly vaccine: string
        readonly dose: number
        readonly givenOn: string
        readonly onsetAt: string
        readonly reactions: readonly ('pain-at-site' | 'swelling-at-site' | 'severe-local-reaction' | 'abscess' | 'fever' | 'headache' | 'body-ache' | 'tiredness' | 'vomiting' | 'diarrhoea' | 'rash' | 'dizziness' | 'fainting' | 'persistent-crying' | 'breathing-difficulty' | 'chest-pain' | 'anaphylaxis' | 'seizure' | 'encephalopathy' | 'bleeding-tendency' | 'sepsis' | 'other')[]
        readonly severity: 'minor' | 'severe' | 'serious'
        readonly outcome: 'recovered' | 'recovering' | 'not-recovered' | 'died' | 'unknown'
        readonly doseStatus: 'given' | 'cancelled'
      }[]
      readonly likelySame: readonly {
        readonly course: string
        readonly dose: number
        readonly vaccine: string
        readonly givenOn: string
      }[]
      readonly lots: readonly {
        readonly lot: string
        readonly expiresOn: string
        readonly onHand: number
      }[]
      readonly refusal?: {
        readonly slug: string
        readonly detail: string
      }
    }
  }
  'GET /v1/patients/{patientId}/doses': {
    readonly path: {
      readonly patientId: string
    }
    readonly answer: {
      readonly items: readonly {
        readonly course: string
        readonly dose: number
        readonly vaccine: string
        readonly givenOn: string
        readonly lot?: string
        readonly facilityId?: string
        readonly bookingId?: string
        readonly givenAt?: string
        readonly historical?: {
          readonly doseId: string
          readonly place: string
          readonly evidence: 'certificate' | 'card' | 'other-system' | 'other-document'
        }
      }[]
    }
  }
  'POST /v1/patients/{patientId}/doses': {
    readonly path: {
      readonly patientId: string
    }
    readonly body: {
      readonly vaccine: string
      readonly dose: number
      readonly givenOn: string
      readonly place: string
      readonly evidence: 'certificate' | 'card' | 'other-system' | 'other-document'
      readonly proof: {
        readonly kind: 'reference' | 'document' | 'registration' | 'code'
        readonly reference?: string
        readonly document?: 'aadhaar' | 'voter-id' | 'driving-licence' | 'passport' | 'ration-card' | 'pan' | 'birth-certificate' | 'school-id' | 'other'
        readonly last4?: string
        readonly code?: string
      }
    }
    readonly answer: {
      readonly doseId: string
      readonly patientId: string
      readonly course: string
      readonly vaccine: string
      readonly dose: number
      readonly givenOn: string
      readonly place: string
      readonly evidence: 'certificate' | 'card' | 'other-system' | 'other-document'
      readonly facilityId?: string
      readonly recordedAt: string
      readonly cancelledAt?: string
      readonly cancelReason?: string
    }
  }
  'POST /v1/patients/{patientId}/doses/{doseId}/cancellation': {
    readonly path: {
      readonly patientId: string
      readonly doseId: string
    }
    readonly body: {
      readonly reason: string
    }
    readonly answer: {
      readonly doseId: string
      readonly patientId: string
      readonly course: string
      readonly vaccine: string
      readonly dose: number
      readonly givenOn: string
      readonly place: string
      readonly evidence: 'certificate' | 'card' | 'other-system' | 'other-document'
      readonly facilityId?: string
      readonly recordedAt: string
      readonly cancelledAt?: string
      readonly cancelReason?: string
    }
  }
  'GET /v1/vaccination/historical-doses': {
    readonly query: {
      readonly facility: string
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly doseId: string
        readonly patientId: string
        readonly course: string
        readonly vaccine: string
        readonly dose: number
        readonly givenOn: string
        readonly place: string
        readonly evidence: 'certificate' | 'card' | 'other-system' | 'other-document'
        readonly facilityId?: string
        readonly recordedAt: string
        readonly cancelledAt?: string
        readonly cancelReason?: string
        readonly patient?: {
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/patients/{patientId}/certificates': {
    readonly path: {
      readonly patientId: string
    }
    readonly answer: {
      readonly items: readonly {
        readonly certificateId: string
        readonly reference: string
        readonly patientId: string
        readonly name: string
        readonly birth: string
        readonly course: string
        readonly vaccine: string
        readonly vaccineName: string
        readonly manufacturer: string
        readonly dose: number
        readonly doses: number
        readonly givenOn: string
        readonly lot?: string
        readonly facilityId?: string
        readonly centre?: string
        readonly elsewhere?: {
          readonly place: string
          readonly evidence: 'certificate' | 'card' | 'other-system' | 'other-document'
          readonly recordedOn: string
          readonly recordedBy?: string
        }
        readonly issuedAt: string
        readonly healthCard: string
      }[]
      readonly withoutCertificate: readonly {
        readonly doseId: string
        readonly course: string
        readonly vaccine: string
        readonly dose: number
        readonly givenOn: string
        readonly reason: 'evidence'
      }[]
    }
  }
  'GET /v1/vaccination/cards/.well-known/jwks.json': {
    readonly answer: {
      readonly keys: readonly {
        readonly kid: string
        readonly kty: 'EC'
        readonly use: 'sig'
        readonly alg: 'ES256'
        readonly crv: 'P-256'
        readonly x: string
        readonly y: string
        readonly crlVersion: number
      }[]
    }
  }
  'GET /v1/vaccination/cards/.well-known/crl/{list}': {
    readonly path: {
      readonly list: string
    }
    readonly answer: {
      readonly kid: string
      readonly method: 'rid'
      readonly ctr: number
      readonly rids: readonly string[]
    }
  }
  'POST /v1/vaccination/bookings/{bookingId}/adverse-events': {
    readonly path: {
      readonly bookingId: string
    }
    readonly body: {
      readonly onsetAt: string
      readonly reactions: readonly ('pain-at-site' | 'swelling-at-site' | 'severe-local-reaction' | 'abscess' | 'fever' | 'headache' | 'body-ache' | 'tiredness' | 'vomiting' | 'diarrhoea' | 'rash' | 'dizziness' | 'fainting' | 'persistent-crying' | 'breathing-difficulty' | 'chest-pain' | 'anaphylaxis' | 'seizure' | 'encephalopathy' | 'bleeding-tendency' | 'sepsis' | 'other')[]
      readonly description?: string
      readonly severity: 'minor' | 'severe' | 'serious'
      readonly seriousBecause?: readonly ('death' | 'life-threatening' | 'hospitalization' | 'disability' | 'congenital-anomaly' | 'cluster' | 'community-concern')[]
      readonly treatment?: string
      readonly outcome: 'recovered' | 'recovering' | 'not-recovered' | 'died' | 'unknown'
      readonly toldBy: 'patient' | 'family' | 'health-worker' | 'other'
    }
    readonly answer: {
      readonly adverseEventId: string
      readonly version: number
      readonly status: 'reported' | 'cancelled'
      readonly bookingId: string
      readonly patientId: string
      readonly facilityId: string
      readonly course: string
      readonly vaccine: string
      readonly dose: number
      readonly lot: string
      readonly givenAt: string
      readonly doseStatus: 'given' | 'cancelled'
      readonly onsetAt: string
      readonly reactions: readonly ('pain-at-site' | 'swelling-at-site' | 'severe-local-reaction' | 'abscess' | 'fever' | 'headache' | 'body-ache' | 'tiredness' | 'vomiting' | 'diarrhoea' | 'rash' | 'dizziness' | 'fainting' | 'persistent-crying' | 'breathing-difficulty' | 'chest-pain' | 'anaphylaxis' | 'seizure' | 'encephalopathy' | 'bleeding-tendency' | 'sepsis' | 'other')[]
      readonly description?: string
      readonly severity: 'minor' | 'severe' | 'serious'
      readonly seriousBecause?: readonly ('death' | 'life-threatening' | 'hospitalization' | 'disability' | 'congenital-anomaly' | 'cluster' | 'community-concern')[]
      readonly treatment?: string
      readonly outcome: 'recovered' | 'recovering' | 'not-recovered' | 'died' | 'unknown'
      readonly toldBy: 'patient' | 'family' | 'health-worker' | 'other'
      readonly reason?: string
      readonly reportedAt: string
      readonly recordedAt: string
      readonly recordedBy: string
    }
  }
  'GET /v1/vaccination/bookings/{bookingId}/adverse-events': {
    readonly path: {
      readonly bookingId: string
    }
    readonly answer: {
      readonly items: readonly {
        readonly adverseEventId: string
        readonly version: number
        readonly status: 'reported' | 'cancelled'
        readonly bookingId: string
        readonly patientId: string
        readonly facilityId: string
        readonly course: string
        readonly vaccine: string
        readonly dose: number
        readonly lot: string
        readonly givenAt: string
        readonly doseStatus: 'given' | 'cancelled'
        readonly onsetAt: string
        readonly reactions: readonly ('pain-at-site' | 'swelling-at-site' | 'severe-local-reaction' | 'abscess' | 'fever' | 'headache' | 'body-ache' | 'tiredness' | 'vomiting' | 'diarrhoea' | 'rash' | 'dizziness' | 'fainting' | 'persistent-crying' | 'breathing-difficulty' | 'chest-pain' | 'anaphylaxis' | 'seizure' | 'encephalopathy' | 'bleeding-tendency' | 'sepsis' | 'other')[]
        readonly description?: string
        readonly severity: 'minor' | 'severe' | 'serious'
        readonly seriousBecause?: readonly ('death' | 'life-threatening' | 'hospitalization' | 'disability' | 'congenital-anomaly' | 'cluster' | 'community-concern')[]
        readonly treatment?: string
        readonly outcome: 'recovered' | 'recovering' | 'not-recovered' | 'died' | 'unknown'
        readonly toldBy: 'patient' | 'family' | 'health-worker' | 'other'
        readonly reason?: string
        readonly reportedAt: string
        readonly recordedAt: string
        readonly recordedBy: string
      }[]
    }
  }
  'POST /v1/vaccination/adverse-events/{adverseEventId}/versions': {
    readonly path: {
      readonly adverseEventId: string
    }
    readonly body: {
      readonly onsetAt: string
      readonly reactions: readonly ('pain-at-site' | 'swelling-at-site' | 'severe-local-reaction' | 'abscess' | 'fever' | 'headache' | 'body-ache' | 'tiredness' | 'vomiting' | 'diarrhoea' | 'rash' | 'dizziness' | 'fainting' | 'persistent-crying' | 'breathing-difficulty' | 'chest-pain' | 'anaphylaxis' | 'seizure' | 'encephalopathy' | 'bleeding-tendency' | 'sepsis' | 'other')[]
      readonly description?: string
      readonly severity: 'minor' | 'severe' | 'serious'
      readonly seriousBecause?: readonly ('death' | 'life-threatening' | 'hospitalization' | 'disability' | 'congenital-anomaly' | 'cluster' | 'community-concern')[]
      readonly treatment?: string
      readonly outcome: 'recovered' | 'recovering' | 'not-recovered' | 'died' | 'unknown'
      readonly toldBy: 'patient' | 'family' | 'health-worker' | 'other'
      readonly version: number
      readonly reason: string
    }
    readonly answer: {
      readonly adverseEventId: string
      readonly version: number
      readonly status: 'reported' | 'cancelled'
      readonly bookingId: string
      readonly patientId: string
      readonly facilityId: string
      readonly course: string
      readonly vaccine: string
      readonly dose: number
      readonly lot: string
      readonly givenAt: string
      readonly doseStatus: 'given' | 'cancelled'
      readonly onsetAt: string
      readonly reactions: readonly ('pain-at-site' | 'swelling-at-site' | 'severe-local-reaction' | 'abscess' | 'fever' | 'headache' | 'body-ache' | 'tiredness' | 'vomiting' | 'diarrhoea' | 'rash' | 'dizziness' | 'fainting' | 'persistent-crying' | 'breathing-difficulty' | 'chest-pain' | 'anaphylaxis' | 'seizure' | 'encephalopathy' | 'bleeding-tendency' | 'sepsis' | 'other')[]
      readonly description?: string
      readonly severity: 'minor' | 'severe' | 'serious'
      readonly seriousBecause?: readonly ('death' | 'life-threatening' | 'hospitalization' | 'disability' | 'congenital-anomaly' | 'cluster' | 'community-concern')[]
      readonly treatment?: string
      readonly outcome: 'recovered' | 'recovering' | 'not-recovered' | 'died' | 'unknown'
      readonly toldBy: 'patient' | 'family' | 'health-worker' | 'other'
      readonly reason?: string
      readonly reportedAt: string
      readonly recordedAt: string
      readonly recordedBy: string
    }
  }
  'POST /v1/vaccination/adverse-events/{adverseEventId}/cancellation': {
    readonly path: {
      readonly adverseEventId: string
    }
    readonly body: {
      readonly version: number
      readonly reason: string
    }
    readonly answer: {
      readonly adverseEventId: string
      readonly version: number
      readonly status: 'reported' | 'cancelled'
      readonly bookingId: string
      readonly patientId: string
      readonly facilityId: string
      readonly course: string
      readonly vaccine: string
      readonly dose: number
      readonly lot: string
      readonly givenAt: string
      readonly doseStatus: 'given' | 'cancelled'
      readonly onsetAt: string
      readonly reactions: readonly ('pain-at-site' | 'swelling-at-site' | 'severe-local-reaction' | 'abscess' | 'fever' | 'headache' | 'body-ache' | 'tiredness' | 'vomiting' | 'diarrhoea' | 'rash' | 'dizziness' | 'fainting' | 'persistent-crying' | 'breathing-difficulty' | 'chest-pain' | 'anaphylaxis' | 'seizure' | 'encephalopathy' | 'bleeding-tendency' | 'sepsis' | 'other')[]
      readonly description?: string
      readonly severity: 'minor' | 'severe' | 'serious'
      readonly seriousBecause?: readonly ('death' | 'life-threatening' | 'hospitalization' | 'disability' | 'congenital-anomaly' | 'cluster' | 'community-concern')[]
      readonly treatment?: string
      readonly outcome: 'recovered' | 'recovering' | 'not-recovered' | 'died' | 'unknown'
      readonly toldBy: 'patient' | 'family' | 'health-worker' | 'other'
      readonly reason?: string
      readonly reportedAt: string
      readonly recordedAt: string
      readonly recordedBy: string
    }
  }
  'GET /v1/vaccination/observations': {
    readonly query: {
      readonly facility: string
    }
    readonly answer: {
      readonly asOf: string
      readonly items: readonly {
        readonly bookingId: string
        readonly reference: string
        readonly token: number
        readonly status: 'BOOKED' | 'ABSENT' | 'CANCELLED' | 'COMPLETED'
        readonly patientId: string
        readonly keptPatientId?: string
        readonly sessionId: string
        readonly facilityId: string
        readonly date: string
        readonly window: string
        readonly course: string
        readonly vaccine: string
        readonly dose: number
        readonly arrivedAt?: string
        readonly givenAt?: string
        readonly observedUntil?: string
        readonly rescheduledTo?: string
        readonly firstBookingId?: string
        readonly moves?: number
        readonly patient?: {
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
      }[]
    }
  }
  'GET /v1/patients/{patientId}/adverse-events': {
    readonly path: {
      readonly patientId: string
    }
    readonly answer: {
      readonly items: readonly {
        readonly adverseEventId: string
        readonly version: number
        readonly status: 'reported' | 'cancelled'
        readonly bookingId: string
        readonly patientId: string
        readonly facilityId: string
        readonly course: string
        readonly vaccine: string
        readonly dose: number
        readonly lot: string
        readonly givenAt: string
        readonly doseStatus: 'given' | 'cancelled'
        readonly onsetAt: string
        readonly reactions: readonly ('pain-at-site' | 'swelling-at-site' | 'severe-local-reaction' | 'abscess' | 'fever' | 'headache' | 'body-ache' | 'tiredness' | 'vomiting' | 'diarrhoea' | 'rash' | 'dizziness' | 'fainting' | 'persistent-crying' | 'breathing-difficulty' | 'chest-pain' | 'anaphylaxis' | 'seizure' | 'encephalopathy' | 'bleeding-tendency' | 'sepsis' | 'other')[]
        readonly description?: string
        readonly severity: 'minor' | 'severe' | 'serious'
        readonly seriousBecause?: readonly ('death' | 'life-threatening' | 'hospitalization' | 'disability' | 'congenital-anomaly' | 'cluster' | 'community-concern')[]
        readonly treatment?: string
        readonly outcome: 'recovered' | 'recovering' | 'not-recovered' | 'died' | 'unknown'
        readonly toldBy: 'patient' | 'family' | 'health-worker' | 'other'
        readonly reason?: string
        readonly reportedAt: string
        readonly recordedAt: string
      }[]
    }
  }
  'GET /v1/vaccination/adverse-events/{adverseEventId}': {
    readonly path: {
      readonly adverseEventId: string
    }
    readonly answer: {
      readonly patient?: {
        readonly name: string
        readonly birthYear: number
        readonly gender: 'male' | 'female' | 'other' | 'unknown'
      }
      readonly centre?: {
        readonly name: string
        readonly district: string
        readonly state: string
      }
      readonly versions: readonly {
        readonly adverseEventId: string
        readonly version: number
        readonly status: 'reported' | 'cancelled'
        readonly bookingId: string
        readonly patientId: string
        readonly facilityId: string
        readonly course: string
        readonly vaccine: string
        readonly dose: number
        readonly lot: string
        readonly givenAt: string
        readonly doseStatus: 'given' | 'cancelled'
        readonly onsetAt: string
        readonly reactions: readonly ('pain-at-site' | 'swelling-at-site' | 'severe-local-reaction' | 'abscess' | 'fever' | 'headache' | 'body-ache' | 'tiredness' | 'vomiting' | 'diarrhoea' | 'rash' | 'dizziness' | 'fainting' | 'persistent-crying' | 'breathing-difficulty' | 'chest-pain' | 'anaphylaxis' | 'seizure' | 'encephalopathy' | 'bleeding-tendency' | 'sepsis' | 'other')[]
        readonly description?: string
        readonly severity: 'minor' | 'severe' | 'serious'
        readonly seriousBecause?: readonly ('death' | 'life-threatening' | 'hospitalization' | 'disability' | 'congenital-anomaly' | 'cluster' | 'community-concern')[]
        readonly treatment?: string
        readonly outcome: 'recovered' | 'recovering' | 'not-recovered' | 'died' | 'unknown'
        readonly toldBy: 'patient' | 'family' | 'health-worker' | 'other'
        readonly reason?: string
        readonly reportedAt: string
        readonly recordedAt: string
        readonly recordedBy: string
      }[]
    }
  }
  'GET /v1/vaccination/adverse-events': {
    readonly query?: {
      readonly state?: string | undefined
      readonly district?: number | undefined
      readonly facility?: string | undefined
      readonly severity?: 'minor' | 'severe' | 'serious' | undefined
      readonly vaccine?: string | undefined
      readonly from?: string | undefined
      readonly to?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly adverseEventId: string
        readonly version: number
        readonly status: 'reported' | 'cancelled'
        readonly bookingId: string
        readonly patientId: string
        readonly facilityId: string
        readonly course: string
        readonly vaccine: string
        readonly dose: number
        readonly lot: string
        readonly givenAt: string
        readonly doseStatus: 'given' | 'cancelled'
        readonly onsetAt: string
        readonly reactions: readonly ('pain-at-site' | 'swelling-at-site' | 'severe-local-reaction' | 'abscess' | 'fever' | 'headache' | 'body-ache' | 'tiredness' | 'vomiting' | 'diarrhoea' | 'rash' | 'dizziness' | 'fainting' | 'persistent-crying' | 'breathing-difficulty' | 'chest-pain' | 'anaphylaxis' | 'seizure' | 'encephalopathy' | 'bleeding-tendency' | 'sepsis' | 'other')[]
        readonly description?: string
        readonly severity: 'minor' | 'severe' | 'serious'
        readonly seriousBecause?: readonly ('death' | 'life-threatening' | 'hospitalization' | 'disability' | 'congenital-anomaly' | 'cluster' | 'community-concern')[]
        readonly treatment?: string
        readonly outcome: 'recovered' | 'recovering' | 'not-recovered' | 'died' | 'unknown'
        readonly toldBy: 'patient' | 'family' | 'health-worker' | 'other'
        readonly reason?: string
        readonly reportedAt: string
        readonly recordedAt: string
        readonly recordedBy: string
        readonly patient?: {
          readonly name: string
          readonly birthYear: number
          readonly gender: 'male' | 'female' | 'other' | 'unknown'
        }
        readonly centre?: {
          readonly name: string
          readonly district: string
          readonly state: string
        }
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/vaccination/figures': {
    readonly query?: {
      readonly state?: string | undefined
      readonly district?: number | undefined
      readonly from?: string | undefined
      readonly to?: string | undefined
    }
    readonly answer: {
      readonly asOf: string
      readonly from: string
      readonly to: string
      readonly level: 'country' | 'state' | 'district'
      readonly total: {
        readonly sessions: number
        readonly seats: number
        readonly booked: number
        readonly given: number
        readonly free: number
      }
      readonly days: readonly {
        readonly date: string
        readonly sessions: number
        readonly seats: number
        readonly booked: number
        readonly given: number
        readonly free: number
      }[]
      readonly places: readonly {
        readonly name: string
        readonly state: string
        readonly stateCode: string
        readonly district?: number
        readonly facilityId?: string
        readonly sessions: number
        readonly seats: number
        readonly booked: number
        readonly given: number
        readonly free: number
      }[]
      readonly vaccines: readonly {
        readonly vaccine: string
        readonly dose: number
        readonly sessions: number
        readonly seats: number
        readonly booked: number
        readonly given: number
        readonly free: number
      }[]
    }
  }
  'POST /v1/vaccination/bookings/{bookingId}/completion/cancellation': {
    readonly path: {
      readonly bookingId: string
    }
    readonly body: {
      readonly reason: string
    }
    readonly answer: {
      readonly bookingId: string
      readonly reference: string
      readonly token: number
      readonly status: 'BOOKED' | 'ABSENT' | 'CANCELLED' | 'COMPLETED'
      readonly patientId: string
      readonly keptPatientId?: string
      readonly sessionId: string
      readonly facilityId: string
      readonly date: string
      readonly window: string
      readonly course: string
      readonly vaccine: string
      readonly dose: number
      readonly arrivedAt?: string
      readonly givenAt?: string
      readonly observedUntil?: string
      readonly rescheduledTo?: string
      readonly firstBookingId?: string
      readonly moves?: number
    }
  }
  'POST /v1/vaccination/bookings/{bookingId}/absence/cancellation': {
    readonly path: {
      readonly bookingId: string
    }
    readonly body: {
      readonly reason: string
    }
    readonly answer: {
      readonly bookingId: string
      readonly reference: string
      readonly token: number
      readonly status: 'BOOKED' | 'ABSENT' | 'CANCELLED' | 'COMPLETED'
      readonly patientId: string
      readonly keptPatientId?: string
      readonly sessionId: string
      readonly facilityId: string
      readonly date: string
      readonly window: string
      readonly course: string
      readonly vaccine: string
      readonly dose: number
      readonly arrivedAt?: string
      readonly givenAt?: string
      readonly observedUntil?: string
      readonly rescheduledTo?: string
      readonly firstBookingId?: string
      readonly moves?: number
    }
  }
  'POST /v1/vaccination/sessions/{sessionId}/closure/cancellation': {
    readonly path: {
      readonly sessionId: string
    }
    readonly body: {
      readonly reason: string
    }
    readonly answer: {
      readonly sessionId: string
      readonly facilityId: string
      readonly date: string
      readonly vaccine: string
      readonly dose: number
      readonly capacity: number
      readonly windows: readonly string[]
      readonly minAge: number
      readonly maxAge?: number
      readonly fee: number
      readonly opensAt?: string
      readonly course: string
      readonly status: 'open' | 'closed'
      readonly available: number
      readonly booked: number
      readonly given: number
    }
  }
  'POST /link': {
    readonly body: {
      readonly patient: {
        readonly id: string
        readonly full_name: string
        readonly dob?: string
        readonly gender?: 'male' | 'female' | 'other' | 'unknown'
        readonly contact?: {
          readonly address?: string
          readonly phone?: string
          readonly email?: string
          readonly pin?: string
        }
        readonly insurance?: { readonly [name: string]: string | number | boolean | null | readonly (string | number | boolean | null | readonly (string | number | boolean | null | readonly (string | number | boolean | null)[] | { readonly [name: string]: string | number | boolean | null })[] | { readonly [name: string]: string | number | boolean | null | readonly (string | number | boolean | null)[] | { readonly [name: string]: string | number | boolean | null } })[] | { readonly [name: string]: string | number | boolean | null | readonly (string | number | boolean | null | readonly (string | number | boolean | null)[] | { readonly [name: string]: string | number | boolean | null })[] | { readonly [name: string]: string | number | boolean | null | readonly (string | number | boolean | null)[] | { readonly [name: string]: string | number | boolean | null } } } }
        readonly identifiers?: readonly {
          readonly system: string
          readonly value: string
        }[]
      }
      readonly webhook?: string
    }
    readonly answer: {
      readonly 'workflow-id': string
      readonly workflow?: {
        readonly status: 'RECEIVED' | 'IN_PROGRESS' | 'REQUESTED' | 'LINKED' | 'NO_RESULTS' | 'CHOICE' | 'COMPLETED' | 'FAILED' | 'DE-LINKED'
        readonly outcome?: 'LINKED' | 'NO_RESULTS' | 'CHOICE' | 'FAILED'
        readonly reason?: string
        readonly 'updated-at': string
      }
    }
  }
  'GET /link/status/{workflowId}': {
    readonly path: {
      readonly workflowId: string
    }
    readonly query?: {
      readonly wait?: number | undefined
    }
    readonly answer: {
      readonly status: 'RECEIVED' | 'IN_PROGRESS' | 'REQUESTED' | 'LINKED' | 'NO_RESULTS' | 'CHOICE' | 'COMPLETED' | 'FAILED' | 'DE-LINKED'
      readonly outcome?: 'LINKED' | 'NO_RESULTS' | 'CHOICE' | 'FAILED'
      readonly reason?: string
      readonly 'updated-at': string
    }
  }
  'POST /link/{workflowId}/choice': {
    readonly path: {
      readonly workflowId: string
    }
    readonly body: {
      readonly candidate: string | null
    }
    readonly answer: {
      readonly status: 'RECEIVED' | 'IN_PROGRESS' | 'REQUESTED' | 'LINKED' | 'NO_RESULTS' | 'CHOICE' | 'COMPLETED' | 'FAILED' | 'DE-LINKED'
      readonly outcome?: 'LINKED' | 'NO_RESULTS' | 'CHOICE' | 'FAILED'
      readonly reason?: string
      readonly 'updated-at': string
    }
  }
  'GET /patient/{patientId}': {
    readonly path: {
      readonly patientId: string
    }
    readonly answer: {
      readonly 'patient-id': string
      readonly status: 'LINKED'
      readonly 'link-id': string
      readonly 'workflow-id': string
      readonly 'linked-at': string
      readonly details?: {
        readonly full_name: string
        readonly 'birth-year': number
        readonly dob?: string
        readonly gender: 'male' | 'female' | 'other' | 'unknown'
      }
    }
  }
  'POST /patient/{patientId}/delink': {
    readonly path: {
      readonly patientId: string
    }
    readonly answer: {
      readonly 'patient-id': string
      readonly status: 'DE-LINKED'
      readonly 'updated-at': string
    }
  }
  'POST /v1/customers': {
    readonly body: {
      readonly name: string
      readonly webhook: string
      readonly 'allowed-hosts'?: readonly string[]
      readonly 'choice-by'?: 'customer' | 'staff'
      readonly 'verified-systems'?: readonly string[]
      readonly limits?: {
        readonly 'requests-per-second'?: number
        readonly 'callbacks-at-once'?: number
        readonly 'batch-rows'?: number
      }
    }
    readonly answer: {
      readonly 'customer-id': string
      readonly name: string
      readonly status: 'active' | 'revoked'
      readonly webhook: string
      readonly 'webhook-off-at'?: string
      readonly 'allowed-hosts': readonly string[]
      readonly 'choice-by': 'customer' | 'staff'
      readonly 'verified-systems': readonly string[]
      readonly limits: {
        readonly 'requests-per-second': number
        readonly 'callbacks-at-once': number
        readonly 'batch-rows': number
      }
      readonly 'created-at': string
      readonly secret?: string
      readonly 'webhook-secret'?: string
    }
  }
  'GET /v1/customers': {
    readonly query?: {
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly 'customer-id': string
        readonly name: string
        readonly status: 'active' | 'revoked'
        readonly webhook: string
        readonly 'webhook-off-at'?: string
        readonly 'allowed-hosts': readonly string[]
        readonly 'choice-by': 'customer' | 'staff'
        readonly 'verified-systems': readonly string[]
        readonly limits: {
          readonly 'requests-per-second': number
          readonly 'callbacks-at-once': number
          readonly 'batch-rows': number
        }
        readonly 'created-at': string
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/customers/{customerId}': {
    readonly path: {
      readonly customerId: string
    }
    readonly answer: {
      readonly 'customer-id': string
      readonly name: string
      readonly status: 'active' | 'revoked'
      readonly webhook: string
      readonly 'webhook-off-at'?: string
      readonly 'allowed-hosts': readonly string[]
      readonly 'choice-by': 'customer' | 'staff'
      readonly 'verified-systems': readonly string[]
      readonly limits: {
        readonly 'requests-per-second': number
        readonly 'callbacks-at-once': number
        readonly 'batch-rows': number
      }
      readonly 'created-at': string
    }
  }
  'PATCH /v1/customers/{customerId}': {
    readonly path: {
      readonly customerId: string
    }
    readonly body: {
      readonly name?: string
      readonly webhook?: string
      readonly 'allowed-hosts'?: readonly string[]
      readonly 'choice-by'?: 'customer' | 'staff'
      readonly 'verified-systems'?: readonly string[]
      readonly limits?: {
        readonly 'requests-per-second'?: number | null
        readonly 'callbacks-at-once'?: number | null
        readonly 'batch-rows'?: number | null
      }
    }
    readonly answer: {
      readonly 'customer-id': string
      readonly name: string
      readonly status: 'active' | 'revoked'
      readonly webhook: string
      readonly 'webhook-off-at'?: string
      readonly 'allowed-hosts': readonly string[]
      readonly 'choice-by': 'customer' | 'staff'
      readonly 'verified-systems': readonly string[]
      readonly limits: {
        readonly 'requests-per-second': number
        readonly 'callbacks-at-once': number
        readonly 'batch-rows': number
      }
      readonly 'created-at': string
    }
  }
  'POST /v1/customers/{customerId}/revocation': {
    readonly path: {
      readonly customerId: string
    }
    readonly answer: {
      readonly 'customer-id': string
      readonly name: string
      readonly status: 'active' | 'revoked'
      readonly webhook: string
      readonly 'webhook-off-at'?: string
      readonly 'allowed-hosts': readonly string[]
      readonly 'choice-by': 'customer' | 'staff'
      readonly 'verified-systems': readonly string[]
      readonly limits: {
        readonly 'requests-per-second': number
        readonly 'callbacks-at-once': number
        readonly 'batch-rows': number
      }
      readonly 'created-at': string
    }
  }
  'POST /v1/customers/{customerId}/secret': {
    readonly path: {
      readonly customerId: string
    }
    readonly answer: {
      readonly secret: string
    }
  }
  'POST /v1/customers/{customerId}/webhook-secret': {
    readonly path: {
      readonly customerId: string
    }
    readonly answer: {
      readonly 'webhook-secret': string
    }
  }
  'POST /v1/customers/token': {
    readonly body: {
      readonly 'customer-id': string
      readonly secret: string
    }
    readonly answer: {
      readonly 'customer-token': string
      readonly 'expires-in': number
    }
  }
  'GET /v1/customers/me': {
    readonly answer: {
      readonly 'customer-id': string
      readonly name: string
      readonly status: 'active' | 'revoked'
      readonly webhook: string
      readonly 'webhook-off-at'?: string
      readonly 'allowed-hosts': readonly string[]
      readonly 'choice-by': 'customer' | 'staff'
      readonly 'verified-systems': readonly string[]
      readonly limits: {
        readonly 'requests-per-second': number
        readonly 'callbacks-at-once': number
        readonly 'batch-rows': number
      }
      readonly 'created-at': string
      readonly 'secret-former-until'?: string
      readonly 'webhook-secret-former-until'?: string
    }
  }
  'GET /v1/customers/me/workflows': {
    readonly query?: {
      readonly status?: 'RECEIVED' | 'IN_PROGRESS' | 'REQUESTED' | 'LINKED' | 'NO_RESULTS' | 'CHOICE' | 'COMPLETED' | 'FAILED' | undefined
      readonly patient?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly 'workflow-id': string
        readonly 'patient-id': string
        readonly status: 'RECEIVED' | 'IN_PROGRESS' | 'REQUESTED' | 'LINKED' | 'NO_RESULTS' | 'CHOICE' | 'COMPLETED' | 'FAILED' | 'DE-LINKED'
        readonly outcome?: 'LINKED' | 'NO_RESULTS' | 'CHOICE' | 'FAILED'
        readonly reason?: string
        readonly 'choice-by': 'customer' | 'staff'
        readonly 'created-at': string
        readonly 'updated-at': string
        readonly 'ended-at'?: string
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/customers/me/workflows/{workflowId}': {
    readonly path: {
      readonly workflowId: string
    }
    readonly answer: {
      readonly 'workflow-id': string
      readonly 'patient-id': string
      readonly status: 'RECEIVED' | 'IN_PROGRESS' | 'REQUESTED' | 'LINKED' | 'NO_RESULTS' | 'CHOICE' | 'COMPLETED' | 'FAILED' | 'DE-LINKED'
      readonly outcome?: 'LINKED' | 'NO_RESULTS' | 'CHOICE' | 'FAILED'
      readonly reason?: string
      readonly 'choice-by': 'customer' | 'staff'
      readonly 'created-at': string
      readonly 'updated-at': string
      readonly 'ended-at'?: string
      readonly 'delinked-at'?: string
      readonly moves: readonly {
        readonly at: string
        readonly to: 'RECEIVED' | 'IN_PROGRESS' | 'REQUESTED' | 'LINKED' | 'NO_RESULTS' | 'CHOICE' | 'COMPLETED' | 'FAILED' | 'DE-LINKED'
      }[]
      readonly deliveries: readonly {
        readonly 'delivery-id': string
        readonly 'workflow-id': string
        readonly type: string
        readonly status: 'pending' | 'delivered' | 'failed' | 'stopped'
        readonly reason?: string
        readonly 'created-at': string
        readonly 'next-at'?: string
        readonly attempts: readonly {
          readonly number: number
          readonly at: string
          readonly 'duration-ms': number
          readonly 'answer-status'?: number
          readonly fault?: string
        }[]
      }[]
    }
  }
  'GET /v1/customers/me/usage': {
    readonly answer: {
      readonly 'requests-per-second-max': number
      readonly 'callbacks-until': string
      readonly days: readonly {
        readonly on: string
        readonly requests: number
        readonly refused: number
        readonly 'busiest-second': number
        readonly linked: number
        readonly 'not-found': number
        readonly choices: number
        readonly failed: number
        readonly delinked: number
        readonly callbacks: number
      }[]
    }
  }
  'GET /v1/customers/me/deliveries': {
    readonly query?: {
      readonly status?: 'pending' | 'delivered' | 'failed' | 'stopped' | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly 'delivery-id': string
        readonly 'workflow-id': string
        readonly type: string
        readonly status: 'pending' | 'delivered' | 'failed' | 'stopped'
        readonly reason?: string
        readonly 'created-at': string
        readonly 'next-at'?: string
        readonly attempts: readonly {
          readonly number: number
          readonly at: string
          readonly 'duration-ms': number
          readonly 'answer-status'?: number
          readonly fault?: string
        }[]
      }[]
      readonly nextCursor?: string
    }
  }
  'POST /v1/customers/me/deliveries/{deliveryId}/replay': {
    readonly path: {
      readonly deliveryId: string
    }
    readonly answer: {
      readonly replayed: number
    }
  }
  'POST /v1/customers/me/test-callbacks': {
    readonly answer: {
      readonly url: string
      readonly headers: { readonly [name: string]: string }
      readonly body: string
      readonly durationMs: number
      readonly isDelivered: boolean
      readonly answer?: {
        readonly status: number
        readonly type?: string
        readonly text?: string
      }
      readonly fault?: string
    }
  }
  'GET /v1/customers/me/callback-types': {
    readonly answer: {
      readonly samples: readonly {
        readonly type: 'link.linked' | 'link.no-results' | 'link.choice' | 'link.failed' | 'link.delinked'
        readonly timestamp: string
        readonly data: {
          readonly 'workflow-id': string
          readonly 'patient-id': string
          readonly outcome: 'LINKED' | 'NO_RESULTS' | 'CHOICE' | 'FAILED' | 'DE-LINKED'
          readonly 'link-id'?: string
          readonly reason?: string
          readonly 'choice-by'?: 'customer' | 'staff'
          readonly candidates?: readonly {
            readonly candidate: string
            readonly grade: 'certain' | 'probable' | 'possible'
            readonly agreed: readonly string[]
            readonly disagreed: readonly string[]
          }[]
        }
      }[]
      readonly fields: readonly {
        readonly name: string
        readonly values?: readonly string[]
        readonly description?: string
        readonly isAlways: boolean
      }[]
      readonly signed: {
        readonly secret: string
        readonly headers: { readonly [name: string]: string }
        readonly body: string
      }
      readonly 'timeout-ms': number
      readonly 'pauses-seconds': readonly number[]
      readonly 'overlap-seconds': {
        readonly secret: number
        readonly 'webhook-secret': number
      }
    }
  }
  'POST /v1/customers/me/secret': {
    readonly body: {
      readonly secret: string
      readonly 'is-lost'?: boolean
    }
    readonly answer: {
      readonly secret?: string
      readonly 'former-until'?: string
    }
  }
  'POST /v1/customers/me/secret/completion': {
    readonly body: {
      readonly secret: string
    }
    readonly answer: {
    
    }
  }
  'POST /v1/customers/me/webhook-secret': {
    readonly body: {
      readonly secret: string
      readonly 'is-lost'?: boolean
    }
    readonly answer: {
      readonly 'webhook-secret'?: string
      readonly 'former-until'?: string
    }
  }
  'POST /v1/customers/me/webhook-secret/completion': {
    readonly body: {
      readonly secret: string
    }
    readonly answer: {
    
    }
  }
  'GET /v1/customers/{customerId}/deliveries': {
    readonly path: {
      readonly customerId: string
    }
    readonly query?: {
      readonly status?: 'pending' | 'delivered' | 'failed' | 'stopped' | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly 'delivery-id': string
        readonly 'workflow-id': string
        readonly type: string
        readonly status: 'pending' | 'delivered' | 'failed' | 'stopped'
        readonly reason?: string
        readonly 'created-at': string
        readonly 'next-at'?: string
        readonly attempts: readonly {
          readonly number: number
          readonly at: string
          readonly 'duration-ms': number
          readonly 'answer-status'?: number
          readonly fault?: string
        }[]
      }[]
      readonly nextCursor?: string
    }
  }
  'POST /v1/linkage/deliveries/{deliveryId}/replay': {
    readonly path: {
      readonly deliveryId: string
    }
    readonly answer: {
      readonly replayed: number
    }
  }
  'GET /v1/linkage/stuck': {
    readonly answer: {
      readonly 'as-of': string
      readonly 'stale-seconds': number
      readonly statuses: readonly {
        readonly status: string
        readonly count: number
        readonly 'oldest-at': string
      }[]
      readonly 'queue-waiting': number
      readonly 'callbacks-pending': number
      readonly 'callbacks-failed-today': number
      readonly 'erasures-overdue': number
      readonly workflows: readonly {
        readonly 'workflow-id': string
        readonly 'customer-id': string
        readonly status: string
        readonly attempts: number
        readonly requeues: number
        readonly 'updated-at': string
      }[]
    }
  }
  'POST /v1/linkage/workflows/{workflowId}/stop': {
    readonly path: {
      readonly workflowId: string
    }
    readonly answer: {
      readonly 'workflow-id': string
      readonly status: 'FAILED' | 'COMPLETED'
    }
  }
  'POST /v1/linkage/workflows/{workflowId}/restart': {
    readonly path: {
      readonly workflowId: string
    }
    readonly answer: {
      readonly 'workflow-id': string
      readonly status: 'RECEIVED'
    }
  }
  'GET /v1/linkage/reviews': {
    readonly query?: {
      readonly customer?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly 'workflow-id': string
        readonly 'customer-id': string
        readonly 'patient-id': string
        readonly 'updated-at': string
        readonly candidates: readonly {
          readonly candidate: string
          readonly grade: 'certain' | 'probable' | 'possible'
          readonly agreed: readonly string[]
          readonly disagreed: readonly string[]
          readonly 'internal-patient-id': string
        }[]
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/linkage/reviews/{workflowId}': {
    readonly path: {
      readonly workflowId: string
    }
    readonly answer: {
      readonly 'workflow-id': string
      readonly 'customer-id': string
      readonly 'patient-id': string
      readonly 'updated-at': string
      readonly 'expires-at': string
      readonly sent?: {
        readonly name: string
        readonly 'birth-date'?: string
        readonly 'birth-year'?: number
        readonly gender?: 'male' | 'female' | 'other' | 'unknown'
        readonly pin?: string
        readonly 'phone-last4'?: string
        readonly identifiers: readonly {
          readonly system: string
          readonly last4?: string
        }[]
      }
      readonly candidates: readonly {
        readonly candidate: string
        readonly grade: 'certain' | 'probable' | 'possible'
        readonly agreed: readonly string[]
        readonly disagreed: readonly string[]
        readonly 'internal-patient-id': string
        readonly evidence?: readonly {
          readonly field: 'name' | 'birth' | 'gender' | 'phone' | 'email' | 'address' | 'pin' | 'identifier' | 'household' | 'prior'
          readonly comparison: string
          readonly bits: number
        }[]
        readonly person?: {
          readonly name: string
          readonly 'birth-date'?: string
          readonly 'birth-year'?: number
          readonly gender?: 'male' | 'female' | 'other' | 'unknown'
          readonly pin?: string
          readonly 'phone-last4'?: string
          readonly identifiers: readonly {
            readonly system: string
            readonly last4?: string
          }[]
        }
      }[]
    }
  }
  'POST /v1/linkage/reviews/{workflowId}/choice': {
    readonly path: {
      readonly workflowId: string
    }
    readonly body: {
      readonly candidate: string | null
    }
    readonly answer: {
      readonly 'workflow-id': string
      readonly status: string
    }
  }
  'GET /v1/linkage/workflows': {
    readonly query?: {
      readonly status?: 'RECEIVED' | 'IN_PROGRESS' | 'REQUESTED' | 'LINKED' | 'NO_RESULTS' | 'CHOICE' | 'COMPLETED' | 'FAILED' | undefined
      readonly customer?: string | undefined
      readonly patient?: string | undefined
      readonly stale?: boolean | undefined
      readonly cursor?: string | undefined
      readonly limit?: number | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly 'workflow-id': string
        readonly 'customer-id': string
        readonly 'patient-id': string
        readonly status: 'RECEIVED' | 'IN_PROGRESS' | 'REQUESTED' | 'LINKED' | 'NO_RESULTS' | 'CHOICE' | 'COMPLETED' | 'FAILED'
        readonly outcome?: 'LINKED' | 'NO_RESULTS' | 'CHOICE' | 'FAILED'
        readonly reason?: string
        readonly 'choice-by': 'customer' | 'staff'
        readonly attempts: number
        readonly requeues: number
        readonly 'created-at': string
        readonly 'updated-at': string
        readonly 'ended-at'?: string
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/linkage/workflows/{workflowId}': {
    readonly path: {
      readonly workflowId: string
    }
    readonly answer: {
      readonly 'workflow-id': string
      readonly 'customer-id': string
      readonly 'patient-id': string
      readonly status: 'RECEIVED' | 'IN_PROGRESS' | 'REQUESTED' | 'LINKED' | 'NO_RESULTS' | 'CHOICE' | 'COMPLETED' | 'FAILED'
      readonly outcome?: 'LINKED' | 'NO_RESULTS' | 'CHOICE' | 'FAILED'
      readonly reason?: string
      readonly 'choice-by': 'customer' | 'staff'
      readonly attempts: number
      readonly requeues: number
      readonly 'created-at': string
      readonly 'updated-at': string
      readonly 'ended-at'?: string
      readonly 'delinked-at'?: string
      readonly moves: readonly {
        readonly at: string
        readonly to: 'RECEIVED' | 'IN_PROGRESS' | 'REQUESTED' | 'LINKED' | 'NO_RESULTS' | 'CHOICE' | 'COMPLETED' | 'FAILED'
        readonly refusal?: string
      }[]
      readonly deliveries: readonly {
        readonly 'delivery-id': string
        readonly 'workflow-id': string
        readonly type: string
        readonly status: 'pending' | 'delivered' | 'failed' | 'stopped'
        readonly reason?: string
        readonly 'created-at': string
        readonly 'next-at'?: string
        readonly attempts: readonly {
          readonly number: number
          readonly at: string
          readonly 'duration-ms': number
          readonly 'answer-status'?: number
          readonly fault?: string
        }[]
      }[]
    }
  }
  'POST /link/batch': {
    readonly answer: string
  }
  'GET /v1/notifications/preferences': {
    readonly answer: {
      readonly language: 'en' | 'hi'
      readonly channels: readonly ('sms' | 'mail' | 'in-app')[]
      readonly quiet: {
        readonly from: string
        readonly until: string
      } | null
      readonly stopped: readonly ('appointment-booked' | 'appointment-moved' | 'appointment-cancelled' | 'appointment-cancelled-by-centre' | 'appointment-reminder-day' | 'appointment-reminder-hours' | 'appointment-missed' | 'appointment-displaced' | 'appointments-displaced' | 'appointment-kept' | 'waiting-offer' | 'waiting-over' | 'day-changed' | 'next-dose-due' | 'walk-in-seated' | 'emergency-access' | 'result-ready' | 'result-corrected' | 'specimen-again' | 'critical-result' | 'account-new-device' | 'account-password' | 'account-phone' | 'account-mail' | 'account-sign-ins-ended' | 'account-role' | 'account-passkey' | 'account-second-factor' | 'account-second-factor-reset' | 'account-outside-account' | 'account-closing' | 'account-kept')[]
      readonly templates: readonly {
        readonly template: 'appointment-booked' | 'appointment-moved' | 'appointment-cancelled' | 'appointment-cancelled-by-centre' | 'appointment-reminder-day' | 'appointment-reminder-hours' | 'appointment-missed' | 'appointment-displaced' | 'appointments-displaced' | 'appointment-kept' | 'waiting-offer' | 'waiting-over' | 'day-changed' | 'next-dose-due' | 'walk-in-seated' | 'emergency-access' | 'result-ready' | 'result-corrected' | 'specimen-again' | 'critical-result' | 'account-new-device' | 'account-password' | 'account-phone' | 'account-mail' | 'account-sign-ins-ended' | 'account-role' | 'account-passkey' | 'account-second-factor' | 'account-second-factor-reset' | 'account-outside-account' | 'account-closing' | 'account-kept'
        readonly canStop: boolean
      }[]
    }
  }
  'PUT /v1/notifications/preferences': {
    readonly body: {
      readonly language: 'en' | 'hi'
      readonly channels: readonly ('sms' | 'mail' | 'in-app')[]
      readonly quiet: {
        readonly from: string
        readonly until: string
      } | null
      readonly stopped: readonly ('appointment-booked' | 'appointment-moved' | 'appointment-cancelled' | 'appointment-cancelled-by-centre' | 'appointment-reminder-day' | 'appointment-reminder-hours' | 'appointment-missed' | 'appointment-displaced' | 'appointments-displaced' | 'appointment-kept' | 'waiting-offer' | 'waiting-over' | 'day-changed' | 'next-dose-due' | 'walk-in-seated' | 'emergency-access' | 'result-ready' | 'result-corrected' | 'specimen-again' | 'critical-result' | 'account-new-device' | 'account-password' | 'account-phone' | 'account-mail' | 'account-sign-ins-ended' | 'account-role' | 'account-passkey' | 'account-second-factor' | 'account-second-factor-reset' | 'account-outside-account' | 'account-closing' | 'account-kept')[]
    }
    readonly answer: {
      readonly language: 'en' | 'hi'
      readonly channels: readonly ('sms' | 'mail' | 'in-app')[]
      readonly quiet: {
        readonly from: string
        readonly until: string
      } | null
      readonly stopped: readonly ('appointment-booked' | 'appointment-moved' | 'appointment-cancelled' | 'appointment-cancelled-by-centre' | 'appointment-reminder-day' | 'appointment-reminder-hours' | 'appointment-missed' | 'appointment-displaced' | 'appointments-displaced' | 'appointment-kept' | 'waiting-offer' | 'waiting-over' | 'day-changed' | 'next-dose-due' | 'walk-in-seated' | 'emergency-access' | 'result-ready' | 'result-corrected' | 'specimen-again' | 'critical-result' | 'account-new-device' | 'account-password' | 'account-phone' | 'account-mail' | 'account-sign-ins-ended' | 'account-role' | 'account-passkey' | 'account-second-factor' | 'account-second-factor-reset' | 'account-outside-account' | 'account-closing' | 'account-kept')[]
      readonly templates: readonly {
        readonly template: 'appointment-booked' | 'appointment-moved' | 'appointment-cancelled' | 'appointment-cancelled-by-centre' | 'appointment-reminder-day' | 'appointment-reminder-hours' | 'appointment-missed' | 'appointment-displaced' | 'appointments-displaced' | 'appointment-kept' | 'waiting-offer' | 'waiting-over' | 'day-changed' | 'next-dose-due' | 'walk-in-seated' | 'emergency-access' | 'result-ready' | 'result-corrected' | 'specimen-again' | 'critical-result' | 'account-new-device' | 'account-password' | 'account-phone' | 'account-mail' | 'account-sign-ins-ended' | 'account-role' | 'account-passkey' | 'account-second-factor' | 'account-second-factor-reset' | 'account-outside-account' | 'account-closing' | 'account-kept'
        readonly canStop: boolean
      }[]
    }
  }
  'GET /v1/notifications/inbox': {
    readonly query?: {
      readonly language?: 'en' | 'hi' | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly messageId: string
        readonly template: 'appointment-booked' | 'appointment-moved' | 'appointment-cancelled' | 'appointment-cancelled-by-centre' | 'appointment-reminder-day' | 'appointment-reminder-hours' | 'appointment-missed' | 'appointment-displaced' | 'appointments-displaced' | 'appointment-kept' | 'waiting-offer' | 'waiting-over' | 'day-changed' | 'next-dose-due' | 'walk-in-seated' | 'emergency-access' | 'result-ready' | 'result-corrected' | 'specimen-again' | 'critical-result' | 'account-new-device' | 'account-password' | 'account-phone' | 'account-mail' | 'account-sign-ins-ended' | 'account-role' | 'account-passkey' | 'account-second-factor' | 'account-second-factor-reset' | 'account-outside-account' | 'account-closing' | 'account-kept'
        readonly text: string
        readonly sentAt: string
        readonly readAt?: string
        readonly bookingId?: string
        readonly appointmentId?: string
      }[]
      readonly unread: number
      readonly nextCursor?: string
    }
  }
  'POST /v1/notifications/inbox/{messageId}/reading': {
    readonly path: {
      readonly messageId: string
    }
    readonly answer: {
      readonly readAt: string
    }
  }
  'GET /v1/notifications/log': {
    readonly query?: {
      readonly subject?: string | undefined
      readonly facility?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly noticeId: string
        readonly template: 'appointment-booked' | 'appointment-moved' | 'appointment-cancelled' | 'appointment-cancelled-by-centre' | 'appointment-reminder-day' | 'appointment-reminder-hours' | 'appointment-missed' | 'appointment-displaced' | 'appointments-displaced' | 'appointment-kept' | 'waiting-offer' | 'waiting-over' | 'day-changed' | 'next-dose-due' | 'walk-in-seated' | 'emergency-access' | 'result-ready' | 'result-corrected' | 'specimen-again' | 'critical-result' | 'account-new-device' | 'account-password' | 'account-phone' | 'account-mail' | 'account-sign-ins-ended' | 'account-role' | 'account-passkey' | 'account-second-factor' | 'account-second-factor-reset' | 'account-outside-account' | 'account-closing' | 'account-kept'
        readonly status: 'WAITING' | 'SENDING' | 'SENT' | 'DELIVERED' | 'FAILED' | 'SUPERSEDED' | 'EXPIRED' | 'STOPPED'
        readonly reason?: string
        readonly bookingId?: string
        readonly appointmentId?: string
        readonly createdAt: string
        readonly dueAt: string
        readonly endedAt?: string
        readonly tries: readonly {
          readonly channel: 'sms' | 'mail' | 'in-app'
          readonly status: 'sent' | 'refused' | 'delivered' | 'undelivered'
          readonly code?: string
          readonly at: string
          readonly toLast4?: string
        }[]
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/patients/{patientId}/reads': {
    readonly path: {
      readonly patientId: string
    }
    readonly query?: {
      readonly record?: string | undefined
      readonly from?: string | undefined
      readonly until?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly readId: string
        readonly at: string
        readonly role: 'citizen' | 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor' | 'client'
        readonly facilityId?: string
        readonly basis: 'own' | 'care' | 'facility' | 'grant' | 'emergency' | 'official' | 'system'
        readonly recordKind: string
        readonly action: string
        readonly recordId?: string
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/audit/reads': {
    readonly query?: {
      readonly patient?: string | undefined
      readonly account?: string | undefined
      readonly facility?: string | undefined
      readonly basis?: 'own' | 'care' | 'facility' | 'grant' | 'emergency' | 'official' | 'system' | undefined
      readonly from?: string | undefined
      readonly until?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly readId: string
        readonly at: string
        readonly role: 'citizen' | 'doctor' | 'nurse' | 'reception' | 'pharmacist' | 'lab-technician' | 'cashier' | 'vaccinator' | 'centre-admin' | 'chain-admin' | 'district-officer' | 'national-admin' | 'auditor' | 'client'
        readonly facilityId?: string
        readonly basis: 'own' | 'care' | 'facility' | 'grant' | 'emergency' | 'official' | 'system'
        readonly recordKind: string
        readonly action: string
        readonly accountId: string
        readonly patientId: string
        readonly recordId?: string
        readonly requestId: string
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/audit/changes': {
    readonly query?: {
      readonly patient?: string | undefined
      readonly account?: string | undefined
      readonly facility?: string | undefined
      readonly name?: string | undefined
      readonly from?: string | undefined
      readonly until?: string | undefined
      readonly limit?: number | undefined
      readonly cursor?: string | undefined
    }
    readonly answer: {
      readonly items: readonly {
        readonly changeId: string
        readonly name: string
        readonly at: string
        readonly accountId?: string
        readonly role?: string
        readonly facilityId?: string
        readonly onBehalfOfId?: string
        readonly patientId?: string
        readonly otherPatientId?: string
        readonly requestId: string
        readonly bodyHash: string
      }[]
      readonly nextCursor?: string
    }
  }
  'GET /v1/audit/verifications': {
    readonly answer: {
      readonly items: readonly {
        readonly verificationId: string
        readonly endedAt: string
        readonly from: string
        readonly until: string
        readonly rows: number
        readonly outcome: 'intact' | 'broken'
        readonly fault?: {
          readonly fault: 'missing' | 'altered' | 'moved' | 'added' | 'rewritten' | 'unsigned'
          readonly day: string
          readonly kind?: 'reads' | 'changes'
          readonly cell?: number
          readonly seq?: number
          readonly rowId?: string
        }
      }[]
      readonly sealedUntil?: string
    }
  }
  'GET /v1/privacy/kept': {
    readonly answer: {
      readonly items: readonly {
        readonly module: string
        readonly kind: string
        readonly what: {
          readonly en: string
          readonly hi: string
        }
        readonly purpose: {
          readonly en: string
          readonly hi: string
        }
        readonly ground: 'service' | 'care' | 'law' | 'safety' | 'consent'
        readonly period: {
          readonly en: string
          readonly hi: string
        }
        readonly afterClosing: 'erased' | 'pseudonym' | 'stays'
      }[]
    }
  }
  'GET /v1/privacy/consents': {
    readonly answer: {
      readonly purposes: readonly {
        readonly purpose: 'linking'
        readonly textVersion: string
        readonly isAllowedBefore: boolean
        readonly title: {
          readonly en: string
          readonly hi: string
        }
        readonly text: {
          readonly en: string
          readonly hi: string
        }
      }[]
      readonly items: readonly {
        readonly consentId: string
        readonly patientId: string
        readonly purpose: 'linking'
        readonly textVersion: string
        readonly isGiven: boolean
        readonly givenAt?: string
        readonly withdrawnAt?: string
      }[]
    }
  }
  'POST /v1/privacy/consents': {
    readonly body: {
      readonly patientId: string
      readonly purpose: 'linking'
      readonly textVersion: string
      readonly isGiven: boolean
    }
    readonly answer: {
      readonly consentId: string
      readonly patientId: string
      readonly purpose: 'linking'
      readonly textVersion: string
      readonly isGiven: boolean
      readonly givenAt?: string
      readonly withdrawnAt?: string
    }
  }
  'POST /v1/privacy/consents/{consentId}/withdrawal': {
    readonly path: {
      readonly consentId: string
    }
    readonly answer: {
      readonly consentId: string
      readonly patientId: string
      readonly purpose: 'linking'
      readonly textVersion: string
      readonly isGiven: boolean
      readonly givenAt?: string
      readonly withdrawnAt?: string
    }
  }
  'POST /v1/privacy/exports': {
    readonly answer: {
      readonly exportId: string
      readonly status: 'waiting' | 'ready'
      readonly askedAt: string
      readonly readyAt?: string
      readonly expiresAt?: string
    }
  }
  'GET /v1/privacy/exports': {
    readonly answer: {
      readonly items: readonly {
        readonly exportId: string
        readonly status: 'waiting' | 'ready'
        readonly askedAt: string
        readonly readyAt?: string
        readonly expiresAt?: string
      }[]
    }
  }
  'GET /v1/privacy/exports/{exportId}/document': {
    readonly path: {
      readonly exportId: string
    }
    readonly answer: {
      readonly gatheredAt: string
      readonly sections: readonly {
        readonly module: string
        readonly kind: string
        readonly title: {
          readonly en: string
          readonly hi: string
        }
        readonly fields: readonly {
          readonly field: string
          readonly title: {
            readonly en: string
            readonly hi: string
          }
        }[]
        readonly rows: readonly ({ readonly [name: string]: string | number | boolean | null })[]
      }[]
    }
  }
  'POST /v1/privacy/closing': {
    readonly body: {
      readonly otp: string
      readonly isAtOnce?: boolean
    }
    readonly answer: {
      readonly closesAt: string
    }
  }
}
