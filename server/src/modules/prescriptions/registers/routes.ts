// The route of the registers, open to inspection: the entries of Schedule H1 or X at a facility.
import { addDays, startOfDayInIndia } from '../../../platform/clock.ts'
import { Cursor, Day, Instant, Limit, object, oneOf, page, type Static, Type } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { invalidField } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { ItemCode } from '../../inventory/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { DispenseId } from '../dispensing/contract.ts'
import type { PrescriptionsContext, RegisterEntry } from '../tables.ts'
import { REGISTERS } from './steps.ts'
import { listEntries } from './store.ts'

const EntryView = object({
  year: Type.Integer(),
  number: Type.Integer({ minimum: 1, description: 'Without a gap in a year.' }),
  enteredAt: Instant,
  prescriptionReference: Type.String(),
  prescriber: Type.String(),
  prescriberAddress: Type.String(),
  patientId: PatientId,
  patientName: Type.String(),
  patientAddress: Type.String(),
  itemCode: ItemCode,
  itemName: Type.String(),
  lot: Type.String(),
  maker: Type.String(),
  expiresOn: Day,
  quantity: Type.Integer({ minimum: 1 }),
  dispenseId: DispenseId,
})

const toEntryView = (entry: RegisterEntry): Static<typeof EntryView> => ({
  ...{ year: entry.year, number: entry.number, enteredAt: entry.entered_at.toISOString() },
  ...{ prescriptionReference: entry.prescription_reference, prescriber: entry.prescriber },
  ...{ prescriberAddress: entry.prescriber_address, patientId: entry.patient_id, patientName: entry.patient_name },
  ...{ patientAddress: entry.patient_address, itemCode: entry.item_code, itemName: entry.item_name, lot: entry.lot },
  ...{ maker: entry.maker, expiresOn: entry.expires_on, quantity: entry.quantity, dispenseId: entry.dispense_id },
})

const position = cursor({ year: Type.Integer(), number: Type.Integer() })

export const registerRoutes = (context: PrescriptionsContext) => (app: App) => {
  app.get(
    '/v1/registers/:register',
    {
      config: { access: may('register.read').at('place') },
      schema: {
        summary: 'Read a register of the Drugs Rules',
        description: 'For the pharmacists and administrators of the facility, and for officials who inspect it.',
        params: object({ register: oneOf(REGISTERS) }),
        querystring: object({
          facility: FacilityId,
          from: Day,
          until: Day,
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(EntryView) },
      },
    },
    async (request) => {
      const { facility: facilityId, from, until, limit, cursor: after } = request.query
      request.permit({ facilityId, cell: cellOf(facilityId) })
      if (until < from) throw invalidField('query/until', 'is before from')
      const found = await listEntries(context.db, {
        ...{ facilityId, register: request.params.register, from: startOfDayInIndia(from) },
        ...{ until: startOfDayInIndia(addDays(until, 1)), after: position.read(after), limit: limit + 1 },
      })
      const { shown, next } = cutPage(found, limit, ({ year, number }) => position.write({ year, number }))
      return { items: shown.map(toEntryView), ...next }
    },
  )
}
