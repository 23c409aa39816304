// How the pages of booking and of the family look and are read: axe in both languages and themes, pictures, widths.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { addDays } from '../server/src/platform/clock.ts'
import {
  assertAccessible,
  assertFits,
  LARGE,
  type Opening,
  picture,
  SMALL,
  settled,
  signIn,
  startBrowser,
} from './testing/browser.ts'
import { type Citizen, createCitizens, todayInIndia, WINDOW } from './testing/people.ts'
import { startSehat } from './testing/sehat.ts'

const sehat = await startSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createCitizens(sehat)

let meera: Citizen
/** Names for pictures, and where they are. */
const pages: [string, string][] = []

before(async () => {
  meera = await people.citizen()
  const family = { birthDate: '1983-02-01', gender: 'male', pin: '110001' }
  const { body: rohan } = await sehat.ask<{ patientId: string }>('POST', '/v1/patients', {
    by: meera,
    body: { ...family, name: 'Rohan Nair' },
  })
  await sehat.ask('POST', '/v1/patients', {
    by: meera,
    body: { ...family, name: 'विवान नायर', birthDate: '2019-06-30' },
  })
  const today = await people.session()
  const later = await people.session({ date: addDays(todayInIndia(), 3) })
  const full = await people.session({ date: addDays(todayInIndia(), 4), capacity: 1 })
  const given = await people.book(meera, today.sessionId)
  await people.give(given.bookingId, today.lot)
  const ofRohan = { ...meera, patientId: rohan.patientId }
  const cancelled = await people.book(ofRohan, later.sessionId)
  await people.cancel(meera, cancelled.bookingId)
  const booked = await people.book(ofRohan, later.sessionId)
  await people.book(await people.citizen('Omar Khan'), full.sessionId)
  const slip = `/account/bookings/${booked.bookingId}`
  pages.push(
    ['family', '/account'],
    ['records', '/account/records'],
    ['slip', slip],
    ['slip-given', `/account/bookings/${given.bookingId}`],
    ['slip-cancelled', `/account/bookings/${cancelled.bookingId}`],
    ['cancel', `${slip}/cancel`],
    ['move', `${slip}/move`],
    ['move-time', `${slip}/move/${today.sessionId}`],
    ['move-check', `${slip}/move/${today.sessionId}?window=${WINDOW}`],
    ['book-full', `/book/${full.sessionId}`],
    ['book-who', `/book/${today.sessionId}`],
    ['book-time', `/book/${today.sessionId}/time`],
    ['book-check', `/book/${today.sessionId}/check?window=${WINDOW}`],
    ['new-member', '/account/family/new'],
  )
})

/** The last page of a booking is only there for whoever has just booked. */
async function lookAtBooked(page: Page, language: string): Promise<void> {
  const { sessionId } = await people.session({ date: addDays(todayInIndia(), 6) })
  await signIn(page, { ...(await people.citizen('Zoya Ansari')), role: 'citizen' })
  await page.goto(`/book/${sessionId}?window=${WINDOW}`)
  await settled(page)
  for (let nth = 0; nth < 2; nth++) {
    await page.locator('main form button[type=submit]').click()
    await settled(page)
  }
  await page.locator('.ticket').waitFor()
  await settled(page)
  await assertFits(page, `booked in ${language}`)
  await assertAccessible(page, `booked in ${language}`)
  await picture(page, `booked-${language}-360`)
}

async function openSignedIn(look: Opening): Promise<Page> {
  const page = await browser.open('/', look)
  await signIn(page, { ...meera, role: 'citizen' })
  return page
}

/** Opens a page of the list. Choosing somebody is what the pages after it need. */
async function show(page: Page, name: string, address: string): Promise<void> {
  await page.goto(address)
  await settled(page)
  assert.equal(await page.locator('.loading').count(), 0, `${name} is complete`)
  if (name === 'book-who') await page.getByRole('checkbox').nth(1).check()
  assert.equal(new URL(page.url()).pathname.startsWith(address.split('?')[0] as string), true, `${name}: ${page.url()}`)
}

for (const language of ['en', 'hi'] as const) {
  test(`axe finds nothing in ${language}, light and dark, and all fits`, async () => {
    const page = await openSignedIn({ language, size: SMALL })
    for (const [name, address] of pages) {
      await show(page, name, address)
      await assertFits(page, `${name} at 360 px`)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await assertAccessible(page, `${name} in ${language}, ${colorScheme}`)
        if ((language === 'en') === (colorScheme === 'light')) await picture(page, `${name}-${language}-360`)
      }
      await page.setViewportSize(LARGE)
      await assertFits(page, `${name} at 1280 px`)
      await picture(page, `${name}-${language}-1280`)
      await page.setViewportSize(SMALL)
    }
    await lookAtBooked(await browser.open('/', { language, size: SMALL }), language)
  })
}

