// Tests documents: sent over a broken line and a reload, shared until Friday, read, seen, ended; and staff who add.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { newPdf } from '../server/src/modules/documents/testing.ts'
import { addDays } from '../server/src/platform/clock.ts'
import { until } from '../server/src/testing/until.ts'
import { assertSound, SMALL, settled, signIn, startBrowser } from './testing/browser.ts'
import { createPeople, todayInIndia } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'files')
const folder = mkdtempSync(path.join(tmpdir(), 'sehat-files-test-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const fileOf = (name: string, bytes: Buffer | string): string => {
  const file = path.join(folder, name)
  writeFileSync(file, bytes)
  return file
}
/** The next Friday after today. */
const friday = (): string => {
  const days = [1, 2, 3, 4, 5, 6, 7].map((count) => addDays(todayInIndia(), count))
  return days.find((day) => new Date(day).getUTCDay() === 5) as string
}
const choose = (page: Page, file: string): Promise<void> => page.locator('#document-file').setInputFiles(file)
const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().click()

test('a report is sent over a broken line, shared until Friday, read by another account, and closed', async () => {
  const [meera, ravi] = [await people.citizen('Meera Files Nair'), await people.citizen('Ravi Files Rao')]
  const page = await browser.open('/', { size: SMALL })
  await signIn(page, meera)
  await page.goto('/account/records')
  await page.getByRole('link', { name: /^Documents/ }).click()
  await page.getByText('No documents of Meera Files Nair yet').waitFor()
  await assertSound(page, 'no documents yet')
  await page.getByRole('link', { name: /^Add a document/ }).click()
  await choose(page, fileOf('virus.pdf', '<svg onload="alert(1)"/>'))
  await page.getByText('This is no PDF, JPEG, PNG or DICOM file').waitFor()
  const report = fileOf('Blood count.pdf', newPdf(3_000_000))
  await choose(page, report)
  await assertSound(page, 'a file is chosen')

  // The first part arrives; then the line breaks, and the page is loaded anew.
  let sent = 0
  await page.route('**/v1/documents/uploads/*?offset=*', (route) => (sent++ === 0 ? route.continue() : route.abort()))
  await press(page, 'Add the document')
  await page.getByText('No connection').waitFor()
  await assertSound(page, 'an upload without a line')
  await page.reload()
  await page.getByText('Not sent wholly: Blood count').waitFor()
  await assertSound(page, 'an upload after a reload')
  await page.unroute('**/v1/documents/uploads/*?offset=*')
  const offsets: string[] = []
  page.on('request', (request) => offsets.push(...(/offset=(\d+)/.exec(request.url())?.slice(1) ?? [])))
  await choose(page, fileOf('Another.pdf', newPdf()))
  await page.getByText('This is another file').waitFor()
  await choose(page, report)
  await page.getByText('Added: Blood count').waitFor()
  await until('nothing is sent twice', async () => !offsets.includes('0'))

  await page.getByRole('link', { name: 'Share a document' }).click()
  await page.getByLabel('Phone number of the person').fill(ravi.phone)
  await page.getByLabel('Another day').fill(friday())
  await assertSound(page, 'sharing a document')
  await press(page, 'Share')
  await page.getByText('Shared until Friday').waitFor()
  await page.getByText('Nobody outside your family has read it').waitFor()

  const other = await browser.open('/', { size: SMALL })
  await signIn(other, ravi)
  await other.goto('/account/records/documents/received')
  await other.getByRole('heading', { name: 'Meera Files Nair' }).waitFor()
  await press(other, /^Open/)
  await other.getByRole('link', { name: /^Save on this device/ }).waitFor()
  await assertSound(other, 'a document that is shared with me')

  await page.reload()
  await page.getByText('You shared it').waitFor()
  await assertSound(page, 'a document with its readers')
  await press(page, /^End it now/)
  await page.getByText('Nobody reads by it any more').waitFor()
  await other.reload()
  await other.getByText('Nobody shares documents with you').waitFor()
})

/** A hospital of this file alone, where a doctor sees a patient today. */
async function openHospital() {
  const national = await people.signIn(sehat.account('national-admin'))
  const body = { name: 'Hospital of the files test', kinds: ['hospital'], address: '4 Station Road', pin: '110002' }
  const { facilityId } = await people.send<{ facilityId: string }>(national, '/v1/facilities', body)
  const hire = async (role: 'centre-admin' | 'doctor' | 'reception', name: string) => {
    const account = { name, phone: people.nextPhone(), password: 'quiet river mango', facilityId }
    await people.hire(account, { role, facilityId })
    return { ...account, role }
  }
  const [admin, doctor] = [await hire('centre-admin', 'Sunita Files Verma'), await hire('doctor', 'Lata Files Rao')]
  const by = await people.signIn(doctor)
  const { body: me } = await sehat.ask<{ id: string }>('GET', '/v1/me', { by })
  const stated = {
    ...{ facilityId, name: 'Lata Files Rao', gender: 'female', qualifications: ['MBBS'], specialities: ['dentistry'] },
    ...{ languages: ['en'], council: 'DL', registrationNo: 'DMC/F/771', accountId: me.id },
  }
  const asAdmin = await people.signIn(admin)
  const { doctorId } = await people.send<{ doctorId: string }>(asAdmin, '/v1/doctors', stated)
  await people.send(national, `/v1/doctors/${doctorId}/verification`, { seen: 'register' })
  const asha = await people.citizen('Asha Files Nair')
  const proof = { kind: 'document', document: 'voter-id' }
  await people.send(by, '/v1/visits', { facilityId, doctorId, patientId: asha.patientId, proof })
  return { asha, reception: await hire('reception', 'Mira Files Das') }
}

test('reception adds a report to who is here, takes it back, and adds the right one; the family sees it', async () => {
  const { asha, reception } = await openHospital()
  const page = await browser.open('/')
  await signIn(page, reception)
  await until('documents has heard of the visit', async () => {
    await page.goto('/staff/documents')
    await settled(page)
    return (await page.getByText('Asha Files Nair').count()) > 0
  })
  await assertSound(page, 'who is here, to add documents')
  await page.getByLabel('Name').fill('asha files')
  await press(page, /^Add a document/)
  await choose(page, fileOf('Scan.pdf', newPdf()))
  await assertSound(page, 'staff add a document')
  await press(page, 'Add the document')
  await page.getByText('Document added').waitFor()
  await press(page, 'Undo')
  await page.getByText('Document added').waitFor({ state: 'hidden' })
  await press(page, /^Add a document/)
  await choose(page, fileOf('Letter.pdf', newPdf()))
  await press(page, 'Add the document')
  await page.getByRole('heading', { name: 'Added just now' }).waitFor()
  const rows = page.getByRole('region', { name: 'Added just now' }).getByRole('row')
  assert.equal(await rows.count(), 2, 'the head, and one document: the other one was taken back')
  await assertSound(page, 'what was just added')

  const family = await browser.open('/', { size: SMALL })
  await signIn(family, asha)
  await family.goto('/account/records/documents')
  await family.getByText('Added by the hospital').waitFor()
  await family.getByText('Letter').first().waitFor()
  await assertSound(family, 'documents of a family')
})
