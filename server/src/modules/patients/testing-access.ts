// The requests of patients in the access test: a family, registrations at the counter, and merges of records.
import { cellOf, newId } from '../../platform/id.ts'
import type { Db } from '../../platform/postgres/db.ts'
import { AADHAAR, get, make, type OpenAccess, on, person, row, type SmallWorld } from '../../testing/access-rows.ts'
import type { PatientId } from './contract.ts'
import { closeFamily } from './personal/closing.ts'
import type { PatientsContext } from './registration/steps.ts'
import { insertDuplicate, type PatientsTables } from './testing.ts'

export const openAccess: OpenAccess = async (world) => {
  const { ask, people } = world
  // The kept record belongs to another family: a run makes many records, and each family has a limit.
  const mergerBody = async (): Promise<Record<string, unknown>> => {
    const by = people['citizen elsewhere']
    const made = await ask<{ items: { patientId: string }[] }>('GET', '/v1/patients', { by })
    return { keptPatientId: made.body.items[0]?.patientId, reason: 'The same person' }
  }
  return {
    records: {
      patient: () => addMember(world),
      duplicate: () => addDuplicate(world),
      closed: () => addClosed(world),
    },
    rows: {
      'POST /v1/patients': row(() => ({
        url: '/v1/patients',
        body: { ...person, aadhaar: AADHAAR, confirmedNew: true },
      })),
      'GET /v1/patients': get('/v1/patients'),
      'POST /v1/patients/registrations': row(() => ({
        url: '/v1/patients/registrations',
        body: { ...person, aadhaar: AADHAAR, confirmedNew: true },
      })),
      'POST /v1/patients/match': row(() => ({
        url: '/v1/patients/match',
        body: { fullName: person.name, birthDate: person.birthDate },
      })),
      'POST /v1/patients/desk-search': row(() => ({
        url: '/v1/patients/desk-search',
        body: { letters: person.name.slice(0, 3), phone: '9876501234' },
      })),
      'POST /v1/patients/:patientId/merger': row(async (idOf) => ({
        url: `/v1/patients/${await idOf('patient')}/merger`,
        body: await mergerBody(),
      })),
      'POST /v1/patients/:patientId/merger/cancellation': row(async (idOf) => {
        const url = `/v1/patients/${await idOf('patient')}/merger`
        // If the test makes each record only once, both ids are the same and the server merges nothing.
        const body = { keptPatientId: await idOf('patient'), reason: 'The same person' }
        await ask('POST', url, { by: people['national-admin'], body })
        return { url: `${url}/cancellation` }
      }),
      'GET /v1/patients/duplicates': get('/v1/patients/duplicates?status=open&limit=5'),
      'GET /v1/patients/duplicates/count': get('/v1/patients/duplicates/count'),
      'GET /v1/patients/duplicates/:duplicateId': on('/v1/patients/duplicates/:id', 'duplicate'),
      'POST /v1/patients/duplicates/:duplicateId/dismissal': on('/v1/patients/duplicates/:id/dismissal', 'duplicate', {
        body: { reason: 'Twins' },
      }),
      'POST /v1/patients/:patientId/opening': on('/v1/patients/:id/opening', 'closed', {
        whose: 'asker',
        body: { reason: 'Fever after the dose' },
      }),
      'GET /v1/patients/:patientId/mergers': on('/v1/patients/:id/mergers', 'patient'),
      'GET /v1/patients/:patientId': on('/v1/patients/:id', 'patient', { whose: 'family' }),
    },
  }
}

async function addMember(world: SmallWorld): Promise<string> {
  const body = { name: `Member ${world.next()}`, birthYear: 1980, gender: 'other', pin: '110001', confirmedNew: true }
  return (await make(world, '/v1/patients', { by: world.people.citizen, body })).patientId as string
}

async function addDuplicate(world: SmallWorld): Promise<string> {
  const body = { name: `Twice ${world.next()}`, birthYear: 1980, gender: 'other', pin: '110001', confirmedNew: true }
  const by = world.people['national-admin']
  const register = async () => (await make(world, '/v1/patients/registrations', { by, body })).patientId as PatientId
  const [first, second] = [await register(), await register()] as const
  const id = newId<'duplicate'>(cellOf(first))
  const found_at = world.clock.now()
  const pair = { id, patient_id: first, other_id: second, bits: 20, explanation: [], found_at }
  await insertDuplicate(world.program.context('patients').db as Db<PatientsTables>, pair)
  return id
}

/** A record whose account is closed. */
async function addClosed(world: SmallWorld): Promise<string> {
  const body = { name: `Closed ${world.next()}`, birthYear: 1980, gender: 'other', pin: '110001', confirmedNew: true }
  const asked = { by: world.people['national-admin'], body }
  const patientId = (await make(world, '/v1/patients/registrations', asked)).patientId as PatientId
  // Closing asks nothing of the index that the context of the module has in addition.
  const context = world.program.context('patients') as unknown as PatientsContext
  await closeFamily(context, { accountId: newId(world.cell), patientIds: [patientId], requestId: newId(0) })
  return patientId
}
