// Tests booking in difficult cases: by keyboard only, on slow and broken lines, and when somebody else takes the seat.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page, Request, Route } from 'playwright-core'
import { addDays } from '../server/src/platform/clock.ts'
import { assertSound, settled, signIn, slowLine, startBrowser } from './testing/browser.ts'
import { type Citizen, createPeople, todayInIndia, WINDOW } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'booking')
// No other file has centres at this PIN, so the page offers only seats of this file in place of a lost one.
const centre = await people.centre('744101')

const BOOKINGS = '**/v1/vaccination/bookings'

async function titled(page: Page, title: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()

/** Signs this citizen in, and opens the address. */
async function openFor(citizen: Citizen, address: string): Promise<Page> {
  const page = await browser.open('/')
  await signIn(page, citizen)
  await page.goto(address)
  await settled(page)
  return page
}

/** Opens the last page before the booking. */
async function openCheck(citizen: Citizen, sessionId: string): Promise<Page> {
  const page = await openFor(citizen, `/book/${sessionId}?window=${WINDOW}`)
  await press(page, 'Continue')
  await titled(page, 'Check your answers')
  return page
}

const keyOf = (request: Request): string => request.headers()['idempotency-key'] ?? ''

/** Sends each booking to the server, but drops the answers for which `isLost` is true. Gives the keys of all tries. */
async function dropAnswers(page: Page, isLost: (nth: number) => boolean): Promise<string[]> {
  const keys: string[] = []
  await page.route(BOOKINGS, async (route: Route) => {
    if (route.request().method() !== 'POST') return route.continue()
    keys.push(keyOf(route.request()))
    const answer = await route.fetch()
    assert.equal(answer.status(), 201)
    return isLost(keys.length) ? route.abort('connectionreset') : route.fulfill({ response: answer })
  })
  return keys
}

async function assertBookedOnce(citizen: Citizen, sessionId: string): Promise<void> {
  const bookings = await people.bookingsOf(citizen)
  assert.deepEqual(
    bookings.map((booking) => [booking.sessionId, booking.status]),
    [[sessionId, 'BOOKED']],
  )
}

test('when an answer is lost, the page repeats the request with the same key, and books once', async () => {
  const citizen = await people.citizen()
  const { sessionId } = await people.session(centre)
  const page = await openCheck(citizen, sessionId)
  const keys = await dropAnswers(page, (nth) => nth === 1)
  await press(page, 'Book for 1 person')
  await titled(page, 'Booked')
  assert.equal(keys.length, 2)
  assert.equal(new Set(keys).size, 1)
  await assertBookedOnce(citizen, sessionId)
})

test('on a broken line the page says that the outcome is not known, and a later try gets the true answer', async () => {
  const citizen = await people.citizen()
  const { sessionId } = await people.session(centre)
  const page = await openCheck(citizen, sessionId)
  let isBroken = true
  const keys = await dropAnswers(page, () => isBroken)
  await press(page, 'Book for 1 person')
  await page.getByText('we do not know whether it was booked', { exact: false }).waitFor()
  assert.match(
    (await page.locator(':focus').textContent()) ?? '',
    /Nobody is booked twice/,
    'a screen reader reads it aloud',
  )
  await assertSound(page, 'a booking whose outcome is not known')
  isBroken = false
  await press(page, 'Book for 1 person')
  await titled(page, 'Booked')
  assert.equal(new Set(keys).size, 1)
  const [booking] = await people.bookingsOf(citizen)
  await page.getByText(booking?.reference ?? '').waitFor()
  await assertBookedOnce(citizen, sessionId)
})

test('after a reload the page keeps the key, and says that the outcome is not known yet', async () => {
  const citizen = await people.citizen()
  const [{ sessionId }, other] = [await people.session(centre), await people.session(centre)]
  const page = await openCheck(citizen, sessionId)
  let isBroken = true
  const keys = await dropAnswers(page, () => isBroken)
  await press(page, 'Book for 1 person')
  await page.getByText('we do not know whether it was booked', { exact: false }).waitFor()
  isBroken = false
  await page.reload()
  const unsettled = page.getByText('We do not know yet whether this was booked')
  await unsettled.waitFor()
  await assertSound(page, 'a booking that is asked for again')
  // The page says so only about the session of the lost request, not about other sessions.
  await page.goto(`/book/${other.sessionId}/check?window=${WINDOW}`)
  await page.getByRole('button', { name: 'Book for 1 person' }).waitFor()
  assert.equal(await unsettled.count(), 0)
  await page.goBack()
  await unsettled.waitFor()
  await press(page, 'Ask again')
  await titled(page, 'Booked')
  assert.equal(new Set(keys).size, 1)
  await assertBookedOnce(citizen, sessionId)
  await page.reload()
  await titled(page, 'Booked')
  await page.locator('.ticket-token', { hasText: /\d/ }).waitFor()
})

test('a cancelled booking is not shown as valid, also when the page cannot read it again', async () => {
  const citizen = await people.citizen()
  const { sessionId } = await people.session(centre)
  const page = await openCheck(citizen, sessionId)
  await press(page, 'Book for 1 person')
  await titled(page, 'Booked')
  assert.doesNotMatch(
    await page.evaluate(() => JSON.stringify(sessionStorage)),
    /reference|token/,
    'the tab keeps only ids',
  )
  await page.getByRole('button', { name: 'Print' }).waitFor()
  await page.getByRole('link', { name: /^Directions/ }).waitFor()
  const [calendar] = await Promise.all([page.waitForEvent('download'), press(page, 'Add to calendar')])
  assert.match(calendar.suggestedFilename(), /\.ics$/)
  const shared = await shareAndRead(page)
  assert.match(shared, /^Vaccination on \w+day/)
  const { reference } = (await people.bookingsOf(citizen))[0] as { reference: string }
  assert.doesNotMatch(shared, new RegExp(`${reference}|Meera|Nair`), 'what is shared names no person and no booking')
  await page.getByRole('link', { name: /^Open the slip/ }).click()
  await page.getByRole('img', { name: 'QR code of the reference' }).waitFor()
  await page.getByRole('link', { name: 'Cancel this booking' }).click()
  await titled(page, 'Cancel this booking?')
  await page.route(`${BOOKINGS}/*`, (route) => route.abort('connectionreset'))
  await press(page, 'Cancel the booking')
  await titled(page, 'Your slip')
  await page.getByText('This booking was cancelled').waitFor()
  assert.equal(await page.getByRole('img').count(), 0)
  await page.goBack()
  await page.goBack()
  await titled(page, 'Namaste, Meera Nair')
  assert.equal(await page.locator('.ticket').count(), 0)
})

/** Presses Share, in place of the system's sheet, and gives the text that would be sent. */
async function shareAndRead(page: Page): Promise<string> {
  await page.evaluate(() => {
    const share = async ({ text }: { text?: string }) => void Object.assign(globalThis, { shared: text })
    Object.assign(navigator, { share })
  })
  await press(page, 'Share day and place')
  return page.evaluate(() => (globalThis as unknown as { shared: string }).shared)
}

test('signing out removes everything about a booking from the tab', async () => {
  const citizen = await people.citizen()
  const { sessionId } = await people.session(centre)
  const page = await openCheck(citizen, sessionId)
  assert.match(await page.evaluate(() => JSON.stringify(sessionStorage)), new RegExp(citizen.patientId))
  await page.getByRole('link', { name: 'Sign out' }).click()
  await titled(page, 'You are signed out')
  assert.equal(await page.evaluate(() => JSON.stringify(sessionStorage)), '{}')
})

test('without a connection the page sends nothing, and says so', async () => {
  const citizen = await people.citizen()
  const { sessionId } = await people.session(centre)
  const page = await openCheck(citizen, sessionId)
  await page.context().setOffline(true)
  await press(page, 'Book for 1 person')
  await page.getByText('Nothing was sent.', { exact: false }).waitFor()
  await assertSound(page, 'a booking without a line')
  assert.deepEqual(await people.bookingsOf(citizen), [])
  await page.context().setOffline(false)
  await press(page, 'Book for 1 person')
  await titled(page, 'Booked')
})

test('on a slow line a double press sends one request', async (t) => {
  const citizen = await people.citizen()
  const { sessionId } = await people.session(centre)
  const page = await openCheck(citizen, sessionId)
  await slowLine(page.context(), page)
  const keys: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/bookings')) keys.push(keyOf(request))
  })
  const startedAt = performance.now()
  await page.getByRole('button', { name: 'Book for 1 person' }).dblclick()
  await page.getByText('One moment…').waitFor()
  await titled(page, 'Booked')
  t.diagnostic(`booked after ${Math.round(performance.now() - startedAt)} ms at 400 kbit/s and 300 ms`)
  assert.equal(keys.length, 1)
  await assertBookedOnce(citizen, sessionId)
})

