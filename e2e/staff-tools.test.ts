// Tests what all staff share: the home of each role, the search by Ctrl K, the bell, and lists that people can order.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { addDays } from '../server/src/platform/clock.ts'
import { assertSound, picture, SMALL, settled, signIn, startBrowser } from './testing/browser.ts'
import { createPeople, todayInIndia } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'staff-tools')
const centre = await people.centre()
const [meera, { sessionId }] = [await people.citizen('Kamini Deshpande'), await people.session(centre)]
const booking = await people.book(meera, sessionId)

const FIELD = 'Find pages, bookings, staff'

/** Opens the search by its keys, and types. */
async function find(page: Page, text: string): Promise<void> {
  // The same keys close the search, and it closes a moment after a result is chosen.
  await page.getByRole('combobox', { name: FIELD }).waitFor({ state: 'hidden' })
  await settled(page)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: FIELD }).fill(text)
}

test('a vaccinator finds the day, who comes next and what runs out on the home page', async () => {
  const admin = await people.signIn(centre.admin)
  const lot = { facilityId: centre.facilityId, vaccine: 'COVAXIN', quantity: 30 }
  const soon = { ...lot, lot: 'SOON-1', expiresOn: addDays(todayInIndia(), 5) }
  await people.send(admin, '/v1/vaccination/stock', soon)
  await people.send(admin, '/v1/vaccination/stock', { ...lot, lot: 'LATE-1', quantity: 5, expiresOn: '2030-01-01' })
  const page = await browser.open('/', { size: SMALL })
  await signIn(page, centre.vaccinator)
  await page.goto('/staff')
  await page.getByRole('heading', { level: 1, name: /^Good (morning|afternoon|evening), Ravi Kumar$/ }).waitFor()
  await settled(page)
  await page.getByRole('link', { name: 'Booked today 1' }).waitFor()
  await page.getByRole('link', { name: /Kamini Deshpande/ }).waitFor()
  assert.equal(await page.title(), 'Home – Sehat', 'the title of the window names nobody')
  await assertSound(page, 'home of a vaccinator')
  await picture(page, 'home-vaccinator-small')
  await page.getByRole('main').getByRole('link', { name: '1 lot expires within 30 days' }).click()
  await page.waitForURL('**/staff/stock?show=soon')
  await page.getByRole('cell', { name: 'SOON-1' }).waitFor()
  assert.equal(await page.getByRole('cell', { name: 'LATE-1' }).count(), 0)
  await page.getByRole('button', { name: 'Clear' }).click()
  await page.getByRole('cell', { name: 'LATE-1' }).waitFor()
  assert.ok(page.url().endsWith('/staff/stock'))
})

test('the bell counts what waits, and leads to it', async () => {
  const page = await browser.open('/')
  await signIn(page, centre.admin)
  await page.goto('/staff/sessions')
  await page.getByRole('button', { name: '1 thing is waiting for you' }).click()
  await assertSound(page, 'the open bell')
  await page.getByRole('menuitem', { name: '1 lot expires within 30 days' }).click()
  await page.waitForURL('**/staff/stock?show=soon')
})

test('people order a list that the page has whole, and nothing found says how to go on', async () => {
  const page = await browser.open('/')
  await signIn(page, centre.admin)
  await page.goto('/staff/stock')
  await settled(page)
  const table = page.getByRole('table', { name: 'By lot' })
  const counts = async () => (await table.locator('tbody td:last-child').allInnerTexts()).map(Number)
  await table.getByRole('button', { name: 'In store' }).click()
  assert.equal(await table.getByRole('columnheader', { name: 'In store' }).getAttribute('aria-sort'), 'descending')
  const [down, sorted] = [await counts(), (await counts()).toSorted((a, b) => b - a)]
  assert.deepEqual(down, sorted)
  await table.getByRole('button', { name: 'In store' }).click()
  assert.deepEqual(await counts(), sorted.toReversed())
  await assertSound(page, 'a list in another order')
  await page.getByLabel('Vaccine or lot').fill('no such lot')
  await page.keyboard.press('Enter')
  await page.getByText('Nothing was found').waitFor()
  await assertSound(page, 'a list in which nothing was found')
})

test('a vaccinator finds bookings, lots and pages by Ctrl K; Escape gives the focus back', async () => {
  const page = await browser.open('/')
  await signIn(page, centre.vaccinator)
  await page.goto('/staff/sessions')
  await settled(page)
  await page.getByRole('link', { name: 'Stock' }).focus()
  for (const words of ['kamini', booking.reference.toLowerCase().replaceAll('-', ' ')]) {
    await find(page, words)
    await page.getByRole('option', { name: new RegExp(`Kamini Deshpande ${booking.reference}`) }).waitFor()
    await page.keyboard.press('Escape')
  }
  await page.waitForFunction(() => document.activeElement?.textContent === 'Stock')
  await find(page, 'soon-1')
  await page.getByRole('option', { name: /SOON-1/ }).waitFor()
  await page.getByRole('status').filter({ hasText: '1 result' }).waitFor()
  await assertSound(page, 'the search')
  await picture(page, 'search')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/staff/stock/ledger?lot=SOON-1')
  await find(page, 'scan')
  await page.getByRole('option', { name: /^Scan/, selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/staff/scan')
  await settled(page)
  await page.keyboard.press('Control+k')
  assert.equal(await page.getByRole('combobox').inputValue(), '', 'the search keeps nothing that was typed')
  const lately = page.getByRole('group', { name: 'Opened lately' })
  assert.match((await lately.getByRole('option').first().innerText()).trim(), /^Scan/)
})

test('the search shows a name only to those who see the list of that centre', async () => {
  for (const account of [sehat.account('auditor'), sehat.account('vaccinator'), sehat.account('national-admin')]) {
    const page = await browser.open('/')
    await signIn(page, account)
    await page.goto('/staff')
    await settled(page)
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    for (const words of ['kamini', booking.reference]) {
      await find(page, words)
      await page.getByRole('dialog').getByText('Nothing was found').waitFor()
      assert.equal(await page.getByText('Kamini Deshpande').count(), 0)
      await page.keyboard.press('Escape')
    }
    if (account.role === 'auditor') {
      assert.deepEqual(
        asked.filter((url) => /staff\?|bookings|facilities\?|stock/.test(url)),
        [],
      )
    }
    await page.context().close()
  }
})
