// The route that says what a store has for the lines of a prescription: of the item itself, and of the same medicine.
import { Amount, object, type Static, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { ItemCode, StoreId } from '../../inventory/contract.ts'
import { may } from '../access.ts'
import { LineKey, PrescriptionId } from '../contract.ts'
import { isNamed } from '../dispensing/asking.ts'
import { findMedicines, requireStore } from '../medicines/steps.ts'
import { listNamed, listSame } from '../medicines/store.ts'
import { isOpenHere } from '../reading/access.ts'
import { findPrescription, listLines } from '../signing/store.ts'
import { leftOf } from '../signing/views.ts'
import type { Line, Medicine, PrescriptionsContext } from '../tables.ts'
import { type Levels, readLevels } from './levels.ts'

const SAME_MAX = 20

const OnShelf = object({
  itemCode: ItemCode,
  name: Type.String(),
  unit: Type.String(),
  schedule: Type.String(),
  free: Type.Integer({ minimum: 0, description: 'What can be reserved now.' }),
  mrpPaise: Type.Optional({ ...Amount, description: 'Of the lot that is taken next, for one unit.' }),
})
const ShelfLine = object({
  lineKey: LineKey,
  left: Type.Integer({ minimum: 0 }),
  item: Type.Optional({ ...OnShelf, description: 'Left out when the doctor named no item.' }),
  substitutes: Type.Array(OnShelf, {
    description: 'The same substances, amounts and form. Those in stock come first.',
  }),
})

export const shelfRoutes = (context: PrescriptionsContext) => (app: App) => {
  app.get(
    '/v1/prescriptions/:prescriptionId/shelf',
    {
      config: { access: may('prescription.fill').at('record') },
      schema: {
        summary: 'Read what a store has for a prescription',
        description: 'Asks the store now. Where the doctor wants to be asked, there are no substitutes.',
        params: object({ prescriptionId: PrescriptionId }),
        querystring: object({ store: StoreId }),
        response: { 200: object({ lines: Type.Array(ShelfLine) }) },
      },
    },
    async (request) => {
      const prescription = await findPrescription(context.db, request.params.prescriptionId)
      const store = await requireStore(context, request.query.store)
      if (!prescription || !store || !(await isOpenHere(context, request, prescription))) throw new Problem(notFound)
      request.permit({ facilityId: store.facility_id })
      const lines = (await listLines(context.db, [prescription.id])).filter(({ state }) => state === 'active')
      return { lines: await toShelf(context, store.id, lines) }
    },
  )
}

interface Choice {
  readonly line: Line
  readonly own: Medicine | undefined
  readonly same: readonly Medicine[]
}

async function toShelf(context: PrescriptionsContext, storeId: StoreId, lines: readonly Line[]) {
  const medicines = await findMedicines(
    context,
    lines.flatMap(({ item_code }) => item_code ?? []),
  )
  const choices = await Promise.all(
    lines.map(async (line): Promise<Choice> => {
      const own = line.item_code === null ? undefined : medicines.get(line.item_code)
      return { line, own, same: await findSame(context, line, own) }
    }),
  )
  const all = choices.flatMap(({ own, same }) => [...(own ? [own] : []), ...same])
  const codes = all.map(({ item_code }) => item_code)
  const levels = await readLevels(context, storeId, codes)
  const show = (medicine: Medicine) => toOnShelf(medicine, levels)
  return choices.map(({ line, own, same }) => ({
    ...{ lineKey: line.line_key, left: Math.max(0, leftOf(line)) },
    ...(own && { item: show(own) }),
    substitutes: same.map(show).sort((one, other) => other.free - one.free),
  }))
}

/** The items that may be given instead: by the composition of the item, or by the words of the doctor. */
async function findSame({ db }: PrescriptionsContext, line: Line, own: Medicine | undefined): Promise<Medicine[]> {
  if (own) {
    if (line.substitution === 'ask' || own.composition === null) return []
    const same = await listSame(db, own.composition, SAME_MAX)
    return same.filter(({ item_code }) => item_code !== own.item_code)
  }
  const [word = ''] = line.generic_name.split(/\s+/)
  return (await listNamed(db, word)).filter((medicine) => isNamed(line, medicine)).slice(0, SAME_MAX)
}

function toOnShelf({ item_code, name, unit, schedule }: Medicine, levels: Levels): Static<typeof OnShelf> {
  const { free = 0, mrpPaise } = levels.get(item_code) ?? {}
  return { itemCode: item_code, name, unit, schedule, free, ...(mrpPaise !== undefined && { mrpPaise }) }
}
