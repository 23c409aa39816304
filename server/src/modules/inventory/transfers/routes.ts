// The routes of transfers between stores.
import type { FastifyRequest } from 'fastify'
import { actorOf, reaches } from '../../../platform/access.ts'
import { Cursor, Instant, Limit, object, oneOf, page, type Static, Type, text } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { ItemCode } from '../items/contract.ts'
import { listNames } from '../items/store.ts'
import { Quantity } from '../stock/contract.ts'
import { StoreId } from '../stores/contract.ts'
import { ownerOf, requireOpen, requireStore } from '../stores/steps.ts'
import { listOfFacilities } from '../stores/store.ts'
import type { InventoryContext, InventoryTables, Store } from '../tables.ts'
import { receiveTransfer, returnTransfer } from './arriving.ts'
import { ReceivedLine, SentLine, TransferId } from './contract.ts'
import { TRANSFER_STATUSES } from './rules.ts'
import { advance, approveTransfer, askTransfer, sendTransfer, settleTransfer } from './steps.ts'
import { findTransfer, listLines, listLots, listTransfers, type Transfer } from './store.ts'

const params = object({ transferId: TransferId })
const TransferSummary = object({
  transferId: TransferId,
  from: StoreId,
  to: StoreId,
  status: oneOf(TRANSFER_STATUSES),
  note: Type.Optional(Type.String()),
  askedAt: Instant,
  sentAt: Type.Optional(Instant),
  version: Type.Integer(),
})
const TransferView = object({
  ...TransferSummary.properties,
  lines: Type.Array(
    object({
      ...{ line: Type.Integer(), itemCode: ItemCode, name: Type.String(), unit: Type.String() },
      ...{ asked: Type.Integer(), sent: Type.Integer() },
    }),
  ),
  lots: Type.Array(object({ ...SentLine.properties, ...ReceivedLine.properties })),
})

const toSummary = (transfer: Transfer): Static<typeof TransferSummary> => ({
  ...{ transferId: transfer.id, from: transfer.from_store_id, to: transfer.to_store_id, status: transfer.status },
  ...(transfer.note !== null && { note: transfer.note }),
  ...{ askedAt: transfer.asked_at.toISOString(), version: transfer.version },
  ...(transfer.sent_at && { sentAt: transfer.sent_at.toISOString() }),
})

async function toView(tx: Tx<InventoryTables> | InventoryContext['db'], transfer: Transfer) {
  const lines = await listLines(tx, transfer.id)
  const lots = await listLots(tx, transfer.id)
  const names = await listNames(
    tx,
    lines.map(({ item_code }) => item_code),
  )
  return {
    ...toSummary(transfer),
    lines: lines.map(({ line, item_code, asked, sent }) => ({
      ...{ line, itemCode: item_code, asked, sent, name: item_code, unit: '' },
      ...names.get(item_code),
    })),
    lots: lots.map((lot) => ({
      ...{ line: lot.part, itemCode: lot.item_code, lot: lot.lot, maker: lot.maker, expiresOn: lot.expires_on },
      ...{ mrpPaise: lot.mrp_paise, costPaise: lot.cost_paise, sent: lot.sent, received: lot.received },
      ...{ damaged: lot.damaged, lost: lot.lost, ...(lot.reason !== null && { reason: lot.reason }) },
    })),
  }
}

export const transferRoutes = (context: InventoryContext) => (app: App) => {
  addAsking(app, context)
  addReading(app, context)
  addSenderSteps(app, context)
  addReceiverSteps(app, context)
}

const NewTransfer = object({
  from: StoreId,
  to: StoreId,
  lines: Type.Array(object({ itemCode: ItemCode, quantity: Quantity }), { minItems: 1, maxItems: 100 }),
  note: Type.Optional(text(500)),
})

