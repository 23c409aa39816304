// Who books in the demo: its families book a day at its hospital, and its citizen has one appointment ahead.
import { addDays } from '../../../platform/clock.ts'
import type { Demo, DemoApi, DemoHousehold } from '../../../platform/demo.ts'

interface DaySlot {
  readonly slotId: string
  readonly start: string
  readonly free: number
  readonly audience: string
}

interface OfDay {
  readonly doctors: readonly { readonly name: string; readonly slots: readonly DaySlot[] }[]
}

interface Family {
  readonly items: readonly { readonly patientId: string; readonly name: string }[]
}

/** Of each doctor so many people of a day at most. */
const EACH_MAX = 9
const REASONS = [
  'Fever for three days',
  'Pain in the knee',
  'Cough',
  'Follow-up of blood pressure',
  'Headache',
] as const

/** Books so many people of the demo, unless somebody has an appointment on this day already. */
export async function bookDay(demo: Demo, day: string, count: number): Promise<void> {
  const { facilityId } = demo.hospital
  const taken = `/v1/appointments?facility=${facilityId}&day=${day}&limit=1`
  const known = await demo.as('reception', (api) => api.get<{ items: object[] }>(taken))
  if (known.items.length > 0) return
  const url = `/v1/appointments/slots/of-day?facility=${facilityId}&day=${day}`
  const { doctors } = await demo.as('reception', (api) => api.get<OfDay>(url))
  const slots = inTurn(doctors.map((doctor) => everyOther(doctor.slots))).slice(0, count)
  const byHousehold = Map.groupBy(slots.entries(), ([nth]) => nth % demo.households.length)
  for (const [at, ofFamily] of byHousehold) {
    const household = demo.households[at] as DemoHousehold
    await demo.as(household, async (api) => {
      const people = await listPeople(api, household)
      for (const [nth, [turn, slot]] of ofFamily.entries()) {
        const patientId = people[nth % people.length]
        const reason = REASONS[turn % REASONS.length] as string
        await api.send('POST', '/v1/appointments', { slotIds: [slot.slotId], patientId, reason })
      }
    })
  }
}

async function listPeople(api: DemoApi, { people }: DemoHousehold): Promise<string[]> {
  const { items } = await api.get<Family>('/v1/patients')
  return items.filter(({ name }) => people.some((one) => one.name === name)).map(({ patientId }) => patientId)
}

/** Some times stay free, so that people of the day can still book. */
const everyOther = (slots: readonly DaySlot[]): DaySlot[] =>
  slots.filter(({ audience, free }, nth) => audience === 'public' && free > 0 && nth % 2 === 0).slice(0, EACH_MAX)

/** One of each list, then the next of each. */
function inTurn(lists: readonly (readonly DaySlot[])[]): DaySlot[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, nth) => lists.flatMap((list) => list[nth] ?? [])).flat()
}

interface Free {
  readonly doctors: readonly { readonly days: readonly { readonly slots: readonly { slotId: string }[] }[] }[]
}

interface Wish {
  /** The name of the doctor; by default the doctor of the demo. */
  readonly doctor?: string
  readonly day: string
  readonly reason: string
}

/** The demo's citizen books at its hospital on this day, unless there is an appointment on it. */
export async function bookSelf(demo: Demo, { doctor = ownDoctor(demo), day, reason }: Wish): Promise<void> {
  await demo.as('citizen', async (api) => {
    const { patientId, items } = await listOwn(api)
    if (items.some(({ date }) => date === day)) return
    const slotId = await findFree(demo, api, { doctor, when: `from=${day}&days=1` })
    if (slotId !== undefined) await api.send('POST', '/v1/appointments', { slotIds: [slotId], patientId, reason })
  })
}

/** The demo's citizen sees the demo's doctor in two days, or on the next day on which the doctor is there. */
export async function bookOwn(demo: Demo): Promise<void> {
  await demo.as('citizen', async (api) => {
    const { patientId, items } = await listOwn(api)
    if (items.some(({ status }) => status === 'BOOKED')) return
    const when = `from=${addDays(demo.today, 2)}&show=next`
    const slotId = await findFree(demo, api, { doctor: ownDoctor(demo), when })
    const reason = 'Follow-up of blood pressure'
    if (slotId !== undefined) await api.send('POST', '/v1/appointments', { slotIds: [slotId], patientId, reason })
  })
}

const ownDoctor = ({ accounts }: Demo): string =>
  accounts.find(({ role }) => role === 'doctor')?.name.replace(/^Dr /, '') ?? ''

async function listOwn(api: DemoApi) {
  const patientId = (await api.get<Family>('/v1/patients')).items[0]?.patientId
  const url = `/v1/appointments?patient=${patientId}`
  const { items } = await api.get<{ items: { status: string; date: string }[] }>(url)
  return { patientId, items }
}

/** A free slot of a doctor at the demo's hospital. */
async function findFree(
  { hospital }: Demo,
  api: DemoApi,
  { doctor, when }: { readonly doctor: string; readonly when: string },
): Promise<string | undefined> {
  const found = `/v1/doctors?facility=${hospital.facilityId}&q=${encodeURIComponent(doctor)}`
  const { items } = await api.get<{ items: { doctorId: string }[] }>(found)
  const search = `doctor=${items[0]?.doctorId}&facility=${hospital.facilityId}&${when}`
  const { doctors } = await api.get<Free>(`/v1/appointments/slots?${search}`)
  return doctors[0]?.days[0]?.slots[1]?.slotId
}
