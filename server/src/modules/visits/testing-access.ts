// The requests of visits in the access test: visits of the doctor of the world, and patients whom they treat.
import { newId } from '../../platform/id.ts'
import { transaction } from '../../platform/postgres/db.ts'
import { get, make, type OpenAccess, on, registerPatient, row, type SmallWorld } from '../../testing/access-rows.ts'
import { TODAY } from '../../testing/setup.ts'
import type { AppointmentFacts } from '../appointments/contract.ts'
import { requireFacility } from './hospitals/steps.ts'
import { followEvent } from './opening/steps.ts'
import type { VisitsContext } from './tables.ts'

const SEEN = { kind: 'document', document: 'voter-id' }

/** The doctor of the test world, verified. */
async function findDoctor({ people, ask }: SmallWorld): Promise<string> {
  const { body } = await ask<{ doctorId: string }>('GET', '/v1/me/doctor', { by: people.doctor })
  await ask('POST', `/v1/doctors/${body.doctorId}/verification`, {
    ...{ by: people['national-admin'], body: { seen: 'register' } },
  })
  return body.doctorId
}

async function makeRecords(world: SmallWorld) {
  const { people, facilityId, program, ask } = world
  const doctorId = await findDoctor(world)
  const context = program.context('visits') as VisitsContext
  const register = () => registerPatient(world)
  const open = async (patientId: string): Promise<string> => {
    const body = { facilityId, doctorId, patientId, proof: SEEN }
    return (await make(world, '/v1/visits', { by: people.reception, body })).visitId as string
  }
  const openNew = async () => open(await register())
  const treated = async (): Promise<string> => {
    const patientId = await register()
    await open(patientId)
    return patientId
  }
  const { body: family } = await ask<{ items: { patientId: string }[] }>('GET', '/v1/patients', { by: people.citizen })
  const own = family.items[0]?.patientId as string
  const ownVisit = await open(own)
  const openTele = async (): Promise<string> => {
    const facility = await requireFacility(context, facilityId as never)
    const facts = {
      ...{ appointmentId: newId(facility.cell), facilityId, doctorId, patientId: await register(), date: TODAY },
      ...{ start: '12:00', minutes: 15, mode: 'tele', kind: 'new', feePaise: 0, version: 2 },
    } as unknown as AppointmentFacts
    const origin = { actorId: null, requestId: 'access' }
    const opening = { deed: 'arrived', at: context.clock.now(), facility, origin } as const
    return (await transaction(context.db, (tx) => followEvent(tx, facts, opening))).id
  }
  const wished = async (): Promise<string> => {
    const id = await openNew()
    await ask('PUT', `/v1/visits/${id}/follow-up`, { by: people.doctor, body: { on: '2026-03-20' } })
    return id
  }
  /** Whose entry it is. */
  const patientOf = new Map<string, string>()
  const note = async (what: string, body: object): Promise<string> => {
    const patientId = await treated()
    const made = await make(world, `/v1/patients/${patientId}/${what}`, { by: people.doctor, body })
    patientOf.set(made.findingId as string, patientId)
    return made.findingId as string
  }
  return {
    ...{ doctorId, patientOf, register },
    records: {
      visit: openNew,
      'visit of the citizen': async () => ownVisit,
      'visit by video': openTele,
      'visit with a wish': wished,
      'treated patient': treated,
      'treated citizen': async () => own,
      'patient of nobody': register,
      allergy: () => note('allergies', { substance: 'Penicillin' }),
      problem: () => note('problems', { condition: 'Asthma' }),
    },
  }
}

const staff = { whose: 'facility' } as const