function addAsking(app: App, context: InventoryContext): void {
  app.post(
    '/v1/inventory/transfers',
    {
      config: { access: may('store.keep').at('record'), needsKey: true },
      schema: {
        summary: 'Ask for a transfer',
        description: 'By who keeps one of the two stores, within a chain. Needs an Idempotency-Key.',
        body: NewTransfer,
        response: { 201: TransferView },
      },
    },
    async (request, reply) => {
      const { from, to, lines, note } = request.body
      if (from === to) throw invalidField('/to', 'is the same store')
      const [sender, receiver] = await Promise.all([requireStore(context.db, from), requireStore(context.db, to)])
      permitEither(context, request, [sender, receiver], 'store.keep')
      if (!isOneOwner(sender, receiver)) throw invalidField('/to', 'belongs to another chain')
      requireOpen(sender)
      requireOpen(receiver)
      const asking = { from: sender, to: receiver, lines, by: actorOf(request).accountId }
      const words = note === undefined ? undefined : tidyText(note).normalize('NFC')
      return once(context, request, reply, 201, async (tx) =>
        toView(tx, await askTransfer(tx, { ...asking, note: words })),
      )
    },
  )
}

const isOneOwner = (one: Store, other: Store): boolean =>
  one.facility_id === other.facility_id || (one.chain_id !== null && one.chain_id === other.chain_id)

/** Permits who reaches one of the stores with this power. */
function permitEither(
  context: InventoryContext,
  request: FastifyRequest,
  stores: readonly Store[],
  power: string,
): void {
  const actor = actorOf(request)
  const holders = context.powers.rolesWith(power) ?? new Set()
  const reached = stores.find((store) => reaches(actor, holders, ownerOf(store)))
  request.permit(ownerOf(reached ?? (stores[0] as Store)))
}

const position = cursor({ transferId: TransferId })

