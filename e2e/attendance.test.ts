// Tests the pages of attendance: a chain compares its hospitals, and a hospital sees waits and absences by day.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { assertSound, SMALL, settled, signIn, startBrowser } from './testing/browser.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)

test('the administrator of a chain sees its hospitals as rows, and each number opens its list', async () => {
  const page = await browser.open('/')
  await signIn(page, sehat.account('chain-admin'))
  // The home has the same hospitals, with their numbers of today.
  await page.getByRole('table', { name: 'Hospitals today' }).locator('tbody tr').nth(2).waitFor()
  await assertSound(page, 'home of a chain')
  await page.getByRole('link', { name: 'Compare hospitals' }).click()
  const rows = page.getByRole('table', { name: 'Hospitals beside each other' }).locator('tbody tr')
  await rows.nth(2).waitFor()
  await assertSound(page, 'hospitals beside each other')
  const seen = rows.locator('td:nth-child(2) a').first()
  const count = Number(await seen.innerText())
  assert.ok(count > 0, 'the day before today, patients were seen')
  await seen.click()
  await page.waitForURL('**/staff/hospitals/*?from=*')
  await page.getByText('Patients seen').first().waitFor()
  await settled(page)
  await assertSound(page, 'the attendance of a hospital')
  // Other files may bring patients meanwhile.
  assert.ok(Number(await page.locator('.headline-number').first().innerText()) >= count)
  assert.equal(await page.getByRole('table', { name: 'By day' }).locator('td a').count(), 0, 'no list of patients')
})

test('the administrator of a hospital opens the days of a doctor, and the patients of a day', async () => {
  const page = await browser.open('/', { size: SMALL })
  await signIn(page, sehat.account('centre-admin'))
  await page.getByRole('link', { name: /^Stuck fees/ }).waitFor()
  await settled(page)
  await assertSound(page, 'home of the administrator of a hospital')
  await page.getByRole('link', { name: /^Usual wait today/ }).click()
  await page.waitForURL('**/staff/attendance?from=*')
  await page.goto('/staff/attendance')
  await page
    .getByRole('table', { name: 'By doctor, the longest wait first' })
    .getByRole('link', { name: /^Dr / })
    .first()
    .click()
  const days = page.getByRole('table', { name: /^Days of Dr / })
  await days.waitFor()
  await settled(page)
  await assertSound(page, 'the days of a doctor')
  await days.getByRole('link').first().click()
  await page.waitForURL('**/staff/appointments?*state=seen*')
  await page.locator('tbody tr').first().waitFor()
})
