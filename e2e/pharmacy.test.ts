// Tests the pharmacy and its stores in the browser: a part and another brand are given, a strip comes back; the manager
// sees the stock fall, receives a transfer with a damaged strip, and a lot is recalled.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { assertSound, LARGE, SMALL, signIn, startBrowser } from './testing/browser.ts'
import { createPeople } from './testing/people.ts'
import { createPharmacies } from './testing/pharmacy.ts'
import { type DemoAccount, shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'pharmacy')
const stock = createPharmacies(sehat, people, 'E2EPH')
const [own, other] = stock.items

const national = await people.signIn(sehat.account('national-admin'))

async function openHospital() {
  await stock.makeItems(national)
  const chain = { name: 'Chain of the pharmacy test', legalName: 'Chain of the pharmacy test', isGovernment: false }
  const { chainId } = await people.send<{ chainId: string }>(national, '/v1/chains', chain)
  const here = await stock.hospital(national, 'Hospital of the pharmacy test', chainId)
  const there = await stock.hospital(national, 'Sender of the pharmacy test', chainId)
  const pharmacist = await here.hire('pharmacist', 'Imran Test Shaikh')
  const manager = await here.hire('centre-admin', 'Sunita Test Verma')
  const doctor = await here.hire('doctor', 'Lata Pharmacy Rao')
  const nurse = await here.hire('nurse', 'Mary Pharmacy John')
  const sender = await people.signIn(await there.hire('centre-admin', 'Farida Test Ansari'))
  const [admin, treating] = [await people.signIn(manager), await people.signIn(doctor)]
  const { id: accountId } = await stock.get<{ id: string }>(treating, '/v1/me')
  const facts = {
    ...{ facilityId: here.facilityId, name: 'Lata Pharmacy Rao', gender: 'female', qualifications: ['MBBS'] },
    ...{ specialities: ['dentistry'], languages: ['en'], council: 'DL', registrationNo: 'DMC/PH/1', accountId },
  }
  const { doctorId } = await people.send<{ doctorId: string }>(admin, '/v1/doctors', facts)
  await people.send(national, `/v1/doctors/${doctorId}/verification`, { seen: 'register' })
  const storeId = await stock.store(admin, here.facilityId, {})
  const far = await stock.store(sender, there.facilityId, { name: 'Main store', kind: 'main', handOver: 'free' })
  await stock.deliver(admin, storeId, [
    { itemCode: own.itemCode, lot: 'OWN-1', quantity: 6 },
    { itemCode: other.itemCode, lot: 'OTHER-1', quantity: 40 },
  ])
  await stock.deliver(sender, far, [{ itemCode: own.itemCode, lot: 'FAR-1', quantity: 30 }])
  const patient = await people.citizen('Asha Pharmacy Nair')
  const { facilityId } = here
  const desk = await people.signIn(nurse)
  const asked = { facilityId, doctorId, patientId: patient.patientId, desk }
  const { prescriptionId } = await stock.prescribe(treating, asked)
  const filling = await people.signIn(pharmacist)
  await stock.untilKnown(filling, prescriptionId, storeId)
  const transferId = await stock.send(sender, far, storeId, 20)
  return { facilityId, storeId, pharmacist, manager, admin, transferId }
}

const { facilityId, storeId, pharmacist, manager, admin, transferId } = await openHospital()

const openAs = async (account: DemoAccount, path: string) => {
  const page = await browser.open('/')
  await signIn(page, account)
  await page.goto(path)
  return page
}
type Page = Awaited<ReturnType<typeof openAs>>

async function assertBothSizes(page: Page, about: string): Promise<void> {
  for (const size of [SMALL, LARGE]) {
    await page.setViewportSize(size)
    await assertSound(page, `${about}, ${size.width}`)
  }
}

/** Presses `h` and types the code that is shown. */
async function handOver(page: Page): Promise<void> {
  await page.getByText('Ready to be handed over').waitFor()
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('h')
  const field = page.getByLabel(/^Type \d{3} to hand over$/)
  const code = /\d{3}/.exec((await page.getByText(/^Type \d{3} to hand over$/).textContent()) ?? '')?.[0] as string
  await field.fill(code)
  await page.getByText('The medicines are handed over').waitFor()
}

