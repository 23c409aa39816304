// Tests a doctor's visit without a mouse: two medicines and a test by keys, one signature, and the patient's own pages.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { assertSound, LARGE, SMALL, signIn, startBrowser } from './testing/browser.ts'
import { createPeople } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'prescribing')

type Page = Awaited<ReturnType<typeof browser.open>>
type Login = Parameters<typeof signIn>[1]
type Person = Awaited<ReturnType<typeof people.signIn>>

let keys = 0
const key = () => ({ 'idempotency-key': `prescribing-${++keys}-${process.pid}` })

async function put(by: Person, url: string, body: object): Promise<void> {
  const answer = await sehat.ask<object>('PUT', url, { by, body })
  assert.ok(answer.status < 300, `${url}: ${JSON.stringify(answer.body)}`)
}

interface Item {
  readonly itemCode: string
  readonly name: string
}

/** The medicine that a doctor finds first by these letters. */
async function first(by: Person, letters: string): Promise<Item> {
  const { body } = await sehat.ask<{ items: readonly Item[] }>(
    ...(['GET', `/v1/inventory/items?kind=medicine&q=${letters}`, { by }] as const),
  )
  assert.ok(body.items[0], `${letters}: the list of the demo has such a medicine`)
  return body.items[0]
}

/** A hospital of this file alone, with a doctor, a pharmacy with stock, a laboratory, and a patient who is here. */
async function openWard() {
  const national = await people.signIn(sehat.account('national-admin'))
  const body = { name: 'Hospital of prescribing', kinds: ['hospital'], address: '4 Station Road', pin: '110002' }
  const { facilityId } = await people.send<{ facilityId: string }>(national, '/v1/facilities', body)
  const hire = async (role: 'centre-admin' | 'doctor' | 'nurse' | 'pharmacist', name: string): Promise<Login> => {
    const account = { name, phone: people.nextPhone(), password: 'quiet river mango', facilityId }
    await people.hire(account, { role, facilityId })
    return { ...account, role }
  }
  const doctor = await hire('doctor', 'Meera Test Iyer')
  const by = {
    admin: await people.signIn((await hire('centre-admin', 'Sunita Test Verma')) as never),
    nurse: await people.signIn((await hire('nurse', 'Mary Test Paul')) as never),
    pharmacist: await people.signIn((await hire('pharmacist', 'Anil Test Kumar')) as never),
    doctor: await people.signIn(doctor as never),
  }
  const { body: me } = await sehat.ask<{ id: string }>('GET', '/v1/me', { by: by.doctor })
  const { doctorId } = await people.send<{ doctorId: string }>(by.admin, '/v1/doctors', {
    ...{ facilityId, name: 'Meera Test Iyer', gender: 'female', qualifications: ['MBBS'], specialities: ['dentistry'] },
    ...{ languages: ['en'], council: 'DL', registrationNo: 'DMC/P/881', accountId: me.id },
  })
  await people.send(national, `/v1/doctors/${doctorId}/verification`, { seen: 'register' })
  const price = { validFrom: new Date(Date.now() + 19_800_000).toISOString().slice(0, 10), name: 'Blood count' }
  await put(by.admin, `/v1/billing/prices/${facilityId}/CBC`, {
    ...{ ...price, kind: 'test', unitPricePaise: 25_000, taxCode: 'health-care' },
  })
  await put(by.admin, `/v1/diagnostics/menus/${facilityId}/CBC`, {
    ...{ priceCode: 'CBC', inHouse: true, twoPersons: false, isOffered: true },
  })
  const asha = await people.citizen('Asha Test Bose')
  const visit = { facilityId, doctorId, patientId: asha.patientId, proof: { kind: 'document', document: 'voter-id' } }
  const { visitId } = await people.send<{ visitId: string }>(by.nurse, '/v1/visits', visit)
  return { facilityId, doctor, by, asha, visitId }
}

