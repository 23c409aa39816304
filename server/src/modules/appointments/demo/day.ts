// How a day at the demo's hospital goes on: when each patient comes, is seen, or stays away.
import { dayInIndia } from '../../../platform/clock.ts'
import { toMinute, toTimeOfDay } from '../../../platform/contract.ts'
import { type Demo, namesOf } from '../../../platform/demo.ts'
import type { Context } from '../../../platform/module.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { beginConsultation, finishConsultation } from '../booking/steps.ts'
import { lockAppointment } from '../booking/store.ts'
import type { AppointmentId } from '../contract.ts'
import type { Appointment, AppointmentsContext, AppointmentsTables } from '../tables.ts'

const PAGE = 100
/** Of so many people one stays away. */
const ABSENT_OF = 8
/** An absence is recorded from half an hour after the slot on. */
const ABSENT_AFTER_MINUTES = 35
const EARLY_MINUTES = 24
const COMING_DIFFERS_MINUTES = 17
const [WAIT_MINUTES_MIN, WAITS_DIFFER_MINUTES, SEEN_MINUTES] = [8, 14, 11]
const END_OF_DAY = 1_439

interface Listed {
  readonly appointmentId: AppointmentId
  readonly status: string
  readonly start: string
  readonly minutes: number
  readonly patient?: { readonly name: string }
}

interface Step {
  /** Minute of the day. */
  readonly at: number
  readonly appointmentId: AppointmentId
  readonly act: 'arrival' | 'absence' | 'consultation' | 'completion'
}

/** Does what is due until now for the people of the demo. It leaves others, and what staff did by hand, alone. */
export async function goOn(demo: Demo, context: Context): Promise<void> {
  await runDay(demo, context as AppointmentsContext, { day: demo.today, until: toMinute(demo.now()) })
}

/** Does everything that is left to do on a day that is over. */
export const liveThrough = (demo: Demo, context: AppointmentsContext, day: string): Promise<void> =>
  runDay(demo, context, { day, until: END_OF_DAY, withCitizens: true })

interface Part {
  readonly day: string
  readonly until: number
  /** Also moves the citizens of the demo on. Today they wait for somebody who tries the demo. */
  readonly withCitizens?: boolean
}

async function runDay(
  demo: Demo,
  context: AppointmentsContext,
  { day, until, withCitizens = false }: Part,
): Promise<void> {
  const url = `/v1/appointments?facility=${demo.hospital.facilityId}&day=${day}&limit=${PAGE}`
  const { items } = await demo.as('reception', (api) => api.get<{ items: Listed[] }>(url))
  const names = namesOf(demo, withCitizens)
  const due = plan(names, items).filter(({ at }) => at <= until)
  for (const step of due.toSorted((one, other) => one.at - other.at)) {
    await demo.at(day, toTimeOfDay(step.at), () => take(demo, context, step, day))
  }
}

async function take(demo: Demo, context: AppointmentsContext, step: Step, day: string): Promise<void> {
  const { appointmentId, act } = step
  if (act === 'arrival' || act === 'absence') {
    // After midnight, while people use the demo, an arrival of yesterday is too late.
    if (act === 'arrival' && dayInIndia(context.clock.now()) !== day) return
    const url = `/v1/appointments/${appointmentId}/${act}`
    await demo.as('reception', (api) => api.send('POST', url, {}))
    return
  }
  // Most doctors of the demo have no account, and a doctor sees only the own patients.
  await transaction(context.db, (tx) => see(tx, appointmentId, act))
}

async function see(tx: Tx<AppointmentsTables>, id: AppointmentId, act: Step['act']): Promise<void> {
  const origin = { actorId: null, requestId: 'demo' }
  const one = (await lockAppointment(tx, id)) as Appointment
  if (one.status !== (act === 'consultation' ? 'ARRIVED' : 'IN_CONSULTATION')) return
  await (act === 'consultation' ? beginConsultation(tx, one, origin) : finishConsultation(tx, one, origin))
}

/** What is still to do for each of these people, and when. */
function plan(names: ReadonlySet<string>, appointments: readonly Listed[]): Step[] {
  return appointments.flatMap((one, nth) => (one.patient && names.has(one.patient.name) ? toSteps(one, nth) : []))
}

function toSteps({ appointmentId, status, start, minutes }: Listed, nth: number): Step[] {
  const begin = toMinute(start)
  if (nth % ABSENT_OF === ABSENT_OF - 1) {
    const at = begin + minutes + ABSENT_AFTER_MINUTES
    return status === 'BOOKED' ? [{ at, appointmentId, act: 'absence' }] : []
  }
  const comesAt = begin - EARLY_MINUTES + ((nth * 5) % COMING_DIFFERS_MINUTES)
  const seenAt = Math.max(begin, comesAt) + WAIT_MINUTES_MIN + ((nth * 7) % WAITS_DIFFER_MINUTES)
  const steps: readonly Step[] = [
    { at: comesAt, appointmentId, act: 'arrival' },
    { at: seenAt, appointmentId, act: 'consultation' },
    { at: seenAt + SEEN_MINUTES, appointmentId, act: 'completion' },
  ]
  const done = ['BOOKED', 'ARRIVED', 'IN_CONSULTATION'].indexOf(status)
  return done < 0 ? [] : steps.slice(done)
}
