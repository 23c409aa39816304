// What the tests of queues share: a practice whose doctor signs in, and what people do there.
import { type Asked, type Person, type Setup, TEST_NOW } from '../../../testing/setup.ts'
import { openPractice, type Practising, type Refused } from '../testing.ts'

/** What the answers about queues contain. */
export interface Shown extends Refused {
  readonly tokenId: string
  readonly queueId: string
  readonly label: string
  readonly status: string
  readonly lane: string
  readonly room?: string
  readonly arrivedAt: string
  readonly link: string
  readonly appointmentId: string
  readonly start: string
  readonly seat: string
  readonly token: Shown & { readonly place: { before: number; minutesTo: number; nowServing: object[] } }
  readonly called?: Shown
  readonly tokens: readonly (Shown & { patient?: { name: string }; reason?: string })[]
  readonly items: readonly Shown[]
  readonly waiting: number
  readonly next: readonly string[]
  readonly nowServing: readonly { label: string; room: string; isInside: boolean }[]
  readonly minutesFrom: number
  readonly minutesTo: number
  readonly meanMinutes?: number
  readonly queues: readonly Shown[]
  readonly facilityName: string
  readonly date: string
  readonly before: number
  readonly keptPatientId: string
}

export const later = (seconds: number): string => new Date(Date.parse(TEST_NOW) + seconds * 1_000).toISOString()

/** A practice whose doctor can sign in, with a nurse, and what tests do there. */
export async function openDay(place: Setup, hours: object = {}) {
  const ask = (method: 'GET' | 'POST', url: string, asked: Asked = {}) => place.ask<Shown>(method, url, asked)
  const here = await openPractice(place, {}, hours)
  await here.context.pool.query('update appointments.practices set account_id = $1, room = null where doctor_id = $2', [
    ...[here.doctor.accountId, here.doctorId],
  ])
  const nurse = await place.staff('nurse', here.facilityId)
  const { reception, doctor, facilityId, doctorId } = here
  const act = (by: Person, id: string, deed: string, body?: object) =>
    ask('POST', `/v1/appointments/${id}/${deed}`, { by, ...(body && { body }) })
  const bookAt = async (start: string, by: Practising['admin'] & { patientId?: string }): Promise<string> => {
    const body = { slotIds: [await here.slotAt(start)], patientId: by.patientId }
    return (await ask('POST', '/v1/appointments', { by: reception, body })).body.appointmentId
  }
  const arrive = async (start: string, more: object = {}) => {
    const who = await place.citizen()
    const id = await bookAt(start, who)
    const { body } = await act(reception, id, 'arrival', more)
    return { who, id, ...body.token }
  }
  const walkIn = (patientId: string, more: object = {}, by: Person = reception) =>
    ask('POST', '/v1/appointments/walk-ins', { by, body: { facilityId, doctorId, patientId, ...more } })
  const call = (queueId: string, body: object = { room: '3' }, by: Person = doctor) =>
    ask('POST', `/v1/appointments/queues/${queueId}/calls`, { by, body })
  const token = (id: string, deed: string, body?: object, by: Person = doctor) =>
    ask('POST', `/v1/appointments/tokens/${id}/${deed}`, { by, ...(body && { body }) })
  const queue = (id: string, by: Person = reception) => ask('GET', `/v1/appointments/queues/${id}`, { by })
  return { ...here, nurse, act, bookAt, arrive, walkIn, call, token, queue }
}
