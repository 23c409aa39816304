// Tests the way of a look at a record: a vaccinator sees a booking, the family sees who, an auditor finds it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { assertSound, picture, SMALL, settled, signIn, startBrowser } from './testing/browser.ts'
import { createPeople } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'audit')
const centre = await people.centre()
const meera = await people.citizen()

test('a family sees who looked at its records and why, and an auditor finds the same look and saves it', async () => {
  const { sessionId } = await people.session(centre)
  const { bookingId } = await people.book(meera, sessionId)
  const vaccinator = await people.signIn(centre.vaccinator)
  const seen = await sehat.ask('GET', `/v1/vaccination/bookings/${bookingId}`, { by: vaccinator })
  assert.equal(seen.status, 200)

  const page = await browser.open('/', { size: SMALL })
  await signIn(page, meera)
  await page.goto('/account')
  await page.getByRole('link', { name: 'Who saw our records' }).click()
  await page.getByRole('heading', { level: 1, name: 'Who saw my records' }).waitFor()
  const look = page.getByRole('listitem').filter({ hasText: 'Vaccinator, Clinic of audit, 110002' })
  await look.waitFor()
  assert.match(await look.innerText(), /Saw the booking\.[\s\S]*Why: Meera Nair had a booking there\./)
  await page.getByText('I do not know why somebody looked').click()
  await page.getByText('Ask at the place that is named').waitFor()
  await picture(page, 'audit-family')
  const number = await page.locator('.reader-number').innerText()
  assert.equal(number, meera.patientId)
  await assertSound(page, 'who saw our records')

  const desk = await browser.open('/')
  await signIn(desk, sehat.account('auditor'))
  await desk.goto('/staff/audit/reads')
  await desk.getByRole('button', { name: 'Search' }).click()
  await desk.getByText('Give at least one number').waitFor()
  await desk.getByLabel('Record number').fill('Meera')
  await desk.getByRole('button', { name: 'Search' }).click()
  await desk.getByText('Enter the whole number').waitFor()
  await desk.getByLabel('Record number').fill(number)
  await desk.getByRole('button', { name: 'Search' }).click()
  await desk.getByRole('cell', { name: 'booking.read' }).waitFor()
  await settled(desk)
  await assertSound(desk, 'who read what')
  await picture(desk, 'audit-reads')
  const saving = desk.waitForEvent('download')
  await desk.getByRole('button', { name: /CSV/ }).click()
  const file = readFileSync(await (await saving).path(), 'utf8')
  assert.match(file, new RegExp(`vaccinator.*${centre.vaccinator.facilityId}.*booking.*${meera.patientId}`))

  await page.reload()
  await page.getByRole('listitem').filter({ hasText: 'Auditor' }).first().waitFor()
  await desk.goto('/staff/audit/trail')
  await desk.getByText('Sehat has not checked the trail yet').waitFor()
  await assertSound(desk, 'the trail')
})
