// Tests the way of a certificate: the family opens it, a stranger checks it, also offline, and an undo withdraws it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertSound, LARGE, picture, SMALL, settled, signIn, startBrowser } from './testing/browser.ts'
import { createPeople } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'certificates')
const centre = await people.centre()
const meera = await people.citizen()

async function paste(page: Page, text: string): Promise<void> {
  await page.getByLabel('Text of the code').fill(text)
  await page.getByRole('button', { name: 'Check', exact: true }).click()
}

/** The text of the QR code of a card. */
const toCode = (card: string): string =>
  `shc:/${[...card].map((sign) => String(sign.charCodeAt(0) - 45).padStart(2, '0')).join('')}`

const another = (page: Page) => page.getByRole('button', { name: 'Check another certificate' }).click()

test('a citizen opens a certificate, a stranger checks it, also offline, and staff withdraw it', async () => {
  const { sessionId, lot } = await people.session(centre)
  const { bookingId } = await people.book(meera, sessionId)
  await people.give(centre.vaccinator, bookingId, lot)

  const page = await browser.open('/', { size: SMALL })
  await signIn(page, meera)
  await page.goto('/account/doses')
  await page.getByRole('link', { name: 'Certificates' }).click()
  await page.getByRole('heading', { level: 1, name: 'Vaccination certificates' }).waitFor()
  await page.getByRole('img', { name: 'QR code of the certificate' }).waitFor()
  assert.match(await page.locator('.certificate').innerText(), /Meera Nair[\s\S]*1 of 2[\s\S]*Clinic of certificates/)
  await assertSound(page, 'certificate of a family')
  await page.emulateMedia({ media: 'print' })
  await picture(page, 'certificate-printed')
  const pdf = await page.pdf({ format: 'A4' })
  assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, 1, 'it fits on one page')
  await page.emulateMedia({ media: 'screen' })
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save for a health app' }).click()
  const download = await saving
  assert.match(download.suggestedFilename(), /^DL-[0-9A-Z]{4}-[0-9A-Z]{4}\.smart-health-card$/)
  await page.getByText('Saved. Open the file').waitFor()
  const file = readFileSync(await download.path(), 'utf8')
  const [card = ''] = (JSON.parse(file) as { verifiableCredential: string[] }).verifiableCredential
  const code = toCode(card)

  const context = await browser.openContext({ viewport: SMALL, locale: 'en-IN', serviceWorkers: 'allow' })
  const gate = await context.newPage()
  await gate.goto('/verify')
  await settled(gate)
  await assertSound(gate, 'check a certificate')
  await paste(gate, 'hello')
  await gate.getByText('This is no health card').first().waitFor()
  await paste(gate, code)
  await gate.getByRole('alert').getByText('Valid', { exact: true }).waitFor()
  await gate.getByText('Meera Nair').waitFor()
  await gate.getByText('Checked with the keys and withdrawals of now').waitFor()
  await assertSound(gate, 'a valid certificate')
  await another(gate)
  // One letter of the signed part is another one.
  const [head = '', body = '', signature = ''] = card.split('.')
  const at = Math.floor(signature.length / 2)
  const changed = `${signature.slice(0, at)}${signature[at] === 'A' ? 'B' : 'A'}${signature.slice(at + 1)}`
  await paste(gate, [head, body, changed].join('.'))
  await gate.getByText('Not valid', { exact: true }).waitFor()
  await another(gate)
  const foreign = Buffer.from(JSON.stringify({ zip: 'DEF', alg: 'ES256', kid: 'A'.repeat(43) })).toString('base64url')
  await paste(gate, [foreign, body, signature].join('.'))
  await gate.getByText('Not issued by Sehat').waitFor()
  await assertSound(gate, 'a foreign card')

  // Without a connection the page opens again, and checks with what it keeps.
  await gate.evaluate(() => navigator.serviceWorker.ready)
  await context.setOffline(true)
  await gate.reload()
  await gate.getByRole('heading', { level: 1, name: 'Check a vaccination certificate' }).waitFor()
  await paste(gate, code)
  await gate.getByRole('alert').getByText('Valid', { exact: true }).waitFor()
  await gate.getByText('No connection: checked with the keys and withdrawals that this device read').waitFor()
  await context.setOffline(false)

  const by = await people.signIn(centre.vaccinator)
  await people.send(by, `/v1/vaccination/bookings/${bookingId}/completion/cancellation`, { reason: 'Wrong person' })
  await another(gate)
  await paste(gate, code)
  await gate.getByText('Withdrawn', { exact: true }).waitFor()
  await assertSound(gate, 'a withdrawn certificate')
  await page.reload()
  await page.getByText('No doses are recorded in Sehat for this person').waitFor()

  // A shared link is checked at once, and leaves no card in the address.
  await gate.goto('about:blank')
  await gate.goto(`/verify#${code}`)
  await gate.getByText('Withdrawn', { exact: true }).waitFor()
  assert.equal(new URL(gate.url()).hash, '')
})

