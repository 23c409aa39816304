// Tests a citizen's whole way to the second dose: from the search to a record with two bookings.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { addDays } from '../server/src/platform/clock.ts'
import { assertSound, settled, startBrowser } from './testing/browser.ts'
import { createPeople, todayInIndia } from './testing/people.ts'
import { startSehat } from './testing/sehat.ts'

// Other files book at the demo's centre of the shared Sehat. Here nobody else does, so the first token is 1.
const sehat = await startSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'second-dose')
// This file uses the demo's centre, as a person who tries Sehat would.
const centre = { facilityId: sehat.account('centre-admin').facilityId as string, admin: sehat.account('centre-admin') }

const PHONE = people.nextPhone()
const PASSWORD = 'quiet river mango'
const INTERVAL_DAYS = 84

async function titled(page: Page, title: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()

async function answerBirth(page: Page, day: string, month: string, year: string): Promise<void> {
  await page.getByLabel('Day').fill(day)
  await page.getByLabel('Month').fill(month)
  await page.getByLabel('Year').fill(year)
  await press(page, 'Continue')
}

async function register(page: Page): Promise<void> {
  await page.getByLabel('Mobile number').fill(PHONE)
  await press(page, 'Continue')
  await page.getByLabel('Full name').fill('Meera Nair')
  await press(page, 'Continue')
  await answerBirth(page, '7', '3', '1985')
  await page.getByLabel('Female').check()
  await press(page, 'Continue')
  await page.getByLabel('PIN code').fill('110001')
  await press(page, 'Continue')
  await page.getByLabel('Password').fill(PASSWORD)
  await press(page, 'Continue')
  await press(page, 'Send a code to my number')
  await titled(page, 'Enter the code from the message')
  await page.getByLabel('Code').fill(await sehat.codeOf(PHONE))
  await press(page, 'Register')
}

async function addRohan(page: Page): Promise<void> {
  await titled(page, "What is the person's name?")
  await page.getByLabel('Full name').fill('Rohan Nair')
  await press(page, 'Continue')
  await titled(page, 'When was the person born?')
  await answerBirth(page, '1', '2', '1983')
  await page.getByLabel('Male', { exact: true }).check()
  await press(page, 'Continue')
  await titled(page, 'Where does the person live?')
  assert.equal(await page.getByLabel('PIN code').inputValue(), '110001', 'the form already has the PIN of the account')
  await press(page, 'Continue')
  await page.getByText('1 February 1983').waitFor()
  await press(page, 'Add to my family')
}

const slipOf = (page: Page, name: string) => page.getByRole('link', { name: `Open the slip ${name}` })
const referenceOn = async (page: Page): Promise<string> =>
  /[A-Z]{2}-\w{4}-\w{4}/.exec(await page.locator('main').innerText())?.[0] ?? ''

test('a citizen comes from the search to the second dose', async () => {
  await people.keepOpen(centre)
  const page = await browser.open('/centres?pin=110001')
  await page.getByRole('button', { name: /COVISHIELD dose 1/ }).click()
  await page.getByRole('link', { name: /^Book COVISHIELD, dose 1/ }).click()

  // Nobody is signed in. So the citizen registers first, and then comes back to the same place.
  await titled(page, 'Sign in')
  const wanted = new URL(page.url()).searchParams.get('back') ?? ''
  assert.match(wanted, /^\/book\//)
  await page.getByRole('link', { name: 'No account yet? Register' }).click()
  await register(page)
  await titled(page, 'Who is the vaccination for?')
  assert.ok(page.url().endsWith(wanted), page.url())

  await page.getByRole('link', { name: 'Add somebody to your family' }).click()
  await addRohan(page)
  await titled(page, 'Who is the vaccination for?')
  assert.ok(await page.getByLabel('Meera Nair').isChecked(), 'the person who was chosen before stays chosen')
  assert.ok(await page.getByLabel('Rohan Nair').isChecked(), 'the person who was just added is chosen too')
  await press(page, 'Continue')

  await chooseTime(page, 'last', 'Check your answers')
  await press(page, 'Book for 2 people')
  await titled(page, 'All 2 are booked')
  await assertSound(page, 'two who are booked')
  const [first = 0, second] = (await page.locator('.ticket-token').allInnerTexts()).map(Number)
  assert.equal(second, first + 1, 'the tokens of a family follow each other')

  await cancelOfRohan(page)
  const reference = await moveOfMeera(page)
  await vaccination(page, reference)
  await secondDose(page)
})

/** Chooses the first or the last time. */
async function chooseTime(page: Page, which: 'first' | 'last', next: string): Promise<void> {
  await titled(page, 'At what time?')
  await page.getByRole('radio')[which]().check()
  await press(page, 'Continue')
  await titled(page, next)
}

async function cancelOfRohan(page: Page): Promise<void> {
  await slipOf(page, 'Rohan Nair').click()
  await page.getByRole('link', { name: 'Cancel this booking' }).click()
  await titled(page, 'Cancel this booking?')
  await press(page, 'Cancel the booking')
  await page.getByText('This booking was cancelled').waitFor()
  await page.getByRole('link', { name: 'Back' }).click()
  await titled(page, 'Namaste, Meera Nair')
}

/** Moves Meera's booking to another time of the same day, and gives the new reference. */
async function moveOfMeera(page: Page): Promise<string> {
  await page.getByRole('link', { name: /^Slip/ }).click()
  await titled(page, 'Your slip')
  const before = await referenceOn(page)
  await page.getByRole('img', { name: 'QR code of the reference' }).waitFor()
  const oldSlip = page.url()

  const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Add to calendar')])
  assert.equal(download.suggestedFilename(), `${before}.ics`)
  const calendar = readFileSync(await download.path(), 'utf8').replaceAll('\r\n ', '')
  assert.match(calendar, /^BEGIN:VCALENDAR\r\n/)
  assert.match(calendar, new RegExp(`DESCRIPTION:Reference ${before}\\\\nToken number \\d`))
  assert.doesNotMatch(calendar, /Meera/)

  await page.getByRole('link', { name: /^Move to another/ }).click()
  await titled(page, 'When and where instead?')
  // A dose is given on the day of its session only. So the booking stays on this day.
  await page.locator('.choices').first().getByRole('link').first().click()
  await chooseTime(page, 'first', 'Move the booking?')
  await press(page, 'Move the booking')
  await titled(page, 'Your slip')
  await page.waitForURL((url) => url.href !== oldSlip && !url.pathname.includes('/move'))
  await page.getByRole('alert').getByText('The booking is moved').waitFor()
  const reference = await referenceOn(page)
  assert.notEqual(reference, before)

  await page.goto(oldSlip)
  await page.getByText('This booking was moved').waitFor()
  await page.getByRole('link', { name: 'See the new booking' }).click()
  await page.locator('.slip-reference', { hasText: reference }).waitFor()
  return reference
}

async function vaccination(page: Page, reference: string): Promise<void> {
  const bookingId = page.url().split('/').at(-1) as string
  await people.give(sehat.account('vaccinator'), bookingId, `4121Z${todayInIndia().slice(2, 4)}`)
  await page.reload()
  await page.getByText('The dose was given').waitFor()
  await page.getByRole('link', { name: 'See the record' }).click()
  await titled(page, 'Doses and bookings')
  await settled(page)
  const doses = page.getByRole('region', { name: 'Doses of Meera Nair' })
  const row = (await doses.getByRole('row').nth(1).innerText()).replaceAll('\t', ' | ')
  assert.match(row, /^COVID-19 \| 1 \| Covishield .* \| .* \| 4121Z\d{2} \| Ram Manohar Lohia Hospital/)
  const bookings = page.getByRole('region', { name: 'Bookings of Meera Nair' })
  assert.match(await bookings.getByRole('row', { name: reference }).innerText(), /Given/)
  await bookings.getByRole('cell', { name: 'moved' }).waitFor()
  const ofRohan = page.getByRole('region', { name: 'Bookings of Rohan Nair' })
  assert.match(await ofRohan.getByRole('row').nth(1).innerText(), /Cancelled/)
}

async function secondDose(page: Page): Promise<void> {
  const due = addDays(todayInIndia(), INTERVAL_DAYS)
  const inWords = new Intl.DateTimeFormat('en-IN', { timeZone: 'UTC', dateStyle: 'long' }).format(new Date(due))
  await people.session(centre, { date: due, dose: 2, windows: ['09:00-12:00'] })
  const tooEarly = await people.session(centre, { date: addDays(todayInIndia(), 3), dose: 2, windows: ['09:00-12:00'] })

  await page.goto(`/book/${tooEarly.sessionId}`)
  await page.getByLabel('Meera Nair').check()
  await press(page, 'Continue')
  await press(page, 'Book for 1 person')
  await page.getByText(`Meera Nair can have this dose from ${inWords} on. Nothing was booked.`).waitFor()

  await page.goto('/account')
  await page.getByText(`COVID-19: dose 2 is due from ${inWords} on`).waitFor()
  await page.getByRole('link', { name: 'Search and book COVID-19, Meera Nair' }).click()
  const asked = new URL(page.url()).searchParams
  assert.deepEqual(
    ['pin', 'vaccine', 'dose', 'from'].map((name) => asked.get(name)),
    ['110001', 'COVISHIELD', '2', due],
  )
  await page.getByRole('link', { name: /^Book COVISHIELD, dose 2/ }).click()
  await page.getByLabel('Meera Nair').check()
  await press(page, 'Continue')
  // For a session with one window, the page does not ask for the time.
  await titled(page, 'Check your answers')
  await press(page, 'Book for 1 person')
  await titled(page, 'Booked')
  await page.getByRole('link', { name: 'To my family' }).click()
  await page.getByText('COVID-19: Covishield (ChAdOx1-S), dose 2').waitFor()
  assert.equal(await page.getByText('is due').count(), 0, 'the page no longer offers a dose that is booked')
}
