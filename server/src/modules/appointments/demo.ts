// The appointments of the demo: a day that is over, a running day at its hospital, and some days ahead.
import { addDays, dayInIndia } from '../../platform/clock.ts'
import type { Demo, ModuleDemo } from '../../platform/demo.ts'
import type { Context } from '../../platform/module.ts'
import type { DoctorId } from '../doctors/contract.ts'
import { bookDay, bookOwn, bookSelf } from './demo/booking.ts'
import { goOn, liveThrough } from './demo/day.ts'
import { displaceOne } from './demo/displacing.ts'
import { pullDoctor } from './schedules/steps.ts'
import type { AppointmentsContext } from './tables.ts'

const DAYS_AHEAD = 5
const PEOPLE_AHEAD = 4

async function seed(demo: Demo, context: Context): Promise<void> {
  const own = context as AppointmentsContext
  const yesterday = addDays(demo.today, -1)
  await demo.at(yesterday, '07:30', async () => {
    // While people use the demo, yesterday is over as it was.
    if (dayInIndia(own.clock.now()) !== yesterday) return
    await pullAll(demo, own)
    await bookDay(demo, yesterday, 8)
    await bookSelf(demo, { day: yesterday, reason: 'Cough' })
  })
  await liveThrough(demo, own, yesterday)
  await pullAll(demo, own)
  await demo.at(yesterday, '19:20', () => bookDay(demo, demo.today, demo.households.length * 4))
  for (let ahead = 1; ahead <= DAYS_AHEAD; ahead++) await bookDay(demo, addDays(demo.today, ahead), PEOPLE_AHEAD)
  await bookOwn(demo)
  await displaceOne(demo, own)
  await goOn(demo, context)
}

/** Copies the hours of all doctors of the demo's hospitals at once: the events about them may still be on their way. */
async function pullAll({ hospital, branches, as }: Demo, context: AppointmentsContext): Promise<void> {
  const doctorIds = new Set<string>()
  for (const { facilityId } of [hospital, ...branches]) {
    const url = `/v1/doctors?facility=${facilityId}&limit=100`
    const { items } = await as('reception', (api) => api.get<{ items: { doctorId: string }[] }>(url))
    for (const { doctorId } of items) doctorIds.add(doctorId)
  }
  for (const doctorId of doctorIds) await pullDoctor(context, doctorId as DoctorId, 'demo')
}

export const demo: ModuleDemo = { seed, goOn }