for (const language of ['en-XA', 'ar-XB'] as const) {
  test(`nothing is cut off or pushed out in ${language}`, async () => {
    const page = await openSignedIn({ language, size: SMALL })
    for (const [name, address] of pages) {
      await show(page, name, address)
      await assertFits(page, `${name} in ${language}`)
    }
    await picture(page, `new-member-${language}-360`)
  })
}

test('errors of a form and the pages of a new member are accessible as well', async () => {
  const page = await openSignedIn({ size: SMALL })
  await page.goto('/account/family/new')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.locator('.error-summary').waitFor()
  await assertAccessible(page, 'an empty name')
  await page.getByLabel('Full name').fill('Anaya Nair')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Year').fill('2014')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Female').check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('PIN code').waitFor()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: 'Check your answers' }).waitFor()
  await assertAccessible(page, 'check of a new member')
  await picture(page, 'new-member-check-en-360')
  await page.getByRole('link', { name: 'Change Name' }).click()
  await page.getByLabel('Full name').fill('Anaya S Nair')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Add to my family' }).click()
  await page.getByRole('heading', { name: 'Anaya S Nair' }).waitFor()
})

test('a seventh member is refused kindly before anything is asked', async () => {
  const page = await openSignedIn({})
  for (let members = 5; members <= 6; members++) {
    const body = { name: `Member ${members}`, birthYear: 1990, gender: 'unknown', pin: '110001' }
    await sehat.ask('POST', '/v1/patients', { by: meera, body })
  }
  await page.goto('/account')
  await page.getByText('An account has room for 6 people.').waitFor()
  assert.equal(await page.getByRole('link', { name: 'Add somebody to your family' }).count(), 0)
})

test('a slip fits on one page of A6, black on white, also when the theme is dark', async () => {
  const page = await openSignedIn({ theme: 'dark' })
  await show(page, 'slip', pages.find(([name]) => name === 'slip')?.[1] as string)
  const pdf = (
    await page.pdf({ format: 'A6', margin: { top: '6mm', bottom: '6mm', left: '6mm', right: '6mm' } })
  ).toString('latin1')
  assert.equal(pdf.match(/\/Type \/Page\b/g)?.length, 1)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const colours = await page.evaluate(() => {
    const style = (selector: string) => getComputedStyle(document.querySelector(selector) as Element)
    return [style('html').backgroundColor, style('.slip').color, style('.slip-token').color]
  })
  assert.deepEqual(colours, ['rgb(255, 255, 255)', 'rgb(0, 0, 0)', 'rgb(0, 0, 0)'])
  for (const hidden of ['.bar', '.foot', '.back', '.button']) assert.ok(await page.locator(hidden).first().isHidden())
  await page.setViewportSize({ width: 397, height: 559 })
  await picture(page, 'slip-print-a6')
})

test('a booking of a past day that nobody recorded says so, and what to do', async () => {
  const zoya = await people.citizen('Zoya Ansari')
  const { bookingId } = await people.book(zoya, (await people.session()).sessionId)
  const page = await browser.open('/')
  await signIn(page, { ...zoya, role: 'citizen' })
  await page.getByRole('link', { name: /^Slip/ }).waitFor()
  assert.equal(await page.getByText('past, not recorded').count(), 0)
  // To the browser it is two days later; nobody at the centre has said anything meanwhile.
  await page.clock.setFixedTime(Date.now() + 2 * 86_400_000)
  await page.goto('/account')
  await page.getByText('past, not recorded').waitFor()
  await page.goto('/account/records')
  await page.getByText('past, not recorded').waitFor()
  await page.goto(`/account/bookings/${bookingId}`)
  await page.getByText('ask the centre to record it').waitFor()
  await settled(page)
  assert.equal(await page.getByRole('button', { name: 'Add to calendar' }).count(), 0)
  await assertAccessible(page, 'unrecorded booking')
  await picture(page, 'slip-unrecorded')
  await page.getByRole('link', { name: 'Choose another day, time or centre' }).click()
  await page.getByRole('heading', { level: 1, name: 'When and where instead?' }).waitFor()
})

test("another family's booking is not there", async () => {
  const stranger = await people.citizen('Fatima Sheikh')
  const page = await browser.open('/')
  await signIn(page, { ...stranger, role: 'citizen' })
  await page.goto(pages.find(([name]) => name === 'slip')?.[1] as string)
  await page.getByText('This is not there, or no longer').waitFor()
  assert.equal(await page.getByText('Nair').count(), 0)
})
