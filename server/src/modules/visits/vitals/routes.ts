// The route with which nurses and doctors record vitals, and correct them.
import { Instant, object, type Static, Type } from '../../../platform/contract.ts'
import { newId } from '../../../platform/id.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, type PersonActs, publish } from '../../../platform/work/outbox.ts'
import { may } from '../access.ts'
import { permitWriting, visitParams } from '../care/access.ts'
import { readingUnlikely, VitalsId, visitState, vitalsCorrected, vitalsTaken } from '../contract.ts'
import { lockToWrite } from '../notes/steps.ts'
import { toVisitFacts } from '../opening/steps.ts'
import type { Visit, VisitsContext, VisitsTables, Vitals } from '../tables.ts'
import { type Column, findFault, findUnlikely, READING_NAMES, READINGS, type Readings, readingFields } from './rules.ts'
import { insertVitals, isCorrected } from './store.ts'

export const VitalsView = object({
  vitalsId: VitalsId,
  ...readingFields,
  takenAt: Instant,
  isConfirmed: Type.Boolean({ description: 'A value is unlikely, and somebody measured it once more.' }),
  corrects: Type.Optional({ ...VitalsId, description: 'The values that these replace.' }),
})

const Taking = object({
  ...readingFields,
  confirmed: Type.Optional(Type.Boolean({ description: 'You measured the unlikely values once more.' })),
  corrects: Type.Optional({
    ...VitalsId,
    description: 'The values that these replace. Without values, those were a mistake.',
  }),
})
type Taking = Static<typeof Taking>

export const vitalsRoutes = (context: VisitsContext) => (app: App) => {
  app.post(
    '/v1/visits/:visitId/vitals',
    {
      config: { access: may('vitals.take').at('record') },
      schema: {
        summary: 'Record vitals',
        description:
          'Values do not change: a correction is a further row that names the one it replaces in `corrects`. An ' +
          'unlikely value is refused until it is confirmed. Takes an Idempotency-Key.',
        params: visitParams,
        body: Taking,
        response: { 201: VitalsView },
      },
    },
    async (request, reply) => {
      const { visit } = await permitWriting(context, request)
      checkReadings(request.body)
      const origin = originOfActor(request)
      return once(context, request, reply, 201, async (tx) =>
        toVitalsView(await takeVitals(tx, visit, request.body, origin)),
      )
    },
  )
}

function checkReadings({ confirmed, corrects, ...readings }: Taking): void {
  if (corrects === undefined && Object.keys(readings).length === 0) {
    throw invalidField('/pulsePerMinute', 'is missing: give at least one value')
  }
  const fault = findFault(readings)
  if (fault) throw invalidField(fault.pointer, fault.detail)
  const unlikely = findUnlikely(readings)
  if (unlikely.length > 0 && confirmed !== true) throw new Problem(readingUnlikely, { members: { unlikely } })
}

async function takeVitals(
  tx: Tx<VisitsTables>,
  of: Visit,
  taking: Taking,
  origin: EventOrigin & PersonActs,
): Promise<Vitals> {
  const visit = await lockToWrite(tx, of)
  const { confirmed = false, corrects, ...readings } = taking
  // Who corrects sees the mistake also later. New values belong to a visit that goes on.
  if (visit.status === 'CLOSED' && corrects === undefined) {
    throw new Problem(visitState, { members: { status: visit.status } })
  }
  if (corrects !== undefined) {
    const known = await isCorrected(tx, visit.id, corrects)
    if (known === undefined) throw invalidField('/corrects', 'names no values of this visit')
    if (known) throw new Problem(vitalsCorrected)
  }
  const now = tx.clock.now()
  const vitals: Vitals = {
    ...{ cell: visit.cell, id: newId<'vitals'>(visit.cell, now.getTime()), visit_id: visit.id },
    ...toColumns(readings),
    ...{ is_confirmed: confirmed && findUnlikely(readings).length > 0, corrects: corrects ?? null },
    ...{ taken_at: now, taken_by: origin.actorId as Vitals['taken_by'] },
  }
  await insertVitals(tx, vitals)
  const correction = corrects !== undefined && { corrects }
  await publish(tx, origin, vitalsTaken, { ...toVisitFacts(visit), vitalsId: vitals.id, ...correction })
  return vitals
}

const toColumns = (readings: Readings): Pick<Vitals, Column> =>
  Object.fromEntries(READING_NAMES.map((name) => [READINGS[name].column, readings[name] ?? null])) as Pick<
    Vitals,
    Column
  >

export function toReadings(vitals: Vitals): Readings {
  const known = READING_NAMES.flatMap((name) => {
    const value = vitals[READINGS[name].column]
    return value === null ? [] : [[name, value] as const]
  })
  return Object.fromEntries(known)
}

export const toVitalsView = (vitals: Vitals): Static<typeof VitalsView> => ({
  ...{ vitalsId: vitals.id, ...(toReadings(vitals) as Record<string, number>) },
  ...{ takenAt: vitals.taken_at.toISOString(), isConfirmed: vitals.is_confirmed },
  ...(vitals.corrects !== null && { corrects: vitals.corrects }),
})