test('a citizen whose seat somebody else took is told so, and can book the nearest session', async () => {
  const [citizen, faster] = [await people.citizen(), await people.citizen('Omar Khan')]
  const date = addDays(todayInIndia(), 5)
  const { sessionId } = await people.session(centre, { date, capacity: 1 })
  const page = await openCheck(citizen, sessionId)
  await people.book(faster, sessionId)
  await press(page, 'Book for 1 person')
  await titled(page, 'Other people were faster: too few seats are left')
  await page.getByText('Nothing was booked for you here.').waitFor()
  await settled(page)
  await assertSound(page, 'seats that somebody faster took')
  await page.locator('.choices').getByRole('link').first().click()
  // The page knows already who comes, so it does not ask again.
  await titled(page, 'At what time?')
  await page.getByRole('radio').last().check()
  await press(page, 'Continue')
  await press(page, 'Book for 1 person')
  await titled(page, 'Booked')
  assert.equal((await people.bookingsOf(citizen)).length, 1)
  const late = await openFor(citizen, `/book/${sessionId}`)
  await titled(late, 'This session is full')
})

test('a person who has a booking for the dose is named, and nothing is booked', async () => {
  const citizen = await people.citizen('Gopal Mahto')
  const [first, second] = [await people.session(centre), await people.session(centre)]
  await people.book(citizen, first.sessionId)
  const page = await openFor(citizen, `/book/${second.sessionId}?window=${WINDOW}`)
  await page.getByText('has a booking for this dose', { exact: false }).waitFor()
  await press(page, 'Continue')
  await press(page, 'Book for 1 person')
  await page.getByText('Gopal Mahto already has a booking for this dose. Nothing new was booked.').waitFor()
  await assertSound(page, 'a dose that is booked already')
  await assertBookedOnce(citizen, first.sessionId)
})

