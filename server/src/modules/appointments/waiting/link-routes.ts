// The routes of the link in the message of an offer: who has it sees the offer, and takes or declines it with one tap.
import { access } from '../../../platform/access.ts'
import { Day, Instant, object, type Static, Type, toTimeOfDay } from '../../../platform/contract.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { TimeOfDay } from '../../doctors/schedules/contract.ts'
import { findAppointment } from '../booking/store.ts'
import type { WaitingEntry } from '../tables.ts'
import { WaitingStatus } from './contract.ts'
import { type Desk, hashOfLink, passOffer } from './offering.ts'
import { accept } from './steps.ts'
import { findByLink, findWaiting } from './store.ts'

const params = object({
  link: Type.String({ pattern: '^[A-Za-z0-9_-]{16}$', description: 'The secret at the end of the link.' }),
})

/** No name and no speciality: a message lies open on a phone that a family shares. */
const LinkView = object({
  status: WaitingStatus,
  facilityName: Type.Optional(Type.String()),
  address: Type.Optional(Type.String()),
  date: Type.Optional(Day),
  start: Type.Optional(TimeOfDay),
  minutes: Type.Optional(Type.Integer()),
  until: Type.Optional({ ...Instant, description: 'Until then the place is held.' }),
})

const words = {
  description: 'Without sign-in: the link is the key. It shows no name. A link that nobody got gives 404.',
  params,
  response: { 200: LinkView },
}

export const linkRoutes = (desk: Desk) => (app: App) => {
  app.get(
    '/v1/appointments/offers/:link',
    { config: { access: access.public }, schema: { summary: 'See the offer of a link', ...words } },
    async ({ params: { link } }) => toView(desk, await requireEntry(desk, link)),
  )
  app.post(
    '/v1/appointments/offers/:link/acceptance',
    { config: { access: access.public }, schema: { summary: 'Take the offer of a link', ...words } },
    async (request) => {
      const entry = await requireEntry(desk, request.params.link)
      await accept(desk, entry, { origin: originOf(request), repeatable: undefined })
      return toView(desk, await again(desk, entry))
    },
  )
  app.post(
    '/v1/appointments/offers/:link/refusal',
    { config: { access: access.public }, schema: { summary: 'Decline the offer of a link', ...words } },
    async (request) => {
      const entry = await requireEntry(desk, request.params.link)
      if (entry.status === 'OFFERED') await passOffer(desk, entry, { by: 'patient', origin: originOf(request) })
      return toView(desk, await again(desk, entry))
    },
  )
}

async function requireEntry({ context }: Desk, link: string): Promise<WaitingEntry> {
  const entry = await findByLink(context.db, hashOfLink(link))
  if (!entry) throw new Problem(notFound)
  return entry
}

const again = async ({ context }: Desk, { id }: WaitingEntry): Promise<WaitingEntry> =>
  (await findWaiting(context.db, id)) as WaitingEntry

async function toView({ context }: Desk, entry: WaitingEntry): Promise<Static<typeof LinkView>> {
  const { status, appointment_id: id, offer_until: until } = entry
  const one = id === null ? undefined : await findAppointment(context.db, id)
  return {
    status,
    ...(one && {
      ...{ facilityName: one.facility_name, address: one.address, date: one.held_on },
      ...{ start: toTimeOfDay(one.starts_minute), minutes: one.ends_minute - one.starts_minute },
    }),
    ...(until && { until: until.toISOString() }),
  }
}
