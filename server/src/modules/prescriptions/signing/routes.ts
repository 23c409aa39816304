// The routes of signing: check the lines that a doctor writes, and sign them.
import type { FastifyRequest } from 'fastify'
import { dayInIndia } from '../../../platform/clock.ts'
import { object, Type } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import type { ItemCode } from '../../inventory/contract.ts'
import { VisitId } from '../../visits/contract.ts'
import { may } from '../access.ts'
import { DAYS_MAX, NewRxLine, Override, RxLine, Warning } from '../contract.ts'
import { HintView, toHint } from '../medicines/routes.ts'
import { readHints } from '../medicines/steps.ts'
import type { PrescriptionsContext } from '../tables.ts'
import { judgeLines } from './judging.ts'
import { permitPrescribing, readSituation, requireOpen, requireVerified, requireVisit } from './situation.ts'
import { signPrescription } from './steps.ts'
import { PrescriptionView, toPrescriptionView } from './views.ts'

export const LINES_MAX = 20
export const Lines = Type.Array(NewRxLine, { minItems: 1, maxItems: LINES_MAX })
export const Overrides = Type.Array(Override, { maxItems: 100 })

export const signingRoutes = (context: PrescriptionsContext) => (app: App) => {
  addChecks(app, context)
  addSigning(app, context)
}

const CheckedLine = object({
  ...RxLine.properties,
  stock: Type.Array(HintView, { description: 'At the pharmacies of the hospital.' }),
})

const Checked = object({ warnings: Type.Array(Warning), lines: Type.Array(CheckedLine) })

function addChecks(app: App, context: PrescriptionsContext): void {
  app.post(
    '/v1/prescriptions/checks',
    {
      config: { access: may('prescription.sign').at('record') },
      schema: {
        summary: 'Check the lines of a prescription',
        description:
          'Gives the quantities that the times need, the warnings, and what the pharmacies of the hospital had. It ' +
          'changes nothing. Interactions between medicines are not checked.',
        body: object({ visitId: VisitId, lines: Lines }),
        response: { 200: Checked },
      },
    },
    async (request) => {
      const { visit, doctor } = await permit(context, request, request.body.visitId)
      const situation = await readSituation(context, { visit, doctor })
      const { judged, warnings } = await judgeLines(context, numberLines(request.body.lines), situation)
      const codes = judged.flatMap(({ line }) => (line.itemCode ?? []) as ItemCode)
      const hints = await readHints(context, visit.facilityId, codes)
      return {
        warnings,
        lines: judged.map(({ line }) => ({
          ...line,
          stock: hints.filter((hint) => hint.item_code === line.itemCode).map(toHint),
        })),
      }
    },
  )
}

async function permit(context: PrescriptionsContext, request: FastifyRequest, visitId: VisitId) {
  const visit = await requireVisit(context, visitId)
  return { visit, doctor: await permitPrescribing(context, request, visit) }
}

/** The lines of a new prescription have the numbers 1, 2, 3. */
const numberLines = (lines: readonly NewRxLine[]) => lines.map((line, index) => ({ ...line, lineKey: index + 1 }))

const VALID_DAYS = 30

const Body = object({
  visitId: VisitId,
  lines: Lines,
  overrides: Type.Optional({ ...Overrides, description: 'Why you go on, for each warning. Lines count from 1.' }),
  repeats: Type.Integer({ minimum: 0, maximum: 5, default: 0, description: 'How often it may be filled again.' }),
  validDays: Type.Integer({ minimum: 1, maximum: DAYS_MAX, default: VALID_DAYS }),
})

function addSigning(app: App, context: PrescriptionsContext): void {
  app.post(
    '/v1/prescriptions',
    {
      config: { access: may('prescription.sign').at('record') },
      schema: {
        summary: 'Sign a prescription',
        description:
          'In the own visit, while it is in progress or on the day of its end. A visit by video limits what may be ' +
          'prescribed. Each warning needs a reason in `overrides`. A signed version never changes. Takes an ' +
          'Idempotency-Key.',
        body: Body,
        response: { 201: PrescriptionView },
      },
    },
    async (request, reply) => {
      const { visitId, lines, overrides = [], repeats, validDays } = request.body
      const { visit, doctor } = await permit(context, request, visitId)
      const today = dayInIndia(context.clock.now())
      const situation = await readSituation(context, { visit, doctor })
      const judgement = await judgeLines(context, numberLines(lines), situation)
      const origin = originOfActor(request)
      return once(context, request, reply, 201, async (tx) => {
        requireVerified(doctor)
        requireOpen(visit, today)
        const signed = await signPrescription(
          tx,
          { ...judgement, overrides, situation, origin },
          { repeats, validDays },
        )
        return toPrescriptionView({ ...signed, today })
      })
    },
  )
}
