// The route with which the desk takes somebody off the waiting list, and what the desk sees of an entry.
import { object, type Static, Type, text } from '../../../platform/contract.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { may } from '../access.ts'
import { findShownPatients, ShownPatient } from '../people.ts'
import type { AppointmentsContext, WaitingEntry } from '../tables.ts'
import { findPermitted, params } from './access.ts'
import type { Desk } from './offering.ts'
import { leave } from './steps.ts'
import { findWaiting } from './store.ts'
import { toView, WaitingView } from './views.ts'

export const ListedWaiting = object({
  ...WaitingView.properties,
  patient: Type.Optional({ ...ShownPatient, description: 'Only for the staff of the hospital.' }),
})

/** The entries with the names of the patients, for the staff of the hospital. */
export async function toStaffViews(
  context: AppointmentsContext,
  entries: readonly WaitingEntry[],
): Promise<Static<typeof ListedWaiting>[]> {
  const people = await findShownPatients(
    context,
    entries.map(({ patient_id }) => patient_id),
  )
  return Promise.all(
    entries.map(async (entry) => {
      const patient = people.get(entry.patient_id)
      return { ...(await toView(context, entry)), ...(patient && { patient }) }
    }),
  )
}

export const waitingDeskRoutes = (desk: Desk) => (app: App) => {
  app.post(
    '/v1/appointments/waiting/:waitingId/removal',
    {
      config: { access: may('appointment.receive').at('record') },
      schema: {
        summary: 'Take somebody off the waiting list, with the reason',
        description: 'The next in line gets the offer, if there was one. A repeat changes nothing.',
        params,
        body: object({ reason: text(200, { description: 'Staff of the hospital keep it.' }) }),
        response: { 200: WaitingView },
      },
    },
    async (request) => {
      const entry = await findPermitted(desk.context, request)
      await leave(desk, entry, originOf(request), request.body.reason)
      return toView(desk.context, (await findWaiting(desk.context.db, entry.id)) as WaitingEntry)
    },
  )
}
