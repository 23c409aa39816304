// The requests of billing in the access test: a price of the facility of the test world, and charges at its counter.

import { get, make, type OpenAccess, on, row, type SmallWorld } from '../../testing/access-rows.ts'
import { TODAY } from '../../testing/setup.ts'
import { HEALTH_CARE } from './contract.ts'
import { openMoney } from './testing-access-money.ts'

const price = { validFrom: TODAY, name: 'Complete blood count', kind: 'test', unitPricePaise: 25_000 }
const newPrice = { ...price, taxCode: HEALTH_CARE, discountMaxBasisPoints: 1_000, isOffered: true }

interface Made {
  readonly patientId: string
  /** A request needs a key of its own each time. */
  keyed(): Record<string, string>
  newCharges(): Record<string, unknown>
  raise(): Promise<string>
}

async function makeCharges(world: SmallWorld): Promise<Made> {
  const { ask, people, facilityId, next } = world
  const by = people['centre-admin']
  const { status } = await ask('PUT', `/v1/billing/prices/${facilityId}/CBC`, { by, body: newPrice })
  if (status !== 200) throw new Error(`the price of the access test answered ${status}`)
  const family = await ask<{ items: { patientId: string }[] }>('GET', '/v1/patients', { by: people.citizen })
  const patientId = family.body.items[0]?.patientId as string
  const keyed = () => ({ 'idempotency-key': `billing-${next()}` })
  const newCharges = () => ({ facilityId, patientId, lines: [{ priceCode: 'CBC', quantity: 1 }] })
  const raise = async (): Promise<string> => {
    const asked = { by: people.cashier, body: newCharges(), headers: keyed() }
    const { charges } = await make(world, '/v1/billing/charges', asked)
    return (charges as { chargeId: string }[])[0]?.chargeId as string
  }
  return { patientId, keyed, newCharges, raise }
}

export const openAccess: OpenAccess = async (world) => {
  const { facilityId } = world
  const made = await makeCharges(world)
  const { patientId, keyed, newCharges, raise } = made
  const money = await openMoney(world, made)
  return {
    records: {
      ...money.records,
      charge: raise,
      'charged patient': async () => {
        await raise()
        return patientId
      },
    },
    rows: {
      ...money.rows,
      'GET /v1/billing/prices': get(`/v1/billing/prices?facility=${facilityId}&q=blood&day=${TODAY}&limit=5`),
      'PUT /v1/billing/prices/:facilityId/:code': row(() => ({
        url: `/v1/billing/prices/${facilityId}/CBC`,
        body: newPrice,
      })),
      'GET /v1/billing/charges?patient=': on('/v1/billing/charges?patient=:id&limit=5', 'charged patient'),
      'GET /v1/billing/charges?facility=': get(
        `/v1/billing/charges?facility=${facilityId}&open=true&limit=5`,
        'facility',
      ),
      'POST /v1/billing/charges': row(() => ({ url: '/v1/billing/charges', body: newCharges(), headers: keyed })),
      'POST /v1/billing/charges/:chargeId/waiver': row(async (idOf) => ({
        url: `/v1/billing/charges/${await idOf('charge')}/waiver`,
        body: { reason: 'Cannot pay' },
        headers: keyed,
      })),
    },
  }
}
