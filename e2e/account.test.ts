// Tests the pages of a family: a new member, a slip on paper, a day that nobody recorded, and what strangers may see.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { addDays } from '../server/src/platform/clock.ts'
import { assertSound, type Opening, picture, SMALL, settled, signIn, startBrowser } from './testing/browser.ts'
import { type Citizen, createPeople, todayInIndia } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'account')
const centre = await people.centre()

let meera: Citizen
/** The address of the slip of Meera's booking. */
let slip = ''

before(async () => {
  meera = await people.citizen()
  const family = { gender: 'male', pin: '110001' }
  await people.send(meera, '/v1/patients', { ...family, name: 'Rohan Nair', birthDate: '1983-02-01' })
  await people.send(meera, '/v1/patients', { ...family, name: 'विवान नायर', birthDate: '2019-06-30' })
  const { bookingId } = await people.book(meera, (await people.session(centre)).sessionId)
  slip = `/account/bookings/${bookingId}`
})

async function openSignedIn(look: Opening): Promise<Page> {
  const page = await browser.open('/', look)
  await signIn(page, meera)
  return page
}

test('the form errors and the pages for a new member are accessible', async () => {
  const page = await openSignedIn({ size: SMALL })
  await page.goto('/account/family/new')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.locator('.error-summary').waitFor()
  await assertSound(page, 'an empty name')
  await page.getByLabel('Full name').fill('Anaya Nair')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Year').fill('2014')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Female').check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('PIN code').waitFor()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: 'Check your answers' }).waitFor()
  await assertSound(page, 'check of a new member')
  await page.getByRole('link', { name: 'Change Name' }).click()
  await page.getByLabel('Full name').fill('Anaya S Nair')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Add to my family' }).click()
  await page.getByRole('heading', { name: 'Anaya S Nair' }).waitFor()
  const word = page.getByRole('alert').filter({ hasText: 'Anaya S Nair is registered' })
  await word.waitFor()
  assert.ok(await word.evaluate((box) => box === document.activeElement), 'a screen reader reads it')
  await page.reload()
  await page.getByRole('heading', { name: 'Anaya S Nair' }).waitFor()
  assert.equal(await word.count(), 0, 'it is said once')
})

test('who adds somebody again is asked whether it is the same person, and nobody is added', async () => {
  const page = await openSignedIn({ size: SMALL })
  await page.goto('/account/family/new')
  await page.getByLabel('Full name').fill('Rohan Nayar')
  await page.getByRole('button', { name: 'Continue' }).click()
  for (const [part, value] of [
    ['Day', '1'],
    ['Month', '2'],
    ['Year', '1983'],
  ] as const) {
    await page.getByLabel(part, { exact: true }).fill(value)
  }
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Male', { exact: true }).check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('PIN code').waitFor()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Add to my family' }).click()
  await page.getByText('Is this the same person?').waitFor()
  await page.getByText('Rohan Nair, born 1 February 1983').waitFor()
  await page.getByRole('button', { name: 'No, add Rohan Nayar as another person' }).waitFor()
  await assertSound(page, 'the same person again')
  await page.getByRole('button', { name: 'Yes, this is Rohan Nair: add nobody' }).click()
  await page.getByRole('heading', { name: 'Rohan Nair' }).waitFor()
  assert.equal(await page.getByRole('heading', { name: 'Rohan Nayar' }).count(), 0)
  await page
    .getByText(/^.*Reference for the counter: PT-/)
    .first()
    .waitFor()
})

test('a family of six is told that it is full, before the page asks for a seventh member', async () => {
  const page = await openSignedIn({})
  for (const name of ['Kavya Nair', 'Devendra Nair']) {
    const body = { name, birthYear: 1990, gender: 'unknown', pin: '110001' }
    await people.send(meera, '/v1/patients', body)
  }
  await page.goto('/account')
  await page.getByText('An account has room for 6 people.').waitFor()
  assert.equal(await page.getByRole('link', { name: 'Add somebody to your family' }).count(), 0)
})

test('a slip fits on one A6 page, in black on white, also in the dark theme', async () => {
  const page = await openSignedIn({ theme: 'dark' })
  await page.goto(slip)
  await settled(page)
  const pdf = (
    await page.pdf({ format: 'A6', margin: { top: '6mm', bottom: '6mm', left: '6mm', right: '6mm' } })
  ).toString('latin1')
  assert.equal(pdf.match(/\/Type \/Page\b/g)?.length, 1)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const text = (await page.locator('.slip').innerText()).replaceAll(/\s+/g, ' ')
  assert.match(text, /Sehat Vaccination slip/)
  assert.match(text, /\w+day,? \d+ \w+ \d{4}/, 'the day has its weekday and its year')
  assert.match(text, /Female, born \d{4}/)
  const millimetres = await page.locator('.slip-code path').evaluate((path) => {
    return (path.getBoundingClientRect().width / 96) * 25.4
  })
  assert.ok(millimetres >= 30, `the code is ${millimetres} mm wide, without its margin`)
  assert.equal(await page.locator('.slip-code rect').getAttribute('fill'), '#ffffff')
  const colours = await page.evaluate(() => {
    const style = (selector: string) => getComputedStyle(document.querySelector(selector) as Element)
    return [style('html').backgroundColor, style('.slip').color, style('.slip-token').color]
  })
  assert.deepEqual(colours, ['rgb(255, 255, 255)', 'rgb(0, 0, 0)', 'rgb(0, 0, 0)'])
  for (const hidden of ['.bar', '.foot', '.back', '.button']) assert.ok(await page.locator(hidden).first().isHidden())
  await page.setViewportSize({ width: 397, height: 559 })
  await picture(page, 'slip on paper')
})

