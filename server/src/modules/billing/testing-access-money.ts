// The requests of invoices, payments and cash sessions in the access test.

import { signatureHeaders, signingKeyOf } from '../../platform/signing.ts'
import { type AccessRow, get, type ModuleAccess, on, row, type SmallWorld } from '../../testing/access-rows.ts'
import { type Person, TODAY } from '../../testing/setup.ts'

export interface Charging {
  readonly patientId: string
  /** A request needs a key of its own each time. */
  keyed(): Record<string, string>
  raise(): Promise<string>
}

const issuer = {
  ...{ legalName: 'Asha Care', address: '1 Test Road, New Delhi', stateCode: '07', prefix: 'ACC' },
  ...{ upiVpa: 'ashacare@okbank', isGovernment: false, creditLimitPaise: 10_000_000 },
  callbackSecret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
}

export async function openMoney(world: SmallWorld, { patientId, keyed, raise }: Charging): Promise<ModuleAccess> {
  const { ask, people, facilityId, next } = world
  const set = await ask('PUT', `/v1/billing/issuers/${facilityId}`, { by: people['centre-admin'], body: issuer })
  if (set.status !== 200) throw new Error(`the issuer of the access test answered ${set.status}`)
  const send = async <Answer>(url: string, by: Person | undefined, body?: object): Promise<Answer> => {
    const answer = await ask<Answer>('POST', url, { by, headers: keyed(), ...(body && { body }) })
    if (answer.status >= 300) throw new Error(`POST ${url} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const bill = async (): Promise<string> => {
    const body = { chargeIds: [await raise()] }
    return (await send<{ invoiceId: string }>('/v1/billing/invoices', people.cashier, body)).invoiceId
  }
  const drawers = openDrawers(world, send)
  const further = openFurther(world, { patientId, keyed, bill, send })
  const payment = () => ({ method: 'card', amountPaise: 1_000, reference: `SLIP-${next()}` })
  return {
    records: {
      ...drawers.records,
      ...further.records,
      bill,
      'billed patient': async () => {
        await bill()
        return patientId
      },
    },
    rows: {
      'GET /v1/billing/issuers/:facilityId': get(`/v1/billing/issuers/${facilityId}`, 'facility'),
      'PUT /v1/billing/issuers/:facilityId': row(() => ({ url: `/v1/billing/issuers/${facilityId}`, body: issuer })),
      'POST /v1/billing/invoices': row(
        async (idOf) => ({ url: '/v1/billing/invoices', body: { chargeIds: [await idOf('charge')] }, headers: keyed }),
        'facility',
      ),
      'POST /v1/billing/invoices/preview': row(
        async (idOf) => ({ url: '/v1/billing/invoices/preview', body: { chargeIds: [await idOf('charge')] } }),
        'facility',
      ),
      'GET /v1/billing/invoices/:invoiceId': on('/v1/billing/invoices/:id', 'bill'),
      'GET /v1/billing/invoices?patient=': on('/v1/billing/invoices?patient=:id&limit=5', 'billed patient'),
      'GET /v1/billing/invoices?facility=': get(
        `/v1/billing/invoices?facility=${facilityId}&status=ISSUED&day=${TODAY}&limit=5`,
        'facility',
      ),
      'POST /v1/billing/invoices/:invoiceId/payments': row(async (idOf) => ({
        url: `/v1/billing/invoices/${await idOf('bill')}/payments`,
        body: payment(),
        headers: keyed,
      })),
      ...drawers.rows(keyed),
      ...further.rows,
    },
  }
}

type Send = <Answer>(url: string, by: Person | undefined, body?: object) => Promise<Answer>

interface Billed {
  readonly patientId: string
  keyed(): Record<string, string>
  bill(): Promise<string>
  readonly send: Send
}

/** Credit notes, refunds, advances, UPI, statements and days. */
function openFurther(world: SmallWorld, { patientId, keyed, bill, send }: Billed): ModuleAccess {
  const { people, facilityId, next, clock } = world
  const by = people.cashier
  const card = () => ({ method: 'card', reference: `SLIP-${next()}` })
  /** An invoice of which Rs 250 must be given back. */
  const overpaid = async (): Promise<string> => {
    const id = await bill()
    await send(`/v1/billing/invoices/${id}/payments`, by, { ...card(), amountPaise: 25_000 })
    const lines = [{ line: 1, quantity: 1 }]
    await send(`/v1/billing/invoices/${id}/credit-notes`, by, { lines, reason: 'Wrong' })
    return id
  }
  const asked = async (): Promise<string> => {
    const answer = await send<{ uri: string }>(`/v1/billing/invoices/${await bill()}/upi-requests`, by, {})
    return new URL(answer.uri).searchParams.get('tr') as string
  }
  const signed = (payload: string) =>
    signatureHeaders([signingKeyOf(issuer.callbackSecret)], { id: 'msg-1', body: payload, now: clock.now() })
  const rows: Record<string, AccessRow> = {
    'POST /v1/billing/invoices/:invoiceId/credit-notes': row(async (idOf) => ({
      url: `/v1/billing/invoices/${await idOf('bill')}/credit-notes`,
      body: { lines: [{ line: 1, quantity: 1 }], reason: 'Wrong' },
      headers: keyed,
    })),
    'POST /v1/billing/invoices/:invoiceId/upi-requests': row(async (idOf) => ({
      ...{ url: `/v1/billing/invoices/${await idOf('bill')}/upi-requests`, body: {}, headers: keyed },
    })),
    'POST /v1/billing/upi-callbacks/:facilityId': row(async (idOf) => ({
      url: `/v1/billing/upi-callbacks/${facilityId}`,
      body: { tr: await idOf('upi request'), utr: `UTR-${next()}`, amountPaise: 25_000, status: 'paid' },
      headers: signed,
    })),
    'POST /v1/billing/statements': row(() => ({
      url: `/v1/billing/statements?facility=${facilityId}`,
      text: 'utr,amount\nUTR-0001,250.00\n',
      headers: () => ({ 'content-type': 'text/csv' }),
    })),
    'GET /v1/billing/refunds': get(`/v1/billing/refunds?facility=${facilityId}&limit=5`, 'facility'),
    'POST /v1/billing/refunds': row(async (idOf) => ({
      url: '/v1/billing/refunds',
      body: { ...card(), invoiceId: await idOf('overpaid bill'), amountPaise: 1_000 },
      headers: keyed,
    })),
    'POST /v1/billing/advances': row(() => ({
      ...{
        url: '/v1/billing/advances',
        body: { ...card(), facilityId, patientId, amountPaise: 1_000 },
        headers: keyed,
      },
    })),
    'GET /v1/billing/advances?patient=': on('/v1/billing/advances?patient=:id&limit=5', 'billed patient', {
      whose: 'family',
    }),
    'GET /v1/billing/advances?facility=': get(`/v1/billing/advances?facility=${facilityId}&limit=5`, 'facility'),
    'GET /v1/billing/days/:facilityId/:day': get(`/v1/billing/days/${facilityId}/${TODAY}`, 'facility'),
    'GET /v1/billing/overview': get(`/v1/billing/overview?facility=${facilityId}`, 'facility'),
    'GET /v1/billing/overview/hospitals': get('/v1/billing/overview/hospitals?limit=5', 'asker'),
    'GET /v1/billing/tax-codes': get(`/v1/billing/tax-codes?day=${TODAY}`),
    ...PRINTS,
    'GET /v1/billing/days/:facilityId/:day/table': get(`/v1/billing/days/${facilityId}/${TODAY}/table`, 'facility'),
  }
  const note = async (): Promise<string> => {
    const body = { lines: [{ line: 1, quantity: 1 }], reason: 'Wrong' }
    type Written = { creditNote: { creditNoteId: string } }
    const url = `/v1/billing/invoices/${await bill()}/credit-notes`
    return (await send<Written>(url, by, body)).creditNote.creditNoteId
  }
  const paid = async (): Promise<string> => {
    const body = { ...card(), amountPaise: 25_000 }
    type Taken = { payment: { paymentId: string } }
    return (await send<Taken>(`/v1/billing/invoices/${await bill()}/payments`, by, body)).payment.paymentId
  }
  return {
    rows,
    records: { 'overpaid bill': overpaid, 'upi request': asked, 'credit note': note, 'done payment': paid },
  }
}

const PRINTS: Record<string, AccessRow> = {
  'GET /v1/billing/invoices/:invoiceId/print': on('/v1/billing/invoices/:id/print?language=hi&sheet=roll', 'bill'),
  'GET /v1/billing/payments/:paymentId/print': on('/v1/billing/payments/:id/print?language=en', 'done payment'),
  'GET /v1/billing/credit-notes/:creditNoteId/print': on('/v1/billing/credit-notes/:id/print?sheet=a5', 'credit note'),
}

/** Each person has one drawer at a time, and the test asks much at once. So each request is of a new cashier. */
function openDrawers({ people, staff, facilityId, next }: SmallWorld, send: Send) {
  const keepers = new Map([
    [people.cashier, 'cashier' as const],
    [people.pharmacist, 'pharmacist' as const],
  ])
  const base = '/v1/billing/sessions'
  const open = async (by: Person): Promise<string> => {
    const body = { facilityId, counter: `Cash ${next()}`, floatPaise: 100_000 }
    return (await send<{ sessionId: string }>(base, by, body)).sessionId
  }
  const count = async (by: Person): Promise<string> => {
    const id = await open(by)
    await send(`${base}/${id}/count`, by, { denominations: { 50000: 2 } })
    return id
  }
  const close = async (by: Person): Promise<string> => {
    const id = await count(by)
    await send(`${base}/${id}/closure`, by, { handedTo: 'Bank' })
    return id
  }
  const rows = (keyed: () => Record<string, string>): Record<string, AccessRow> => {
    // Who is refused asks for a drawer that stands already: a refused request writes nothing.
    const own = (record: 'open drawer' | 'counted drawer', end: string, body: Record<string, unknown>) =>
      row(async (idOf, asker) => {
        const role = keepers.get(asker)
        if (!role) return { url: `${base}/${await idOf(record)}${end}`, headers: keyed, body }
        const by = await staff(role, facilityId)
        const id = await (record === 'open drawer' ? open : count)(by)
        const headers = () => ({ ...keyed(), authorization: `Bearer ${by.token}` })
        return { url: `${base}/${id}${end}`, headers, body }
      })
    return {
      'POST /v1/billing/sessions': row(async (_idOf, asker) => {
        const role = keepers.get(asker)
        const by = role && (await staff(role, facilityId))
        const headers = () => ({ ...keyed(), ...(by && { authorization: `Bearer ${by.token}` }) })
        return { url: base, headers, body: { facilityId, counter: `Cash ${next()}`, floatPaise: 0 } }
      }),
      'POST /v1/billing/sessions/:sessionId/count': own('open drawer', '/count', { denominations: { 50000: 2 } }),
      'POST /v1/billing/sessions/:sessionId/closure': own('counted drawer', '/closure', { handedTo: 'Bank' }),
      'POST /v1/billing/sessions/:sessionId/acceptance': row(async (idOf) => ({
        url: `${base}/${await idOf('closed drawer')}/acceptance`,
        headers: keyed,
      })),
      'GET /v1/billing/sessions': get(`${base}?facility=${facilityId}&open=true&limit=5`, 'facility'),
    }
  }
  const keeper = () => staff('pharmacist', facilityId)
  return {
    rows,
    records: {
      'open drawer': async () => open(await keeper()),
      'counted drawer': async () => count(await keeper()),
      // Nobody accepts the own drawer.
      'closed drawer': async () => close(await keeper()),
    },
  }
}