function addReading(app: App, context: InventoryContext): void {
  app.get(
    '/v1/inventory/transfers',
    {
      config: { access: may('store.read').at('place') },
      schema: {
        summary: 'List the transfers of a facility',
        description: 'From and to its stores; the newest come first.',
        querystring: object({
          facility: FacilityId,
          open: Type.Boolean({ default: false, description: 'True: only those that have not ended.' }),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(TransferSummary) },
      },
    },
    async (request) => {
      const { facility, open, limit, cursor: from } = request.query
      request.permit({ facilityId: facility, cell: cellOf(facility) })
      const stores = await listOfFacilities(context.db, [facility])
      const search = { storeIds: stores.map(({ id }) => id), isOpen: open, beforeId: position.read(from)?.transferId }
      const found = await listTransfers(context.db, { ...search, limit: limit + 1 })
      const { shown, next } = cutPage(found, limit, ({ id }) => position.write({ transferId: id }))
      return { items: shown.map(toSummary), ...next }
    },
  )
  app.get(
    '/v1/inventory/transfers/:transferId',
    {
      config: { access: may('store.read').at('record') },
      schema: { summary: 'Read a transfer', params, response: { 200: TransferView } },
    },
    async (request) => {
      const { transfer, sender, receiver } = await loadTransfer(context, request.params.transferId)
      permitEither(context, request, [sender, receiver], 'store.read')
      return toView(context.db, transfer)
    },
  )
}

interface Loaded {
  readonly transfer: Transfer
  readonly sender: Store
  readonly receiver: Store
}

async function loadTransfer({ db }: InventoryContext, id: TransferId): Promise<Loaded> {
  const transfer = await findTransfer(db, id)
  if (!transfer) throw new Problem(notFound)
  const [sender, receiver] = await Promise.all([
    requireStore(db, transfer.from_store_id),
    requireStore(db, transfer.to_store_id),
  ])
  return { transfer, sender, receiver }
}

interface Step {
  readonly path: string
  readonly power: 'store.keep' | 'transfer.approve'
  readonly summary: string
  readonly description: string
  readonly whose: readonly ('sender' | 'receiver')[]
  readonly act: (tx: Tx<InventoryTables>, loaded: Loaded, request: FastifyRequest) => Promise<unknown>
}

const SENDER_STEPS: readonly Step[] = [
  {
    ...{ path: 'approval', power: 'transfer.approve', whose: ['sender'], summary: 'Approve a transfer' },
    description: 'Nobody approves an own transfer above Rs 10,000.',
    act: (tx, { transfer }, request) => approveTransfer(tx, transfer.id, actorOf(request).accountId),
  },
  {
    ...{ path: 'refusal', power: 'transfer.approve', whose: ['sender'], summary: 'Refuse a transfer' },
    description: 'Nothing has moved.',
    act: (tx, { transfer }) => advance(tx, transfer.id, 'refuse'),
  },
  {
    ...{ path: 'cancellation', power: 'store.keep', whose: ['sender', 'receiver'], summary: 'Cancel a transfer' },
    description: 'As long as nothing was sent.',
    act: (tx, { transfer }) => advance(tx, transfer.id, 'cancel'),
  },
  {
    ...{ path: 'dispatch', power: 'store.keep', whose: ['sender'], summary: 'Send a transfer' },
    description: 'The first to expire leaves first. The stock leaves the books, and is in transit.',
    act: (tx, { transfer, sender }, request) => sendTransfer(tx, sender, transfer.id, originOfActor(request)),
  },
  {
    ...{ path: 'return', power: 'store.keep', whose: ['receiver', 'sender'], summary: 'Send a transfer back' },
    description: 'The receiver refuses all of it, or the sender calls it back. It comes into the books of the sender.',
    act: (tx, { transfer }, request) => returnTransfer(tx, transfer, originOfActor(request)),
  },
  {
    ...{ path: 'settlement', power: 'store.keep', whose: ['sender'], summary: 'Settle a transfer' },
    description: 'The sender has seen what arrived. What is damaged or lost is written off in the own books.',
    act: (tx, { transfer, sender }, request) => settleTransfer(tx, sender, transfer.id, originOfActor(request)),
  },
]

function addSenderSteps(app: App, context: InventoryContext): void {
  for (const { path, power, summary, description, whose, act } of SENDER_STEPS) {
    app.post(
      `/v1/inventory/transfers/:transferId/${path}`,
      {
        config: { access: may(power).at('record'), needsKey: true },
        schema: {
          summary,
          description: `${description} Needs an Idempotency-Key.`,
          params,
          response: { 200: TransferView },
        },
      },
      async (request, reply) => {
        const { transferId } = request.params as { transferId: TransferId }
        const loaded = await loadTransfer(context, transferId)
        permitEither(
          context,
          request,
          whose.map((one) => loaded[one]),
          power,
        )
        return once(context, request, reply, 200, async (tx) => {
          await act(tx, loaded, request)
          return toView(tx, (await findTransfer(tx, transferId)) as Transfer)
        })
      },
    )
  }
}

function addReceiverSteps(app: App, context: InventoryContext): void {
  app.post(
    '/v1/inventory/transfers/:transferId/receipt',
    {
      config: { access: may('store.keep').at('record'), needsKey: true },
      schema: {
        summary: 'Receive a transfer',
        description:
          'Received, damaged and lost are together what was sent, for each lot. What is damaged or lost needs a ' +
          'reason. The sender hears of it in a moment. Needs an Idempotency-Key.',
        params,
        body: object({ lines: Type.Array(ReceivedLine, { minItems: 1, maxItems: 500 }) }),
        response: { 200: TransferView },
      },
    },
    async (request, reply) => {
      const { transfer, receiver } = await loadTransfer(context, request.params.transferId)
      request.permit(ownerOf(receiver))
      const { lines } = request.body
      return once(context, request, reply, 200, async (tx) => {
        await receiveTransfer(tx, { transfer, store: receiver, lines }, originOfActor(request))
        return toView(tx, transfer)
      })
    },
  )
}