test('a past booking that nobody recorded is shown as such, with what to do', async () => {
  const zoya = await people.citizen('Zoya Ansari')
  const { bookingId } = await people.book(zoya, (await people.session(centre)).sessionId)
  const page = await browser.open('/')
  await signIn(page, zoya)
  await page.getByRole('link', { name: /^Slip/ }).waitFor()
  assert.equal(await page.getByText('past, not recorded').count(), 0)
  // The browser's clock shows two days later. Nobody at the centre has recorded anything since.
  await page.clock.setFixedTime(Date.now() + 2 * 86_400_000)
  await page.goto('/account')
  await page.getByText('past, not recorded').waitFor()
  await page.goto('/account/doses')
  await page.getByText('past, not recorded').waitFor()
  await page.goto(`/account/bookings/${bookingId}`)
  await page.getByText('show this slip to the centre').waitFor()
  await settled(page)
  assert.equal(await page.getByRole('button', { name: 'Add to calendar' }).count(), 0)
  await assertSound(page, 'a booking that nobody recorded')
  await page.getByRole('link', { name: 'Choose another day, time or centre' }).click()
  await page.getByRole('heading', { level: 1, name: 'When and where instead?' }).waitFor()
})

test("a citizen cannot see another family's booking", async () => {
  const stranger = await people.citizen('Fatima Sheikh')
  const page = await browser.open('/')
  await signIn(page, stranger)
  await page.goto(slip)
  await page.getByText('This does not exist, or no longer exists').waitFor()
  assert.equal(await page.getByText('Nair').count(), 0)
})

test('the home shows the next appointment with its place, the way there, the slip and the change', async () => {
  const asha = await people.citizen('Asha Sharma')
  const page = await browser.open('/', { size: SMALL })
  await signIn(page, asha)
  await page.getByText('No appointment yet').waitFor()
  const rohan = { name: 'Rohan Sharma', birthDate: '1983-02-01', gender: 'male', pin: '110001' }
  const { patientId } = await people.send<{ patientId: string }>(asha, '/v1/patients', rohan)
  const tomorrow = addDays(todayInIndia(), 1)
  const { sessionId } = await people.session(centre, { date: tomorrow })
  const { bookingId } = await people.book({ ...asha, patientId }, sessionId)
  const later = await people.session(centre, { date: addDays(tomorrow, 5) })
  await people.book(asha, later.sessionId)
  await page.goto('/account')
  const card = page.getByRole('region', { name: 'Your next appointment' })
  await card.getByText('Rohan Sharma').waitFor()
  await card.getByText('Tomorrow', { exact: true }).waitFor()
  await card.getByText('Clinic of account').waitFor()
  await card.getByRole('img', { name: 'QR code of the reference' }).waitFor()
  const way = (await card.getByRole('link', { name: 'Directions' }).getAttribute('href')) ?? ''
  assert.match(way, /^https:\/\/www\.openstreetmap\.org\/directions\?to=[\d.]+%2C[\d.]+$/, 'a position and no name')
  assert.equal(
    await card.getByRole('link', { name: 'Change' }).getAttribute('href'),
    `/account/bookings/${bookingId}/move`,
  )
  // The booking of Asha is in her own part, and its place too.
  const part = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Asha Sharma' }) })
  await part.getByText('Clinic of account').waitFor()
  await page.getByRole('link', { name: 'Asha Sharma', exact: true }).click()
  assert.equal(new URL(page.url()).hash, '#person-1', 'the address names nobody')
  await assertSound(page, 'the home with appointments')
  await page.getByRole('link', { name: 'Records', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'My records' }).waitFor()
  assert.equal(await page.getByRole('link', { name: 'Records', exact: true }).getAttribute('aria-current'), 'page')
  await page.getByText(/a part for each person of the family: .*Rohan Sharma/).waitFor()
  await page.getByRole('link', { name: /^Vaccinations/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Doses and bookings' }).waitFor()
})

test('without a named operator the page of contact says so, and shows the number for emergencies', async () => {
  const page = await browser.open('/help')
  await page.getByText('What do I bring?').click()
  await page.getByText('A photo identity card of each person').waitFor()
  await page.getByRole('main').getByRole('link', { name: 'Contact' }).click()
  await page.getByText('has not named a contact').waitFor()
  assert.equal(await page.getByRole('main').getByRole('link', { name: '112' }).getAttribute('href'), 'tel:112')
})

test('an address that no page has answers 404, says so, and leads on', async () => {
  const page = await browser.open('/help')
  const answer = await page.goto('/nowhere')
  assert.equal(answer?.status(), 404)
  await page.getByRole('heading', { level: 1, name: 'Page not found' }).waitFor()
  await page.getByRole('link', { name: 'Go to the start page' }).click()
  await page.getByRole('heading', { level: 1, name: 'Good health, close to home' }).waitFor()
})
