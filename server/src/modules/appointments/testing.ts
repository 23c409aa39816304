// What the tests of this module share: a program and how they ask it, and a doctor with hours at a hospital.
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { openMetrics } from '../../platform/metrics.ts'
import { type Asked, type Person, type Setup, setup, TEST_NOW, TODAY } from '../../testing/setup.ts'
import type { DoctorId } from '../doctors/contract.ts'
import { createEngine, type Engine } from './booking/engine.ts'
import { endDisplacements } from './jobs.ts'
import { pullDoctor } from './schedules/steps.ts'
import { SlotsInMemory } from './slots/projection.ts'
import type { AppointmentsContext } from './tables.ts'
import { endOverdue } from './waiting/steps.ts'

export { linkOf } from './queues/links.ts'
export { pullStale } from './schedules/steps.ts'
export { createFeed } from './slots/feed.ts'
export { SlotsInMemory } from './slots/projection.ts'
export type { AppointmentsContext } from './tables.ts'
export { assertInvariants } from './testing-invariants.ts'
export { endOverdue }

export interface Refused {
  readonly type: string
  readonly errors?: readonly { pointer: string }[]
}

export const slugOf = ({ type }: Refused): string => type.slice('/problems/'.length)

interface Answered {
  readonly status: number
  readonly body: Refused & { readonly status?: string | number }
}

/** An answer in one line: the state of what was made or changed, or the name of the problem. */
export const outcome = ({ status, body }: Answered): string =>
  status < 300 ? `${status} ${body.status}` : `${status} ${slugOf(body)}`

/** The first field that was refused. */
export const fieldOf = ({ status, body }: Answered): string => `${status} ${body.errors?.[0]?.pointer}`

/** The program that the tests of one file share, and an engine beside it. They are there before the first test. */
export function openPlace<Seen>() {
  const place = {} as Setup
  const engine = {} as Engine
  const cleanUps: (() => Promise<void>)[] = []
  before(async () => {
    Object.assign(place, await setup({ after: (cleanUp) => void cleanUps.push(cleanUp) }))
    Object.assign(engine, openEngine(place.program.context('appointments') as AppointmentsContext))
    cleanUps.unshift(() => engine.stop())
  })
  after(async () => {
    for (const cleanUp of cleanUps) await cleanUp()
  })
  const ask = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, asked: Asked = {}) =>
    place.ask<Seen>(method, url, asked)
  /** Does something to an appointment. */
  const act = (by: Person, id: string, deed: string, body?: object) =>
    ask('POST', `/v1/appointments/${id}/${deed}`, { by, ...(body && { body }) })
  return {
    place,
    engine,
    cleanUps,
    ask,
    act,
    book: (by: Person, slotId: string, patientId: string, more: object = {}) =>
      ask('POST', '/v1/appointments', { by, body: { slotIds: [slotId], patientId, ...more } }),
    move: (by: Person, id: string, slotId: string) => act(by, id, 'rescheduling', { slotIds: [slotId] }),
    eventsOf: (id: string) => namesOfEvents(place, id),
    /** Does the work at this time, and puts the clock back. */
    at: async <Result>(time: string, work: () => Promise<Result>): Promise<Result> => {
      place.clock.set(time)
      try {
        return await work()
      } finally {
        place.clock.set(TEST_NOW)
      }
    },
  }
}

export interface SlotSeen {
  readonly slotId: string
  readonly date: string
  readonly start: string
  readonly free: number
}

interface Terms {
  readonly feePaise?: number
  readonly revisitFeePaise?: number
  readonly revisitDays?: number
  readonly opensDays?: number
  readonly noticeMinutes?: number
  readonly cancelUntilMinutes?: number
  readonly isPublic?: boolean
}

/** An engine beside the one of the program, as another process has it. Stop it at the end. */
export const openEngine = (context: AppointmentsContext): Engine =>
  createEngine({ ...context, metrics: openMetrics() }, new SlotsInMemory(context.clock))

let count = 0