test('the certificate of a dose had elsewhere says so, also at a gate; a cancelled record withdraws it', async () => {
  const omar = await people.citizen('Omar Khan')
  const by = await people.signIn(centre.vaccinator)
  const had = { vaccine: 'COVISHIELD', dose: 1, givenOn: '2022-01-15', place: 'Bir Hospital, Kathmandu' }
  const proof = { kind: 'document', document: 'passport' }
  const record = (more: object) =>
    people.send<{ doseId: string }>(by, `/v1/patients/${omar.patientId}/doses`, { ...had, ...more, proof })
  const { doseId } = await record({ evidence: 'card' })
  await record({ dose: 2, givenOn: '2022-05-15', evidence: 'other-document' })
  const page = await browser.open('/', { size: SMALL })
  await signIn(page, omar)
  await page.goto(`/account/certificates/${omar.patientId}`)
  await page.getByText('Sehat did not give this dose').waitFor()
  const paper = await page.locator('.certificate').innerText()
  assert.match(paper, /Bir Hospital, Kathmandu[\s\S]*Vaccination card[\s\S]*Clinic of certificates/)
  await page.getByRole('heading', { name: 'Doses without a certificate' }).waitFor()
  await page.getByText('COVID-19, dose 2, 15 May 2022').waitFor()
  await assertSound(page, 'certificate of a dose had elsewhere')
  await picture(page, 'certificate-elsewhere-small')
  const { body } = await sehat.ask<{ items: { healthCard: string }[] }>(
    'GET',
    `/v1/patients/${omar.patientId}/certificates`,
    { by: omar },
  )
  const code = toCode(body.items[0]?.healthCard ?? '')
  const context = await browser.openContext({ viewport: LARGE, locale: 'en-IN' })
  const gate = await context.newPage()
  await gate.goto('/verify')
  await paste(gate, code)
  await gate.getByRole('alert').getByText('Valid', { exact: true }).waitFor()
  await gate.getByText('Not given by a centre of Sehat').waitFor()
  await gate.getByText('Bir Hospital, Kathmandu').waitFor()
  await assertSound(gate, 'a valid certificate of a dose had elsewhere')
  await picture(gate, 'verify-elsewhere-large')
  const url = `/v1/patients/${omar.patientId}/doses/${doseId}/cancellation`
  await people.send(by, url, { reason: 'Recorded for a twin' })
  await another(gate)
  await paste(gate, code)
  await gate.getByText('Withdrawn', { exact: true }).waitFor()
})

test('the pages also stand in Hindi, on a large screen and in the dark', async () => {
  const asha = await people.citizen('Asha Sharma')
  const had = { vaccine: 'COVISHIELD', dose: 1, givenOn: '2022-01-15', place: 'बीर अस्पताल, काठमांडू' }
  const proof = { kind: 'document', document: 'passport' }
  const by = await people.signIn(centre.vaccinator)
  await people.send(by, `/v1/patients/${asha.patientId}/doses`, { ...had, evidence: 'card', proof })
  const page = await browser.open('/', { size: LARGE, language: 'hi', theme: 'dark' })
  await signIn(page, asha)
  await page.goto(`/account/certificates/${asha.patientId}`)
  await page.getByRole('img', { name: 'प्रमाण पत्र का QR कोड' }).waitFor()
  await assertSound(page, 'certificate in Hindi')
  await picture(page, 'certificate-elsewhere-hindi')
  await page.goto('/verify')
  await settled(page)
  await assertSound(page, 'check in Hindi')
})