export const openAccess: OpenAccess = async (world) => {
  const { facilityId } = world
  const { doctorId, patientOf, records } = await makeRecords(world)
  const refutation = (what: 'allergy' | 'problem', path: string, body: object) =>
    row(async (idOf) => {
      const id = await idOf(what)
      return { url: `/v1/patients/${patientOf.get(id) ?? id}/${path}/${id}/refutation`, body: { ...body } }
    }, 'facility')
  const visit = '/v1/visits/:id'
  const patient = '/v1/patients/:id'
  return {
    records,
    rows: {
      'POST /v1/visits': row(async (idOf) => {
        return {
          url: '/v1/visits',
          body: { facilityId, doctorId, patientId: await idOf('patient of nobody'), proof: SEEN },
        }
      }, 'facility'),
      'GET /v1/visits': get(`/v1/visits?facility=${facilityId}&day=${TODAY}&doctor=${doctorId}&limit=2`, 'facility'),
      'GET /v1/visits/:visitId': on(visit, 'visit of the citizen'),
      'POST /v1/visits/:visitId/consent': on(`${visit}/consent`, 'visit by video', {
        ...{ ...staff, body: { by: 'patient' } },
      }),
      'POST /v1/visits/:visitId/closure': on(`${visit}/closure`, 'visit', staff),
      'PUT /v1/visits/:visitId/draft': on(`${visit}/draft`, 'visit', {
        ...{ ...staff, body: { note: { complaints: 'Cough' } } },
      }),
      'POST /v1/visits/:visitId/notes': on(`${visit}/notes`, 'visit', {
        ...{ ...staff, body: { note: { complaints: 'Cough', diagnoses: [{ name: 'Cold', icd10: 'J00' }] } } },
      }),
      'POST /v1/visits/:visitId/vitals': on(`${visit}/vitals`, 'visit', {
        ...{ ...staff, body: { pulsePerMinute: 72 } },
      }),
      'PUT /v1/visits/:visitId/follow-up': on(`${visit}/follow-up`, 'visit', {
        ...{ ...staff, body: { on: '2026-03-16' } },
      }),
      'DELETE /v1/visits/:visitId/follow-up': on(`${visit}/follow-up`, 'visit with a wish', staff),
      'GET /v1/visits/follow-ups': on('/v1/visits/follow-ups?facility=:id&until=2026-04-01&limit=5', 'facility'),
      'GET /v1/visits/follow-ups/count': on('/v1/visits/follow-ups/count?facility=:id', 'facility'),
      'GET /v1/visits/emergencies': on('/v1/visits/emergencies?facility=:id&limit=5', 'facility'),
      'GET /v1/visits/diagnosis-codes': get('/v1/visits/diagnosis-codes?q=cold'),
      'GET /v1/patients/:patientId/record': on(`${patient}/record`, 'treated citizen'),
      'GET /v1/patients/:patientId/visits': on(`${patient}/visits?limit=5`, 'treated citizen'),
      'POST /v1/patients/:patientId/allergies': on(`${patient}/allergies`, 'treated patient', {
        ...{ ...staff, body: { substance: 'Latex', severity: 'mild' } },
      }),
      'POST /v1/patients/:patientId/problems': on(`${patient}/problems`, 'treated patient', {
        ...{ ...staff, body: { condition: 'Diabetes', icd10: 'E11.9' } },
      }),
      'POST /v1/patients/:patientId/allergies/:allergyId/refutation': refutation('allergy', 'allergies', {
        reason: 'A test was negative',
      }),
      'POST /v1/patients/:patientId/problems/:problemId/refutation': refutation('problem', 'problems', {
        ...{ status: 'resolved', reason: 'No attack for years' },
      }),
      'GET /v1/patients/:patientId/grants': on(`${patient}/grants`, 'treated citizen', { whose: 'family' }),
      'PUT /v1/patients/:patientId/grants/:facilityId': on(`${patient}/grants/${facilityId}`, 'treated citizen', {
        ...{ whose: 'family', body: { untilOn: '2026-06-30' } },
      }),
      'DELETE /v1/patients/:patientId/grants/:facilityId': on(`${patient}/grants/${facilityId}`, 'treated citizen', {
        whose: 'family',
      }),
      'POST /v1/patients/:patientId/emergency-access': on(`${patient}/emergency-access`, 'patient of nobody', {
        body: { reason: 'Unconscious, brought by ambulance' },
      }),
    },
  }
}
