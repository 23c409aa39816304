// Tests a test from the tube to the patient: collected, entered, authorised by a second person, acknowledged, read.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { assertSound, SMALL, signIn, startBrowser } from './testing/browser.ts'
import { createPeople } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'laboratory')

type Page = Awaited<ReturnType<typeof browser.open>>
type Login = Parameters<typeof signIn>[1]

/** A hospital of this file alone, whose laboratory asks for two persons, and an urgent order for somebody there. */
async function openLaboratory() {
  const national = await people.signIn(sehat.account('national-admin'))
  const body = {
    name: 'Hospital of the laboratory test',
    kinds: ['hospital'],
    address: '3 Station Road',
    pin: '110002',
  }
  const { facilityId } = await people.send<{ facilityId: string }>(national, '/v1/facilities', body)
  const hire = async (role: 'centre-admin' | 'doctor' | 'lab-technician', name: string): Promise<Login> => {
    const account = { name, phone: people.nextPhone(), password: 'quiet river mango', facilityId }
    await people.hire(account, { role, facilityId })
    return { ...account, role }
  }
  const [admin, doctor] = [await hire('centre-admin', 'Sunita Verma'), await hire('doctor', 'Lata Test Rao')]
  const [first, second] = [await hire('lab-technician', 'Anil Das'), await hire('lab-technician', 'Bina Das')]
  const byAdmin = await people.signIn(admin as never)
  const byDoctor = await people.signIn(doctor as never)
  const { body: me } = await sehat.ask<{ id: string }>('GET', '/v1/me', { by: byDoctor })
  const stated = {
    ...{ facilityId, name: 'Lata Test Rao', gender: 'female', qualifications: ['MBBS'], specialities: ['dentistry'] },
    ...{ languages: ['en'], council: 'DL', registrationNo: 'DMC/L/771', accountId: me.id },
  }
  const { doctorId } = await people.send<{ doctorId: string }>(byAdmin, '/v1/doctors', stated)
  await people.send(national, `/v1/doctors/${doctorId}/verification`, { seen: 'register' })
  for (const code of ['POTASSIUM', 'SODIUM']) {
    const entry = { priceCode: `LAB-${code}`, inHouse: true, twoPersons: true, isOffered: true }
    const url = `/v1/diagnostics/menus/${facilityId}/${code}`
    assert.equal((await sehat.ask('PUT', url, { by: byAdmin, body: entry })).status, 200)
  }
  const asha = await people.citizen('Asha Test Nair')
  const proof = { kind: 'document', document: 'voter-id' }
  const visit = { facilityId, doctorId, patientId: asha.patientId, proof }
  const { visitId } = await people.send<{ visitId: string }>(byDoctor, '/v1/visits', visit)
  const order = { patientId: asha.patientId, visitId, labFacilityId: facilityId, priority: 'urgent' }
  const answer = await sehat.ask('POST', '/v1/diagnostics/orders', {
    ...{ by: byDoctor, body: { ...order, tests: ['POTASSIUM', 'SODIUM'] } },
    headers: { 'idempotency-key': 'e2e-laboratory-1' },
  })
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return { admin, doctor, first, second, asha }
}

const openAs = async (account: Login): Promise<Page> => {
  const page = await browser.open('/')
  await signIn(page, account)
  return page
}

const { admin, doctor, first, second, asha } = await openLaboratory()

test('a technician collects, receives and enters; an impossible value is named; alone nobody authorises', async () => {
  const page = await openAs(first)
  await page.goto('/staff/laboratory')
  await page.getByRole('link', { name: 'Asha Test Nair' }).waitFor()
  await assertSound(page, 'worklist of a laboratory')
  await page.keyboard.type('asha test')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Asha Test Nair' }).waitFor()
  await page.getByRole('button', { name: 'Take and print label' }).waitFor()
  await page.locator('button:focus', { hasText: 'Take and print label' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('is taken').waitFor()
  // The dialog of the print may have taken the focus meanwhile.
  await page.getByRole('button', { name: 'Receive' }).press('r')
  await page.getByText('is in the laboratory').waitFor()
  const potassium = page.locator('input:focus[name^="value-"]')
  await potassium.waitFor()
  await page.keyboard.type('lots')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'No result of' }).waitFor()
  await assertSound(page, 'an order with a value that cannot be')
  await page.locator('input[name^="value-"]').first().fill('4.2')
  await page.keyboard.press('Tab')
  await page.keyboard.type('141')
  await page.keyboard.press('Enter')
  await page.getByText('2 results are saved').waitFor()
  await page.getByRole('button', { name: 'Authorise 1 inside its range' }).click()
  await page.getByText('This test needs a second person').waitFor()
})

test('a second person authorises the normal one by a key, the other by hand; a correction says why', async () => {
  const page = await openAs(second)
  await page.goto('/staff/laboratory?list=authorise')
  await page.getByRole('button', { name: 'Authorise 1 inside its range' }).waitFor()
  await page.locator('h1').click()
  await page.keyboard.press('a')
  await page.getByText('1 result is final').waitFor()
  await page.getByRole('button', { name: /^Authorise .*sodium/i }).click()
  await page.getByText(/sodium.* is final/i).waitFor()
  await page.getByText('Nothing is to be authorised').waitFor()
  await page.setViewportSize(SMALL)
  await assertSound(page, 'worklist on a phone')
})

test('the doctor acknowledges in the inbox, and the patient reads the result in words', async () => {
  const page = await openAs(doctor)
  await page.goto('/staff/results')
  await page.getByRole('link', { name: 'Asha Test Nair' }).waitFor()
  await page.getByRole('button', { name: 'Over time' }).first().click()
  await page.getByRole('dialog').getByText('4.2').waitFor()
  await page.keyboard.press('Escape')
  await assertSound(page, 'inbox of a doctor')
  await page.keyboard.press('a')
  await page.getByText('You have read all results').waitFor()
  const own = await openAs(asha)
  await own.goto('/account/records/results')
  await own.getByText('Inside the range').waitFor()
  await own.getByText('Not compared with a range').waitFor()
  await own.getByText('All results are ready').waitFor()
  await assertSound(own, 'results of a family')
})

test('an administrator changes a test of the menu, and the rules of the laboratory', async () => {
  const page = await openAs(admin)
  await page.goto('/staff/laboratory/menu')
  await page.getByRole('button', { name: /^Change .*Potassium/i }).click()
  await page.getByLabel('A second person authorises').uncheck()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByText('POTASSIUM is saved').waitFor()
  await assertSound(page, 'menu of a laboratory')
})
