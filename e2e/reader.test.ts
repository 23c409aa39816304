// Tests what a screen reader reads on the five main journeys, against the texts in e2e/trees.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { addDays } from '../server/src/platform/clock.ts'
import { startReceiver } from '../server/src/testing/fakes/receiver.ts'
import { until } from '../server/src/testing/until.ts'
import { settled, signIn, startBrowser } from './testing/browser.ts'
import { link } from './testing/outside.ts'
import { type Citizen, createPeople, todayInIndia } from './testing/people.ts'
import { type DemoAccount, startSehat } from './testing/sehat.ts'
import { assertTree } from './testing/tree.ts'

const receiver = await startReceiver({ after })
// This file has its own Sehat, so that the numbers in the trees are the same in every run.
const sehat = await startSehat({ after }, { SEHAT_LINKAGE_ALLOW_LOOPBACK: 'on' })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'reader')
const PIN = '744101'
/** The demo has no sessions so far ahead. So the hour of the day changes nothing. */
const FAR_DAYS = 20
const centre = await people.centre(PIN)

const main = (page: Page) => page.getByRole('main')
const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().click()

async function titled(page: Page, title: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await settled(page)
}

async function openAs(who: DemoAccount | Citizen, address: string): Promise<Page> {
  const page = await browser.open('/')
  await signIn(page, who as DemoAccount)
  await page.goto(address)
  await settled(page)
  return page
}

test('a citizen registers', async () => {
  const page = await browser.open('/register')
  await assertTree(page.locator('body'), 'register-phone')
  await press(page, 'Continue')
  await page.getByRole('alert').waitFor()
  await assertTree(main(page), 'register-phone-wrong')
  const phone = people.nextPhone()
  await page.getByLabel('Mobile number').fill(phone)
  await press(page, 'Continue')
  await page.getByLabel('Full name').fill('Meera Nair')
  await press(page, 'Continue')
  await page.getByLabel('Year').waitFor()
  await assertTree(main(page), 'register-birth')
  await page.getByLabel('Year').fill('1985')
  await press(page, 'Continue')
  await page.getByLabel('Female').waitFor()
  await assertTree(main(page), 'register-gender')
  await page.getByLabel('Female').check()
  await press(page, 'Continue')
  await page.getByLabel('PIN code').fill('110001')
  await press(page, 'Continue')
  await page.getByLabel('Password').fill('quiet river mango')
  await press(page, 'Continue')
  await page.getByRole('button', { name: 'Send a code to my number' }).waitFor()
  await settled(page)
  await assertTree(main(page), 'register-check')
  await press(page, 'Send a code to my number')
  await titled(page, 'Enter the code from the message')
  await assertTree(main(page), 'register-code')
  await page.getByLabel('Code').fill(await sehat.codeOf(phone))
  await press(page, 'Register')
  await page.waitForURL('**/account')
  await settled(page)
  await assertTree(main(page), 'register-home')
})

test('a citizen finds a centre and books', async () => {
  const date = addDays(todayInIndia(), FAR_DAYS)
  await people.session(centre, { date })
  const page = await openAs(await people.citizen(), `/centres?pin=${PIN}&from=${date}`)
  await page.locator('.book').first().waitFor()
  await settled(page)
  await assertTree(page.getByRole('list', { name: /all centres/ }), 'book-week')
  await assertTree(page.locator('.centre').first(), 'book-centre')
  await page.getByRole('link', { name: /^Book COVISHIELD, dose 1/ }).click()
  await titled(page, 'Who is the vaccination for?')
  await assertTree(main(page), 'book-who')
  await page.getByLabel('Meera Nair').check()
  await press(page, 'Continue')
  await titled(page, 'At what time?')
  await assertTree(main(page), 'book-time')
  await page.getByRole('radio').first().check()
  await press(page, 'Continue')
  await titled(page, 'Check your answers')
  await assertTree(main(page), 'book-check')
  await press(page, 'Book for 1 person')
  await titled(page, 'Booked')
  await assertTree(main(page), 'booked')
})

