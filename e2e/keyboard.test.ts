// Tests the main act of each role by keyboard alone: the focus is always seen, and never lost.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { settled, startBrowser } from './testing/browser.ts'
import { enter, focusOn, press, tabTo } from './testing/keyboard.ts'
import { createPeople, todayInIndia } from './testing/people.ts'
import { type DemoAccount, shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'keyboard')
const centre = await people.centre('560001')

/** Signs in by keyboard, and gives the first page of this person. */
async function open({ phone, password }: Pick<DemoAccount, 'phone' | 'password'>): Promise<Page> {
  const page = await browser.open('/sign-in/password')
  await enter(page, page.getByLabel('Mobile number'), phone)
  await enter(page, page.getByLabel('Password', { exact: true }), password)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/staff')
  await settled(page)
  return page
}

/** Goes to a page of the menu by Tab and Enter. Its heading then has the focus. */
async function goTo(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name, exact: true }))
  await press(page, 'Enter')
  await settled(page)
  await focusOn(page.getByRole('heading', { level: 1 }))
}

test('a vaccinator finds a person, records the arrival and the dose, and takes nothing by a mouse', async () => {
  const { sessionId } = await people.session(centre)
  await people.book(await people.citizen('Gopal Mahto'), sessionId)
  const page = await open(centre.vaccinator)
  await goTo(page, 'Today')
  await page.getByText('Gopal Mahto').waitFor()
  await press(page, '/')
  await page.keyboard.type('gopal')
  await press(page, 'ArrowDown', 'a')
  await page.getByText('Gopal Mahto has arrived.').waitFor()
  assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ''), /Gopal Mahto/)
  await press(page, 'v')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio').first().waitFor()
  await tabTo(page, dialog.getByRole('button', { name: 'Record dose' }))
  await press(page, 'Enter')
  await page.getByText('Dose recorded for Gopal Mahto').waitFor()
  await dialog.waitFor({ state: 'detached' })
  await press(page, 'ArrowUp')
  // The word with Undo can be reached, and taken back with a reason.
  await tabTo(page, page.getByRole('button', { name: /^Undo/ }))
})

test('a centre administrator receives doses, and opens a session for them', async () => {
  const page = await open(centre.admin)
  await goTo(page, 'Stock')
  const dialog = page.getByRole('dialog')
  await press(page, 'r')
  await enter(page, dialog.getByLabel('Vaccine'), 'COVAXIN')
  await enter(page, dialog.getByLabel('Lot', { exact: true }), 'KEY-1')
  for (const [part, value] of [
    ['Day', '31'],
    ['Month', '12'],
    ['Year', String(Number(todayInIndia().slice(0, 4)) + 1)],
  ] as const) {
    await enter(page, dialog.getByLabel(part, { exact: true }), value)
  }
  await enter(page, dialog.getByLabel('Doses'), '40')
  await press(page, 'Enter')
  await page.getByRole('row', { name: /COVAXIN KEY-1/ }).waitFor()
  await dialog.waitFor({ state: 'detached' })
  await press(page, 'g', 's')
  await page.waitForURL('**/staff/sessions')
  await settled(page)
  await press(page, 'n')
  await enter(page, dialog.getByLabel('Vaccine'), 'COVAXIN')
  await enter(page, dialog.getByLabel('Seats'), '4')
  await enter(page, dialog.getByLabel('Times'), '9-11, 14-23:59')
  await press(page, 'Enter')
  await page.getByText('0 of 4 booked, 0 given').waitFor()
  await dialog.waitFor({ state: 'detached' })
  await press(page, 'Tab')
})

test('a district officer invites a person to a centre of the district', async () => {
  const page = await open(sehat.account('district-officer'))
  await goTo(page, 'Staff')
  await tabTo(page, page.getByRole('link', { name: 'Invite a person' }))
  await press(page, 'Enter')
  await settled(page)
  await enter(page, page.getByLabel('Part of the name'), 'lohia')
  await press(page, 'Enter')
  const place = page.getByRole('main').getByRole('link', { name: /lohia/i })
  await place.first().waitFor()
  await tabTo(page, place)
  await press(page, 'Enter')
  await settled(page)
  await enter(page, page.getByLabel('Name', { exact: true }), 'Leela Test Nambiar')
  await enter(page, page.getByLabel('Mobile number'), people.nextPhone())
  await tabTo(page, page.getByLabel('Vaccinator'))
  await press(page, 'Space')
  await tabTo(page, page.getByRole('button', { name: 'Send the offer' }))
  await press(page, 'Enter')
  await page.getByText('The offer to Leela Test Nambiar is on its way').waitFor()
  await press(page, 'Tab')
})

test('a national administrator adds a facility, is led to a mistake, and puts it right', async () => {
  const page = await open(sehat.account('national-admin'))
  await goTo(page, 'Facilities')
  await tabTo(page, page.getByRole('link', { name: 'Add a facility' }))
  await press(page, 'Enter')
  await settled(page)
  await enter(page, page.getByLabel('Name', { exact: true }), 'Keyboard Test Clinic')
  await enter(page, page.getByLabel('Address'), '12 Janpath')
  await enter(page, page.getByLabel('PIN code'), '110001')
  await press(page, 'Enter')
  const summary = page.getByRole('alert')
  await focusOn(summary)
  await tabTo(page, summary.getByRole('link', { name: 'Choose at least one kind' }))
  await press(page, 'Enter')
  await focusOn(page.locator('#kinds'))
  await press(page, 'Space')
  await tabTo(page, page.getByRole('button', { name: 'Save' }))
  await press(page, 'Enter')
  await page.getByText('The facility is saved').waitFor()
  await page.getByRole('heading', { level: 1, name: 'Keyboard Test Clinic' }).waitFor()
  await press(page, 'Tab')
})