/** Makes a request that must succeed, and gives the body. */
async function made<Body>(place: Setup, method: 'POST' | 'PUT', url: string, by: Person, body: object): Promise<Body> {
  const answer = await place.ask<Body>(method, url, { by, body })
  assert.ok(answer.status < 300, `${method} ${url} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** A verified doctor at a hospital in PIN 110001, who sees patients each day from 12:00 to 13:00 by default. */
export async function openPractice(place: Setup, terms: Terms = {}, hours: object = {}, nth = 0) {
  const { items } = (
    await place.ask<{ items: { facilityId: string }[] }>('GET', '/v1/facilities?pin=110001&kind=hospital')
  ).body
  const facilityId = items[nth]?.facilityId as string
  const otherFacilityId = items[nth === 0 ? 1 : 0]?.facilityId as string
  const admin = await place.staff('centre-admin', facilityId)
  const reception = await place.staff('reception', facilityId)
  const doctor = await place.staff('doctor', facilityId)
  const national = await place.admin()
  const stated = {
    ...{ facilityId, name: 'Meera Iyer', gender: 'female', qualifications: ['MBBS'], specialities: ['paediatrics'] },
    ...{ languages: ['en', 'hi'], council: 'DL', registrationNo: `DMC/A/${++count}` },
  }
  const { doctorId } = await made<{ doctorId: DoctorId }>(place, 'POST', '/v1/doctors', admin, stated)
  await made(place, 'POST', `/v1/doctors/${doctorId}/verification`, national, { seen: 'register' })
  const practice = `/v1/doctors/${doctorId}/practices/${facilityId}`
  await made(place, 'PUT', practice, admin, { feePaise: 50_000, ...terms })
  const context = place.program.context('appointments') as AppointmentsContext
  const pull = () => pullDoctor(context, doctorId, 'test')
  const keep = async (changes: object = {}, weekdays = [1, 2, 3, 4, 5, 6, 7]) => {
    const usual = { starts: '12:00', ends: '13:00', slotMinutes: 15, validFrom: TODAY, ...hours, ...changes }
    const templates = weekdays.map((weekday) => ({ weekday, ...usual }))
    await made(place, 'PUT', `${practice}/templates`, admin, { templates })
    await pull()
  }
  await keep()
  const slots = async (query = ''): Promise<SlotSeen[]> => {
    const url = `/v1/appointments/slots?doctor=${doctorId}${query}`
    const { body } = await place.ask<{ doctors: { days: { slots: SlotSeen[] }[] }[] }>('GET', url)
    return body.doctors.flatMap(({ days }) => days.flatMap((day) => day.slots))
  }
  /** The slot of a day that begins at this time. */
  const slotAt = async (start = '12:00', date = TODAY): Promise<string> => {
    const found = (await slots('&days=31')).find((slot) => slot.start === start && slot.date === date)
    assert.ok(found, `no free slot on ${date} at ${start}`)
    return found.slotId
  }
  /** Cancels the displaced appointments whose deadline has passed, as the job of each minute does. */
  const lapse = async (): Promise<void> => {
    const engine = openEngine(context)
    await endDisplacements(context, engine)
    await engine.stop()
  }
  const people = { admin, reception, doctor, national }
  return {
    ...people,
    facilityId,
    otherFacilityId,
    doctorId,
    context,
    practice,
    pull,
    keep,
    slots,
    slotAt,
    endDisplacements: lapse,
  }
}

export type Practising = Awaited<ReturnType<typeof openPractice>>

/** The names of the events of an appointment, in the order of the alphabet: the clock of the tests stands still. */
export async function namesOfEvents({ program }: Pick<Setup, 'program'>, appointmentId: string): Promise<string[]> {
  const text = `select name from appointments.outbox where body->'body'->>'appointmentId' = $1 order by name`
  const { rows } = await program.context('appointments').pool.query(text, [appointmentId])
  return rows.map(({ name }) => name.replace(/^appointments\.|\.v1$/g, ''))
}