/** The pharmacy has a medicine, and has told so. */
async function stockUp({ facilityId, by }: Ward, { itemCode }: Item): Promise<void> {
  const store = { facilityId, name: 'Pharmacy', kind: 'pharmacy', licenceNo: 'DL-20B-9', handOver: 'free' }
  const { storeId } = await people.send<{ storeId: string }>(by.admin, '/v1/inventory/stores', store)
  const lot = { itemCode, lot: 'P1', maker: 'Cipla', expiresOn: '2031-06-30', quantity: 300 }
  const receipt = { supplier: 'Kendra', invoiceNo: 'P-1', lines: [{ ...lot, mrpPaise: 150, costPaise: 50 }] }
  const url = `/v1/inventory/stores/${storeId}/receipts`
  const answer = await sehat.ask<object>('POST', url, { by: by.pharmacist, body: receipt, headers: key() })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  for (;;) {
    const told = await sehat.ask<{ items: readonly object[] }>(
      ...(['GET', `/v1/prescriptions/stock?facility=${facilityId}&items=${itemCode}`, { by: by.doctor }] as const),
    )
    if (told.body.items.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

type Ward = Awaited<ReturnType<typeof openWard>>

const openAs = async (account: Login): Promise<Page> => {
  const page = await browser.open('/', { size: LARGE })
  await signIn(page, account)
  return page
}

const ward = await openWard()
const [one, other] = [await first(ward.by.doctor, 'par'), await first(ward.by.doctor, 'cet')]
await stockUp(ward, one)

/** Presses keys one after the other, and counts them. */
function counting(page: Page) {
  let count = 0
  return {
    count: () => count,
    press: async (...pressed: readonly string[]): Promise<void> => {
      for (const each of pressed) {
        await page.keyboard.press(each)
        count++
      }
    },
  }
}

test('two medicines and a test are written and signed with the keyboard alone', async (t) => {
  const page = await openAs(ward.doctor)
  await page.goto('/staff/visits')
  await page.getByRole('link', { name: 'Asha Test Bose' }).waitFor()
  const { press, count } = counting(page)
  await press('n')
  await page.getByRole('heading', { level: 1, name: 'Asha Test Bose' }).waitFor()
  await page.keyboard.press('w')
  await page.keyboard.type('Fever and a running nose')
  await page.keyboard.press('Escape')
  await page.getByText('Saved', { exact: true }).waitFor()
  await press('p', ...'par')
  await page.getByRole('option', { name: /300 \w+ here, ₹1.50 each/ }).waitFor()
  await assertSound(page, 'medicines while typing')
  await press('Enter')
  await page.getByLabel(`How to take ${one.name}`).waitFor()
  await press(...'101 5', 'Enter')
  await page.getByText(/^10 \w+/).waitFor()
  await press(...'cet', 'Enter')
  await page.getByLabel(`How to take ${other.name}`).waitFor()
  await press(...'001 3', 'Enter')
  await page.getByText(/^3 \w+/).waitFor()
  // A reload loses neither the note nor the lines.
  await page.reload()
  await page.getByText('This tab kept them').waitFor()
  await page.getByText(/^3 \w+/).waitFor()
  await press('o', ...'bl')
  await page.getByRole('option', { name: /₹250/ }).waitFor()
  await press('Enter', 'Enter')
  await page.getByText('Medicines: 2. Tests: 1.').waitFor()
  await assertSound(page, 'a visit with a prescription')
  await press('s')
  await page.getByText('Signed: note, prescription, tests').waitFor()
  await page.getByText('nothing given yet').waitFor()
  await press('f')
  await page.getByText('not booked yet').waitFor()
  t.diagnostic(`${count()} keys from "next" to the follow-up, without the words of the note`)
  assert.ok(count() <= 32, `${count()} keys`)
})

test('a warning asks for a reason before anything is signed; an order given twice is said, and confirmed', async () => {
  await people.send(ward.by.doctor, `/v1/patients/${ward.asha.patientId}/allergies`, {
    substance: one.name.split(' ')[0],
  })
  const page = await openAs(ward.doctor)
  await page.goto(`/staff/visits/${ward.visitId}`)
  await page.getByText('Signed by Dr Meera Test Iyer').waitFor()
  await page.keyboard.press('p')
  await page.keyboard.type('par')
  await page.keyboard.press('Enter')
  await page.getByLabel(`How to take ${one.name}`).waitFor()
  await page.keyboard.type('1-1-1 2 after food')
  await page.keyboard.press('Enter')
  await page
    .getByText(/^Takes this already: /)
    .first()
    .waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('o')
  await page.keyboard.type('bl')
  await page.keyboard.press('Enter')
  await page.getByText('Medicines: 1. Tests: 1.').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('s')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('look at these before you sign').waitFor()
  await assertSound(page, 'warnings before a signature')
  await dialog.getByRole('button', { name: 'Sign with these reasons' }).click()
  await dialog.getByText('Choose or write a reason for each').waitFor()
  for (const chip of await dialog.getByRole('button', { name: 'Discussed with the patient' }).all()) await chip.click()
  await dialog.getByRole('button', { name: 'Sign with these reasons' }).click()
  await page.getByText('Signed already: prescription.').waitFor()
  await page.getByText('Not signed: tests').waitFor()
  await page.setViewportSize(SMALL)
  await assertSound(page, 'a prescription is signed, the tests are not')
  await page.getByRole('button', { name: 'The same test is needed again' }).click()
  await page.getByText('Signed: tests').waitFor()
})

test('the doctor amends a prescription with a reason, reads both versions, and stops it', async () => {
  const page = await openAs(ward.doctor)
  await page.goto(`/staff/visits/${ward.visitId}`)
  await page.getByRole('link', { name: /^RX-/ }).first().click()
  await page.getByRole('button', { name: 'Amend' }).click()
  const field = page.getByRole('dialog').getByRole('textbox').first()
  await field.fill('1-0-0 2')
  await page.getByRole('button', { name: 'Another dose' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Amend', exact: true }).click()
  await page.getByText('Look at these').waitFor()
  await page.getByRole('button', { name: 'Amend in spite of it' }).click()
  await page.getByText('Choose or write a reason for each').first().waitFor()
  await assertSound(page, 'amending a prescription')
  for (const chip of await page.getByRole('button', { name: 'Meant so' }).all()) await chip.click()
  await page.getByRole('button', { name: 'Amend in spite of it' }).click()
  await page.getByText('The next version is signed').waitFor()
  await page.getByText('Reason: Another dose').waitFor()
  await assertSound(page, 'a signed prescription')
  await page.getByRole('button', { name: 'Version 1' }).click()
  await page.getByText('Version 2 counts').waitFor()
  await page.getByRole('button', { name: 'Version 2' }).click()
  await page.getByRole('button', { name: 'Stop the prescription' }).click()
  await page.getByRole('button', { name: 'The patient is well' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop the prescription' }).click()
  await page.getByText('The prescription is stopped').waitFor()
})

test('the patient reads how to take it, and prints it', async () => {
  const page = await openAs(ward.asha)
  await page.goto('/account/records')
  await page.getByRole('link', { name: /^Prescriptions/ }).click()
  await page
    .getByText(/medicines? to collect, until/)
    .first()
    .waitFor()
  await page.getByText('How to take it').first().click()
  await page.getByText(/morning: 1, night: 1; for 5 days/).waitFor()
  await page.getByText(/Given: 0 of 10 \w+\. To collect: 10/).waitFor()
  await page.setViewportSize(SMALL)
  await assertSound(page, 'a prescription of the family')
  await page.getByRole('button', { name: 'Print', exact: true }).click()
  const paper = page.frameLocator('.print-frame')
  await paper.getByText('DMC/P/881').waitFor({ state: 'attached' })
  assert.match(await paper.locator('body').innerHTML(), new RegExp(`<b>${one.name.slice(0, 12).toUpperCase()}`))
})

test('an answer that is lost while signing, and a reload after it, sign once', async () => {
  const count = async () => {
    const url = `/v1/prescriptions?patient=${ward.asha.patientId}`
    return (await sehat.ask<{ items: readonly object[] }>('GET', url, { by: ward.by.doctor })).body.items.length
  }
  const before = await count()
  const page = await openAs(ward.doctor)
  await page.goto(`/staff/visits/${ward.visitId}`)
  await page.getByText('Signed by Dr Meera Test Iyer').waitFor()
  await page.keyboard.press('p')
  await page.keyboard.type('met')
  await page.keyboard.press('Enter')
  await page.getByLabel(/^How to take/).waitFor()
  await page.keyboard.type('1-0-1 5')
  await page.keyboard.press('Enter')
  await page.getByText(/^10 \w+/).waitFor()
  await page.keyboard.press('Enter')
  const sent: (string | undefined)[] = []
  await page.route('**/v1/prescriptions', async (route) => {
    sent.push(route.request().headers()['idempotency-key'])
    // The server signs, and the line breaks before its answer comes.
    await route.fetch()
    await route.abort()
  })
  await page.keyboard.press('Escape')
  await page.keyboard.press('s')
  await page.getByText('nobody knows yet whether this is signed: prescription').waitFor()
  assert.equal(await count(), before + 1)
  await page.unroute('**/v1/prescriptions')
  await page.reload()
  await page.getByText('This tab kept them').waitFor()
  page.on('request', (request) => {
    const isSigning = request.method() === 'POST' && request.url().endsWith('/v1/prescriptions')
    if (isSigning) sent.push(request.headers()['idempotency-key'])
  })
  await page.keyboard.press('s')
  await page.getByText('Signed: prescription').waitFor()
  assert.equal(await count(), before + 1, 'the repeat signs nothing anew')
  assert.equal(new Set(sent).size, 1, 'each try carries the same key')
})
