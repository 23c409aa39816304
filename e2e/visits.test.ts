// Tests the pages of visits: a nurse takes vitals, the doctor writes over a broken line, signs, and wishes a follow-up.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { assertSound, LARGE, SMALL, signIn, startBrowser } from './testing/browser.ts'
import { createPeople } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'visits')

type Page = Awaited<ReturnType<typeof browser.open>>
type Login = Parameters<typeof signIn>[1]

/** A hospital of this file alone, with a verified doctor, a nurse, and a patient who is here. */
async function openWard() {
  const national = await people.signIn(sehat.account('national-admin'))
  const body = { name: 'Hospital of the visits test', kinds: ['hospital'], address: '3 Station Road', pin: '110002' }
  const { facilityId } = await people.send<{ facilityId: string }>(national, '/v1/facilities', body)
  const hire = async (role: 'centre-admin' | 'doctor' | 'nurse', name: string): Promise<Login> => {
    const account = { name, phone: people.nextPhone(), password: 'quiet river mango', facilityId }
    await people.hire(account, { role, facilityId })
    return { ...account, role }
  }
  const [admin, doctor] = [await hire('centre-admin', 'Sunita Verma'), await hire('doctor', 'Lata Test Rao')]
  const nurse = await hire('nurse', 'Mary Test John')
  const by = await people.signIn(admin as never)
  const { body: me } = await sehat.ask<{ id: string }>('GET', '/v1/me', {
    by: await people.signIn(doctor as never),
  })
  const stated = {
    ...{ facilityId, name: 'Lata Test Rao', gender: 'female', qualifications: ['MBBS'], specialities: ['dentistry'] },
    ...{ languages: ['en'], council: 'DL', registrationNo: 'DMC/V/771', accountId: me.id },
  }
  const { doctorId } = await people.send<{ doctorId: string }>(by, '/v1/doctors', stated)
  await people.send(national, `/v1/doctors/${doctorId}/verification`, { seen: 'register' })
  const asha = await people.citizen('Asha Test Nair')
  const proof = { kind: 'document', document: 'voter-id' }
  const visit = { facilityId, doctorId, patientId: asha.patientId, proof }
  const { visitId } = await people.send<{ visitId: string }>(await people.signIn(nurse as never), '/v1/visits', visit)
  return { admin, doctor, nurse, visitId, asha }
}

const openAs = async (account: Login): Promise<Page> => {
  const page = await browser.open('/')
  await signIn(page, account)
  return page
}

const { admin, doctor, nurse, visitId, asha } = await openWard()

test('a nurse opens the next visit and types the vitals; an unlikely value is measured again', async () => {
  const page = await openAs(nurse)
  await page.goto('/staff/visits')
  await page.getByText('Missing').first().waitFor()
  await assertSound(page, 'visits of a day')
  await page.getByRole('link', { name: 'Asha Test Nair' }).click()
  await page.getByRole('heading', { level: 1, name: 'Asha Test Nair' }).waitFor()
  await page.getByText('Nobody has asked').waitFor()
  await page.getByLabel('Pulse per minute').fill('230')
  await page.keyboard.press('Enter')
  await page.getByText('Measure once more').waitFor()
  await assertSound(page, 'vitals that are unlikely')
  await page.getByLabel('Pulse per minute').fill('78')
  await page.keyboard.press('Enter')
  await page.getByText('The vitals are saved').waitFor()
  await page.getByText('Pulse per minute: 78').waitFor()
  await page.getByText('No note is signed yet').waitFor()
})

test('a note survives a broken line and a reload; the doctor signs, and wishes a follow-up', async () => {
  const page = await openAs(doctor)
  await page.goto(`/staff/visits/${visitId}`)
  await page.getByText('Pulse per minute: 78').waitFor()
  await page.keyboard.press('w')
  await page.keyboard.type('Toothache for two days')
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.context().setOffline(true)
  await page.getByLabel('Diagnoses').fill('K02.9 Caries')
  await page.getByText('No connection').waitFor()
  await page.context().setOffline(false)
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.route('**/draft', (route) => route.abort())
  await page.getByLabel('Advice').fill('Brush twice a day')
  await page.reload()
  await page.getByText('This is what you typed before').waitFor()
  assert.equal(await page.getByLabel('Advice').inputValue(), 'Brush twice a day')
  await page.unroute('**/draft')
  await page.getByText('Saved', { exact: true }).waitFor({ timeout: 30_000 })
  await assertSound(page, 'a visit with a draft')
  await page.getByLabel('Advice').press('Control+Enter')
  await page.getByText('The note is signed').waitFor()
  await page.getByText('Signed by Dr Lata Test Rao').waitFor()
  await page.getByRole('button', { name: 'In 2 weeks' }).click()
  await page.getByText('not booked yet').waitFor()
  await page.getByRole('button', { name: 'Note an allergy' }).click()
  await page.getByLabel('What the patient must not have').fill('Penicillin')
  await page.getByRole('button', { name: 'Note it' }).click()
  await page.getByText('Noted in the record').waitFor()
  await page.getByRole('button', { name: 'Close the visit' }).click()
  await page.getByText('The visit is closed').waitFor()
  await assertSound(page, 'a visit with a signed note')
})

