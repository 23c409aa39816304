// The requests of doctors in the access test: a doctor of the test world, with a practice, hours and leave.
import { get, make, type OpenAccess, on, row, type SmallWorld } from '../../testing/access-rows.ts'

interface Made {
  /** The doctor of the test world keeps these hours: doctors may keep only their own. */
  readonly own: string
  newDoctor(more?: object): Record<string, unknown>
  register(more?: object): Promise<string>
  verified(): Promise<string>
  leave(): Record<string, unknown>
  takeLeave(): Promise<string>
}

async function makeDoctors(world: SmallWorld): Promise<Made> {
  const { next, people, facilityId, ask } = world
  const admin = people['centre-admin']
  const newDoctor = (more: object = {}) => ({
    ...{ facilityId, name: 'Meera Iyer', gender: 'female', qualifications: ['MBBS'], specialities: ['paediatrics'] },
    ...{ languages: ['en', 'hi'], council: 'DL', registrationNo: `DMC/R/${10_000 + next()}` },
    ...more,
  })
  const register = async (more: object = {}): Promise<string> =>
    (await make(world, '/v1/doctors', { by: admin, body: newDoctor(more) })).doctorId as string
  const practise = async (doctorId: string): Promise<string> => {
    const url = `/v1/doctors/${doctorId}/practices/${facilityId}`
    const { status } = await ask('PUT', url, { by: admin, body: { feePaise: 50_000 } })
    if (status !== 200) throw new Error(`PUT ${url} answered ${status}`)
    return doctorId
  }
  const verify = async (doctorId: string): Promise<string> => {
    const url = `/v1/doctors/${doctorId}/verification`
    const { status } = await ask('POST', url, { by: people['national-admin'], body: { seen: 'register' } })
    if (status !== 200) throw new Error(`POST ${url} answered ${status}`)
    return doctorId
  }
  const own = await practise(await register({ accountId: people.doctor?.accountId }))
  await registerElsewhere(world, newDoctor)
  let day = Date.parse('2026-04-01')
  const leave = () => {
    day += 86_400_000
    const on = new Date(day).toISOString().slice(0, 10)
    return { kind: 'leave', facilityId, fromOn: on, untilOn: on, reason: 'Wedding' }
  }
  const takeLeave = async (): Promise<string> => {
    const body = leave()
    const { exception } = await make(world, `/v1/doctors/${own}/exceptions`, { by: admin, body })
    return (exception as { exceptionId: string }).exceptionId
  }
  return { own, newDoctor, register, verified: async () => verify(await practise(await register())), leave, takeLeave }
}

/** The doctor who works elsewhere has an own record too. */
async function registerElsewhere(world: SmallWorld, newDoctor: Made['newDoctor']): Promise<void> {
  const { people, ask } = world
  const doctor = people['doctor elsewhere']
  const by = people['centre-admin elsewhere']
  const { body } = await ask<{ items: { facilityId: string }[] }>('GET', '/v1/me/workplaces', { by: doctor })
  const [workplace] = body.items
  const stated = { facilityId: workplace?.facilityId, accountId: doctor?.accountId }
  await make(world, '/v1/doctors', { by, body: newDoctor(stated) })
}

export const openAccess: OpenAccess = async (world) => {
  const { facilityId, cell } = world
  const { own, newDoctor, register, verified, leave, takeLeave } = await makeDoctors(world)
  const hours = { weekday: 1, starts: '09:00', ends: '12:00', slotMinutes: 15, validFrom: '2026-03-02' }
  const district = { whose: 'district' } as const
  return {
    records: {
      doctor: register,
      'verified doctor': verified,
      'doctor with hours': async () => own,
      exception: takeLeave,
    },
    rows: {
      'GET /v1/doctors': get(
        `/v1/doctors?speciality=dentistry&facility=${facilityId}&pin=110001&language=hi&gender=female&q=meera&limit=5`,
      ),
      'GET /v1/doctors/:doctorId': on('/v1/doctors/:id', 'verified doctor'),
      'GET /v1/doctors/registrations': get('/v1/doctors/registrations?status=draft&q=meera&limit=5', 'asker'),
      'GET /v1/doctors/registrations?facility=': get(`/v1/doctors/registrations?facility=${facilityId}`),
      'GET /v1/doctors/registrations?district=': get(`/v1/doctors/registrations?district=${cell}`, 'district'),
      'GET /v1/doctors/:doctorId/registration': on('/v1/doctors/:id/registration', 'doctor'),
      'GET /v1/me/doctor': get('/v1/me/doctor', 'asker'),
      'POST /v1/doctors': row(() => ({ url: '/v1/doctors', body: newDoctor() })),
      'PATCH /v1/doctors/:doctorId': on('/v1/doctors/:id', 'doctor', {
        body: {
          name: 'Meera Iyer',
          gender: 'female',
          qualifications: ['MD'],
          specialities: ['dentistry'],
          languages: ['ta'],
        },
      }),
      'POST /v1/doctors/:doctorId/verification': on('/v1/doctors/:id/verification', 'doctor', {
        ...{ ...district, body: { seen: 'certificate' } },
      }),
      'POST /v1/doctors/:doctorId/suspension': on('/v1/doctors/:id/suspension', 'verified doctor', {
        ...{ ...district, body: { reason: 'Asked by the council' } },
      }),
      'POST /v1/doctors/:doctorId/cancellation': on('/v1/doctors/:id/cancellation', 'doctor', {
        ...{ ...district, body: { reason: 'Entered twice' } },
      }),
      'PUT /v1/doctors/:doctorId/practices/:facilityId': row(async (idOf) => ({
        url: `/v1/doctors/${await idOf('doctor')}/practices/${facilityId}`,
        body: { feePaise: 50_000, revisitFeePaise: 20_000, revisitDays: 7, room: '12', department: 'OPD-1' },
      })),
      'GET /v1/doctors/:doctorId/schedule': on('/v1/doctors/:id/schedule?from=2026-03-02&days=7', 'doctor with hours'),
      'PUT /v1/doctors/:doctorId/practices/:facilityId/templates': row(async (idOf) => ({
        url: `/v1/doctors/${await idOf('doctor with hours')}/practices/${facilityId}/templates`,
        body: { templates: [hours] },
      })),
      'POST /v1/doctors/:doctorId/exceptions': row(async (idOf) => ({
        url: `/v1/doctors/${await idOf('doctor with hours')}/exceptions`,
        body: leave(),
      })),
      'POST /v1/doctors/:doctorId/exceptions/:exceptionId/cancellation': row(async (idOf) => ({
        url: `/v1/doctors/${own}/exceptions/${await idOf('exception')}/cancellation`,
      })),
      'GET /v1/facilities/:facilityId/closures': on('/v1/facilities/:id/closures?from=2026-03-02&days=30', 'facility'),
      'PUT /v1/facilities/:facilityId/closures/:day': row(async (idOf) => ({
        url: `/v1/facilities/${await idOf('facility')}/closures/2026-11-08`,
        body: { reason: 'Diwali' },
      })),
      'DELETE /v1/facilities/:facilityId/closures/:day': row(async (idOf) => ({
        url: `/v1/facilities/${await idOf('facility')}/closures/2026-11-09`,
      })),
    },
  }
}
