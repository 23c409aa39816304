// The price list of the demo's hospital: registration, consultation and a few tests.
import type { Demo, DemoApi, ModuleDemo } from '../../platform/demo.ts'
import { HEALTH_CARE, type PriceFacts } from './contract.ts'

const PRICES: Readonly<
  Record<string, Pick<PriceFacts, 'name' | 'kind' | 'unitPricePaise' | 'discountMaxBasisPoints'>>
> = {
  'CONS-GEN': { name: 'Consultation', kind: 'consultation', unitPricePaise: 30_000, discountMaxBasisPoints: 2_000 },
  'OPD-CARD': {
    name: 'Registration, OPD card',
    kind: 'registration',
    unitPricePaise: 1_000,
    discountMaxBasisPoints: 0,
  },
  CBC: { name: 'Complete blood count', kind: 'test', unitPricePaise: 25_000, discountMaxBasisPoints: 1_000 },
  'BLOOD-SUGAR': { name: 'Blood sugar, fasting', kind: 'test', unitPricePaise: 8_000, discountMaxBasisPoints: 1_000 },
  'X-RAY-CHEST': { name: 'X-ray of the chest', kind: 'test', unitPricePaise: 35_000, discountMaxBasisPoints: 1_000 },
}

async function seed(demo: Demo): Promise<void> {
  await demo.as('centre-admin', (api) => setPrices(api, demo))
}

/** Sets the prices that are missing. */
async function setPrices(api: DemoApi, { hospital, today }: Demo): Promise<void> {
  const { facilityId } = hospital
  const { items } = await api.get<{ items: PriceFacts[] }>(`/v1/billing/prices?facility=${facilityId}&limit=100`)
  const known = new Set(items.map(({ code }) => code))
  for (const [code, price] of Object.entries(PRICES)) {
    if (known.has(code)) continue
    const body = { ...price, validFrom: today, taxCode: HEALTH_CARE }
    await api.send('PUT', `/v1/billing/prices/${facilityId}/${code}`, body)
  }
}

export const demo: ModuleDemo = { seed }
