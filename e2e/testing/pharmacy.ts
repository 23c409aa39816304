// Makes a hospital with a pharmacy and medicines for browser tests, through the API; and prescriptions of its doctor.
import assert from 'node:assert/strict'
import type { Person } from '../../server/src/testing/setup.ts'
import { until } from '../../server/src/testing/until.ts'
import type { createPeople } from './people.ts'
import type { DemoAccount, Sehat } from './sehat.ts'

type People = ReturnType<typeof createPeople>

const TABLET = {
  ...{ kind: 'medicine', unit: 'tablet', form: 'tablet', packSize: 10, taxCode: 'medicine', isCold: false },
  ...{ teleList: 'O', schedule: 'none' },
}
const MAKER = 'Cipla'

interface Item {
  readonly itemCode: string
  readonly name: string
  readonly ingredients: readonly object[]
}

/** Two brands of one medicine, which this file alone has. */
const itemsOf = (mark: string): readonly [Item, Item] => [
  { itemCode: `${mark}-A`, name: `Testamol ${mark} 500 mg`, ...substance(mark) },
  { itemCode: `${mark}-B`, name: `Othermol ${mark} 500 mg`, ...substance(mark) },
]
const substance = (mark: string) => ({
  ingredients: [{ substance: `testamol ${mark.toLowerCase()}`, amount: '500 mg' }],
})

export function createPharmacies(sehat: Sehat, people: People, mark: string) {
  let keys = 0
  const post = async <Body>(by: Person, url: string, body: object = {}): Promise<Body> => {
    const answer = await sehat.ask<Body>('POST', url, { by, body, key: `${mark}-${++keys}` })
    assert.ok(answer.status < 300, `${url}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const get = async <Body>(by: Person, url: string): Promise<Body> => (await sehat.ask<Body>('GET', url, { by })).body
  const items = itemsOf(mark)
  return {
    ...{ post, get, items, maker: MAKER },
    /** The items, known to the pharmacies too. */
    async makeItems(national: Person): Promise<void> {
      for (const item of items) await post(national, '/v1/inventory/items', { ...TABLET, ...item })
    },
    /** A hospital of a chain, with its people. */
    async hospital(national: Person, name: string, chainId: string) {
      const stated = { name, kinds: ['hospital'], address: '3 Station Road', pin: '110002' }
      const { facilityId } = await people.send<{ facilityId: string }>(national, '/v1/facilities', stated)
      const changed = await sehat.ask('PATCH', `/v1/facilities/${facilityId}`, { by: national, body: { chainId } })
      assert.equal(changed.status, 200)
      const hire = async (role: 'centre-admin' | 'doctor' | 'pharmacist' | 'nurse', who: string) => {
        const account = { name: who, phone: people.nextPhone(), password: 'quiet river mango', facilityId }
        await people.hire(account, { role, facilityId })
        return { ...account, role } as DemoAccount
      }
      return { facilityId, hire }
    },
    async store(admin: Person, facilityId: string, stated: object): Promise<string> {
      const body = {
        facilityId,
        name: 'Pharmacy',
        kind: 'pharmacy',
        licenceNo: 'DL-20B-1',
        handOver: 'paid',
        ...stated,
      }
      return (await post<{ storeId: string }>(admin, '/v1/inventory/stores', body)).storeId
    },
    async deliver(by: Person, storeId: string, lots: readonly object[]): Promise<void> {
      const lot = { maker: MAKER, expiresOn: '2031-06-30', mrpPaise: 200, costPaise: 100 }
      const lines = lots.map((one) => ({ ...lot, ...one }))
      const body = { supplier: 'Test supplier', invoiceNo: `${mark}-${++keys}`, lines }
      await post(by, `/v1/inventory/stores/${storeId}/receipts`, body)
    },
    /** A prescription for ten tablets of the first item. */
    async prescribe(doctor: Person, asked: { facilityId: string; doctorId: string; patientId: string; desk: Person }) {
      const { facilityId, doctorId, patientId, desk } = asked
      const proof = { kind: 'document', document: 'voter-id' }
      const visit = { facilityId, doctorId, patientId, proof }
      const { visitId } = await people.send<{ visitId: string }>(desk, '/v1/visits', visit)
      const draft = { by: doctor, body: { note: { complaints: 'Fever' } } }
      assert.equal((await sehat.ask('PUT', `/v1/visits/${visitId}/draft`, draft)).status, 200)
      const times = { morning: 1, noon: 0, evening: 0, night: 1 }
      const line = { itemCode: items[0].itemCode, dose: '1 tablet', route: 'oral', times, days: 5 }
      const lines = [{ ...line, substitution: 'allowed', instructions: 'after food' }]
      return post<{ prescriptionId: string; reference: string }>(doctor, '/v1/prescriptions', { visitId, lines })
    },
    /** Waits until the pharmacy knows both brands: they are copied by events. */
    async untilKnown(by: Person, prescriptionId: string, storeId: string): Promise<void> {
      interface Shelf {
        readonly lines: readonly { readonly substitutes: readonly object[] }[]
      }
      const url = `/v1/prescriptions/${prescriptionId}/shelf?store=${storeId}`
      await until('the other brand is known', async () => {
        const { lines } = await get<Shelf>(by, url)
        return (lines[0]?.substitutes.length ?? 0) > 0
      })
    },
    /** The patient cannot pay: the administrator waives the open charges of the hospital. */
    async waive(admin: Person, facilityId: string): Promise<void> {
      const url = `/v1/billing/charges?facility=${facilityId}&open=true&limit=20`
      const { items: charges } = await get<{ items: { chargeId: string }[] }>(admin, url)
      for (const { chargeId } of charges) {
        await post(admin, `/v1/billing/charges/${chargeId}/waiver`, { reason: 'Cannot pay' })
      }
    },
    /** A transfer that is on its way. */
    async send(by: Person, from: string, to: string, quantity: number): Promise<string> {
      const body = { from, to, lines: [{ itemCode: items[0].itemCode, quantity }] }
      const { transferId } = await post<{ transferId: string }>(by, '/v1/inventory/transfers', body)
      for (const step of ['approval', 'dispatch']) await post(by, `/v1/inventory/transfers/${transferId}/${step}`)
      return transferId
    },
  }
}