test('when the answer to a move is lost, the page shows the booking in its new place', async () => {
  const citizen = await people.citizen()
  const [from, to] = [await people.session(centre), await people.session(centre, { date: addDays(todayInIndia(), 2) })]
  const { bookingId } = await people.book(citizen, from.sessionId)
  const page = await openFor(citizen, `/account/bookings/${bookingId}/move/${to.sessionId}?window=${WINDOW}`)
  await page.route('**/rescheduling', async (route) => {
    await route.fetch()
    await route.abort('connectionreset')
  })
  await press(page, 'Move the booking')
  await titled(page, 'Your slip')
  await page.locator('.slip-token').waitFor()
  const now = (await people.bookingsOf(citizen)).find(({ status }) => status === 'BOOKED')
  assert.equal(now?.sessionId, to.sessionId)
  assert.ok(page.url().endsWith(now?.bookingId ?? '-'), page.url())
})

test('a booking far ahead is offered days near it, and the citizen can look at other days', async () => {
  const citizen = await people.citizen()
  const dayIn = (days: number): string => addDays(todayInIndia(), days)
  const [booked, near, late] = [
    await people.session(centre, { date: dayIn(60) }),
    await people.session(centre, { date: dayIn(63) }),
    await people.session(centre, { date: dayIn(76) }),
  ]
  const { bookingId } = await people.book(citizen, booked.sessionId)
  const page = await openFor(citizen, `/account/bookings/${bookingId}/move`)
  const choice = ({ sessionId }: { sessionId: string }) =>
    page.locator(`.choices a[href="/account/bookings/${bookingId}/move/${sessionId}"]`)
  await choice(near).waitFor()
  assert.equal(await choice(late).count(), 0)
  await page.getByRole('link', { name: 'Later days' }).click()
  await choice(late).waitFor()
  await page.getByRole('link', { name: 'Earlier days' }).click()
  await choice(near).click()
  await titled(page, 'At what time?')
  // A citizen who finds such a session full is also offered days near it.
  const full = await people.session(centre, { date: dayIn(61), capacity: 1 })
  await people.book(await people.citizen('Omar Khan'), full.sessionId)
  await page.goto(`/book/${full.sessionId}`)
  await titled(page, 'This session is full')
  await page.locator('.choices').getByRole('link').first().waitFor()
})