test('a citizen moves a booking, and cancels it', async () => {
  const [from, to] = [addDays(todayInIndia(), FAR_DAYS + 10), addDays(todayInIndia(), FAR_DAYS + 11)]
  const { sessionId } = await people.session(centre, { date: from })
  await people.session(centre, { date: to, windows: ['09:00-12:00'] })
  const asha = await people.citizen('Asha Sharma')
  const { bookingId } = await people.book(asha, sessionId)
  const page = await openAs(asha, `/account/bookings/${bookingId}`)
  await page.getByRole('img', { name: 'QR code of the reference' }).waitFor()
  await assertTree(main(page), 'slip')
  await page.getByRole('link', { name: /^Move to another/ }).click()
  await titled(page, 'When and where instead?')
  // Below are other centres. Those of the demo have fewer times in the evening.
  const own = page.locator('.choices').first()
  await assertTree(own, 'move')
  await own.getByRole('link').last().click()
  await titled(page, 'Move the booking?')
  await assertTree(main(page), 'move-check')
  await press(page, 'Move the booking')
  await titled(page, 'Your slip')
  await page.getByRole('link', { name: 'Cancel this booking' }).click()
  await titled(page, 'Cancel this booking?')
  await assertTree(main(page), 'cancel')
  await press(page, 'Cancel the booking')
  await page.getByText('This booking was cancelled').waitFor()
  await settled(page)
  await assertTree(main(page), 'cancelled')
})

test('staff record an arrival and a dose', async () => {
  const { sessionId } = await people.session(centre)
  await people.book(await people.citizen('Gopal Mahto'), sessionId)
  const page = await openAs(centre.vaccinator, '/staff/today')
  await page.getByText('Gopal Mahto').waitFor()
  await assertTree(page.locator('body'), 'today')
  await page.getByRole('button', { name: 'Gopal Mahto', exact: true }).focus()
  await page.keyboard.press('a')
  await page.getByText('Gopal Mahto has arrived.').waitFor()
  await assertTree(page.locator('.said'), 'today-arrived')
  await page.keyboard.press('v')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio').first().waitFor()
  await settled(page)
  await assertTree(dialog, 'today-dose')
  await dialog.getByRole('button', { name: 'Record dose' }).click()
  await page.getByText('Dose recorded for Gopal Mahto').waitFor()
  await settled(page)
  await assertTree(page.locator('.said'), 'today-given')
  await assertTree(main(page), 'today-after')
})

test('staff decide a link review', async () => {
  const review = await makeReview()
  const page = await openAs(sehat.account('national-admin'), `/staff/reviews/${review}`)
  await page.getByRole('radio').first().waitFor()
  await assertTree(main(page), 'review')
  await press(page, 'Decide')
  await page.getByRole('alert').waitFor()
  await assertTree(page.getByRole('alert'), 'review-wrong')
  await page.getByRole('radio').nth(1).check()
  await press(page, 'Decide')
  await page.getByText('Sehat tells the outside system at once by a callback.').waitFor()
  await settled(page)
  await assertTree(main(page), 'review-decided')
})

/** Makes a request to link that fits two people, and waits until staff may decide. */
async function makeReview(): Promise<string> {
  const admin = await people.signIn(sehat.account('national-admin'))
  const person = { name: 'Zebunnissa Quraishi', birthDate: '1990-05-14', gender: 'female', pin: '110001' }
  for (const phone of ['+919876501234', '+919876505678']) {
    await people.send(admin, '/v1/patients/registrations', { ...person, phone, confirmedNew: true })
  }
  const asked = { name: 'Hospital of the West', webhook: receiver.url, 'choice-by': 'staff' }
  const made = await sehat.ask<Record<string, string>>('POST', '/v1/customers', { by: admin, key: 'k', body: asked })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const customer = { customerId: made.body['customer-id'] as string, secret: made.body.secret as string }
  const contact = { pin: '110002', phone: '+919876509012' }
  const patient = { full_name: 'Zebunisa Quraishi', dob: '1990-05-14', gender: 'female', contact }
  const workflowId = await link(sehat, customer, 'MRN-1', patient)
  await until('it waits for a choice', () => receiver.of(workflowId).length > 0)
  return workflowId
}