test('a pharmacist gives a part, then another brand, hands over by a code, and takes a strip back', async () => {
  const page = await openAs(pharmacist, '/staff/dispensing')
  await page.getByRole('link', { name: 'Asha Pharmacy Nair' }).waitFor()
  await page.getByText('1 short').waitFor()
  await assertBothSizes(page, 'work of a pharmacy')
  await page.getByRole('searchbox').fill('asha')
  await page.keyboard.press('Enter')
  const give = page.getByLabel(`Give of ${own.name}`)
  await give.waitFor()
  assert.equal(await give.inputValue(), '6', 'what is left, as far as the shelf has it')
  await assertBothSizes(page, 'a prescription at the counter')
  await give.fill('4')
  await give.press('Enter')
  await page.getByText('₹8 is to be paid').waitFor()
  await page.getByText('OWN-1').first().waitFor()
  await stock.waive(admin, facilityId)
  await handOver(page)
  await assertBothSizes(page, 'what was handed over')

  await page.getByRole('link', { name: 'Open the prescription' }).click()
  await give.waitFor()
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('r')
  await page.getByRole('dialog').getByText(other.name).waitFor()
  await page.getByRole('button', { name: 'Not in stock' }).click()
  await assertSound(page, 'another brand')
  await page.getByRole('button', { name: 'Give this one' }).click()
  assert.equal(await give.inputValue(), '6')
  await give.press('Enter')
  await page.getByText('OTHER-1').first().waitFor()
  await page.getByText('Given instead: Not in stock').waitFor()
  await stock.waive(admin, facilityId)
  await handOver(page)

  await page.getByRole('button', { name: 'Take back' }).click()
  await page.getByLabel(/lot OTHER-1: at most 6/).fill('2')
  await page.getByLabel('All of it is sealed').check()
  await page.getByRole('button', { name: 'Too many were given' }).click()
  await assertSound(page, 'a strip comes back')
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
  await page.getByText('2 came back', { exact: true }).waitFor()
  await page.getByText('(2 came back)').waitFor()
})

test('the manager sees the stock fall, receives a transfer, and a recalled lot is blocked', async () => {
  const page = await openAs(manager, `/staff/shelf/${storeId}/${own.itemCode}`)
  const ledger = page.getByRole('region', { name: 'Ledger' })
  await ledger.getByRole('row').filter({ hasText: 'Handed over' }).getByText('−4').waitFor()
  await page.getByRole('row').filter({ hasText: 'OWN-1' }).first().waitFor()
  await assertBothSizes(page, 'one item of a store')

  await page.goto('/staff')
  await page.getByRole('link', { name: /In transit/ }).click()
  await page.getByRole('row').filter({ hasText: 'On its way' }).getByRole('link').click()
  await page.waitForURL(`**/staff/transfers/${transferId}`)
  await page.getByLabel('Damaged').fill('1')
  await page.getByRole('textbox', { name: 'Why?' }).fill('Wet')
  await assertBothSizes(page, 'a transfer to receive')
  await page.getByRole('button', { name: 'Receive transfer' }).click()
  await page.getByText('19 received').waitFor()

  const official = await openAs(sehat.account('national-admin'), '/staff/recalls')
  await official.getByRole('button', { name: 'Recall a lot' }).click()
  await official.getByRole('combobox').fill(own.itemCode)
  await official.getByRole('option', { name: new RegExp(own.itemCode) }).click()
  await official.getByLabel('Lot', { exact: true }).fill('FAR-1')
  await official.getByLabel('Maker', { exact: true }).fill(stock.maker)
  await official.getByRole('button', { name: 'Failed a quality test' }).click()
  await assertSound(official, 'a recall is declared')
  await official.getByRole('button', { name: 'Recall this lot' }).click()
  await official.getByText('The lot is recalled').waitFor()
  await page.goto(`/staff/shelf/${storeId}/${own.itemCode}`)
  await page.getByRole('row').filter({ hasText: 'FAR-1' }).getByText('Recalled').waitFor()
  await page.goto('/staff/recalls')
  await page.getByRole('row').filter({ hasText: 'FAR-1' }).getByRole('link').click()
  await page.getByText('Hospital of the pharmacy test: Pharmacy').waitFor()
  await assertSound(page, 'where a recalled lot is')
})