/** Presses Tab until the focused element has this name. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const target = page.locator(':focus').and(page.getByRole('link', { name }).or(page.getByRole('button', { name })))
  const field = page.locator(':focus').and(page.getByLabel(name))
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab')
    if ((await target.count()) + (await field.count()) > 0) return
  }
  assert.fail(`Tab never reaches ${name}`)
}

test('a citizen books by keyboard alone, from the search to the slip', async () => {
  const demo = sehat.account('centre-admin')
  await people.keepOpen({ facilityId: demo.facilityId as string, admin: demo })
  const citizen = await people.citizen()
  const page = await openFor(citizen, '/')
  await tabTo(page, 'PIN code')
  await page.keyboard.type('110001')
  await page.keyboard.press('Enter')
  await page.locator('.book').first().waitFor()
  // This session belongs to the demo. No test counts its seats.
  await tabTo(page, /COVAXIN dose 1/)
  await page.keyboard.press('Enter')
  await tabTo(page, /^Book COVAXIN, dose 1/)
  await page.keyboard.press('Enter')
  await titled(page, 'Who is the vaccination for?')
  assert.equal(await page.locator('h1:focus').count(), 1, 'a new page focuses its heading, so a screen reader reads it')
  await page.getByLabel('Meera Nair').waitFor()
  await tabTo(page, 'Meera Nair')
  // She is the only person in her family, so she is chosen already. Unselect her, to see the error.
  await page.keyboard.press('Space')
  await tabTo(page, 'Continue')
  await page.keyboard.press('Enter')
  await page.locator('.error-summary:focus').waitFor()
  await tabTo(page, 'Choose at least one person')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Space')
  await tabTo(page, 'Continue')
  await page.keyboard.press('Enter')
  await titled(page, 'At what time?')
  await page.getByRole('radio').first().waitFor()
  await tabTo(page, /\d\d/)
  await page.keyboard.press('ArrowUp')
  assert.ok(await page.getByRole('radio').last().isChecked())
  await page.keyboard.press('Enter')
  await titled(page, 'Check your answers')
  await tabTo(page, 'Book for 1 person')
  await page.keyboard.press('Enter')
  await titled(page, 'Booked')
  await tabTo(page, 'Open the slip Meera Nair')
  await page.keyboard.press('Enter')
  await titled(page, 'Your slip')
  await tabTo(page, 'Add to calendar')
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  assert.match(download.suggestedFilename(), /\.ics$/)
  assert.equal((await people.bookingsOf(citizen)).length, 1)
})