test('the patient reads the note, and sees who read the record', async () => {
  const page = await openAs(asha)
  await page.goto('/account/visits')
  await page.getByText('Allergy: Penicillin').waitFor()
  await page.getByText('Read the note').click()
  await page.getByText('Toothache for two days').waitFor()
  await page.getByText('Signed by Dr Lata Test Rao').waitFor()
  await assertSound(page, 'the own visits')
  await page.getByRole('link', { name: 'Who saw my records' }).click()
  await page.getByText('Why: they treat Asha Test Nair.').first().waitFor()
})

test('the patient lets a hospital read the visits until a day, for a purpose, and ends it', async () => {
  const page = await openAs(asha)
  await page.goto('/account/readers')
  await page.getByRole('link', { name: 'Hospitals that may read my visits' }).click()
  await page.getByText('No other hospital may read the visits of Asha Test Nair.').waitFor()
  await page.getByLabel('PIN code').fill('110002')
  await page.getByRole('button', { name: 'Find hospitals' }).click()
  const form = page.locator('form').last()
  await form.getByRole('radio', { name: 'Hospital of the visits test' }).check()
  await form.getByRole('button', { name: 'Let them read' }).click()
  await page.getByText('Choose for what').first().waitFor()
  await form.getByRole('radio', { name: 'A second opinion' }).check()
  await form.getByRole('radio', { name: 'One month' }).check()
  for (const size of [SMALL, LARGE]) {
    await page.setViewportSize(size)
    await assertSound(page, `giving a grant, ${size.width}`)
  }
  await form.getByRole('button', { name: 'Let them read' }).click()
  await page.getByText('Hospital of the visits test may read the visits').waitFor()
  await page.getByText('For: A second opinion').waitFor()
  await assertSound(page, 'a grant that holds')
  await page.getByRole('button', { name: 'End it now' }).click()
  await page.getByText('Hospital of the visits test may no longer read the visits').waitFor()
  await page.getByText('No other hospital may read the visits of Asha Test Nair.').waitFor()
})

test('the hospital sees who opened a record in an emergency; the family is told', async () => {
  const reason = 'Unconscious, nobody from the family was there'
  const declaring = await openAs(doctor)
  await declaring.goto('/staff/visits')
  await declaring.getByRole('link', { name: 'Open a record in an emergency' }).click()
  await declaring.getByText('The patient and your hospital are told at once').waitFor()
  await declaring.getByText('By the number of the record').click()
  await declaring.getByLabel('Number of the record').fill(asha.patientId)
  for (const size of [SMALL, LARGE]) {
    await declaring.setViewportSize(size)
    await assertSound(declaring, `finding who it is, ${size.width}`)
  }
  await declaring.getByRole('button', { name: 'Take this record' }).click()
  await declaring.getByLabel('What is the emergency?').fill('Short')
  await declaring.getByRole('button', { name: 'Open the record' }).click()
  await declaring.getByText('Say in at least 10 letters what the emergency is').first().waitFor()
  await declaring.getByLabel('What is the emergency?').fill(reason)
  await declaring.getByRole('button', { name: 'Open the record' }).click()
  await declaring.getByRole('heading', { level: 1, name: 'Asha Test Nair' }).waitFor()
  await declaring.locator('.visit-earlier summary').first().click()
  await declaring.getByText('Toothache for two days').waitFor()
  for (const size of [SMALL, LARGE]) {
    await declaring.setViewportSize(size)
    await assertSound(declaring, `a record in an emergency, ${size.width}`)
  }
  const page = await openAs(admin)
  await page.goto('/staff/visits/emergencies')
  const row = page.getByRole('row').filter({ hasText: reason })
  await row.getByText('Lata Test Rao').waitFor()
  await row.getByText('ATN', { exact: true }).waitFor()
  await assertSound(page, 'emergencies of a hospital')
  const own = await openAs(asha)
  await own.goto('/account/messages')
  await own.getByText('opened your record, or that of one of your family').waitFor()
})
