// Tests Sehat without a line: the pages that open, what they say, and that nothing stays after a sign-out.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { after, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { assertSound, picture, SMALL, settled, signIn, startBrowser, untilSo } from './testing/browser.ts'
import { type Citizen, createPeople } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'offline')
const centre = await people.centre()

const LINE = /You are offline\. This is as of \d+ \w+ \d{4}, \d+:\d\d/
/** The name under which the device keeps the answers of a person begins with this word. */
const KEPT = 'sehat.offline.'

interface Patient extends Citizen {
  readonly slip: string
  readonly reference: string
  readonly certificates: string
}

/** A person who has had the first dose and has booked the second one. */
async function patient(name: string): Promise<Patient> {
  const citizen = await people.citizen(name)
  const first = await people.session(centre)
  await people.give(centre.vaccinator, (await people.book(citizen, first.sessionId)).bookingId, first.lot)
  const had = new Date(Date.now() + 100 * 86_400_000).toISOString().slice(0, 10)
  const second = await people.session(centre, { dose: 2, date: had })
  const { bookingId, reference } = await people.book(citizen, second.sessionId)
  const certificates = `/account/certificates/${citizen.patientId}`
  return { ...citizen, slip: `/account/bookings/${bookingId}`, reference, certificates }
}

async function openPhone(language: 'en' | 'hi' = 'en'): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.openContext({ viewport: SMALL, locale: 'en-IN', serviceWorkers: 'allow' })
  await context.addInitScript((code) => localStorage.setItem('sehat.language', code), language)
  return { context, page: await context.newPage() }
}

/** Waits until the phone keeps the app and all that the pages of this person show. */
async function kept(page: Page, { accountId, slip, patientId }: Patient): Promise<void> {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  const names = [
    slip.split('/').at(-1),
    '/v1/vaccination/sessions/',
    `${patientId}"}},"answer`,
    '/certificates',
    '/doses',
  ]
  await page.waitForFunction(
    ([start, parts]) => {
      const all = Object.keys(localStorage).filter((name) => name.startsWith(start as string))
      return (parts as string[]).every((part) => all.some((name) => name.includes(part)))
    },
    [`${KEPT}${accountId} `, names] as const,
  )
}

async function signInAndKeep(page: Page, person: Patient): Promise<void> {
  await signIn(page, person)
  await kept(page, person)
}

async function openOffline(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await settled(page)
}

interface Found {
  /** The names of what the page itself keeps. */
  readonly names: readonly string[]
  /** All that the browser keeps and scripts can read, as one text. */
  readonly text: string
}

const readAll = (page: Page): Promise<Found> =>
  page.evaluate(async () => {
    const storages = [localStorage, sessionStorage]
    const databases = (await indexedDB.databases()).map(({ name }) => `database ${name}`)
    const files: string[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        files.push(request.url, (await (await cache.match(request))?.text()) ?? '')
      }
    }
    const text = [...storages.map((storage) => JSON.stringify({ ...storage })), ...files].join('\n')
    return { names: [...storages.flatMap((storage) => Object.keys(storage)), ...databases], text }
  })

async function assertNothingOf(page: Page, person: Patient): Promise<void> {
  const { names, text } = await readAll(page)
  for (const part of [person.name, person.accountId, person.patientId, person.reference, person.phone]) {
    assert.ok(!text.includes(part), `the phone still keeps ${part}`)
  }
  assert.ok(!names.some((name) => name.startsWith('database ')), 'Sehat uses no database of the browser')
}

test('a citizen opens home, slip, records and certificate without a line; a page says of when it is', async () => {
  const meera = await patient('Meera Nair')
  const { context, page } = await openPhone()
  await signInAndKeep(page, meera)
  const manifest = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]')
    return (await fetch(link?.href ?? '')).json() as Promise<{ display: string; icons: { sizes: string }[] }>
  })
  assert.equal(manifest.display, 'standalone')
  for (const size of ['192x192', '512x512']) assert.ok(manifest.icons.some(({ sizes }) => sizes === size))
  await page.reload()
  assert.ok(await page.evaluate(() => navigator.serviceWorker.controller !== null))
  await page.waitForTimeout(5_000)
  assert.equal(await page.getByText('You are offline').count(), 0)

  await context.setOffline(true)
  await page.reload()
  await settled(page)
  await page.getByText(LINE).waitFor()
  await page.getByRole('heading', { name: 'Your next appointment' }).waitFor()
  assert.match(await page.locator('main').innerText(), /Meera Nair[\s\S]*Clinic of offline/)
  await assertSound(page, 'home offline')
  await openOffline(page, meera.slip)
  await page.getByText(LINE).waitFor()
  await page.getByText(meera.reference).first().waitFor()
  await page.getByRole('img', { name: 'QR code of the reference' }).waitFor()
  await assertSound(page, 'slip offline')
  await openOffline(page, '/account/records')
  await page.getByRole('link', { name: /^Vaccinations/ }).click()
  await settled(page)
  await page.getByText(LINE).waitFor()
  assert.match(await page.locator('main').innerText(), /E2E-[\s\S]*Clinic of offline/)
  await assertSound(page, 'records offline')
  await page.getByRole('link', { name: 'Certificates' }).click()
  await page.getByRole('img', { name: 'QR code of the certificate' }).waitFor()
  await page.getByText(LINE).waitFor()
  await openOffline(page, meera.certificates)
  await page.getByRole('img', { name: 'QR code of the certificate' }).waitFor()
  await assertSound(page, 'certificate offline')

  // What a person does needs a connection, and the page says so.
  await openOffline(page, `${meera.slip}/cancel`)
  await page.getByRole('button', { name: 'Cancel the booking' }).click()
  await page.getByRole('alert').getByText('You seem to be offline').waitFor()
  await page.getByText('Nothing was sent').waitFor()
  await openOffline(page, `${meera.slip}/move`)
  await page.getByText('You seem to be offline').first().waitFor()
  assert.equal((await people.bookingsOf(meera))[0]?.status, 'BOOKED')

  // The line comes back: the same page goes on, and the act can be done.
  await openOffline(page, `${meera.slip}/cancel`)
  await context.setOffline(false)
  await page.getByText('You are offline').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Cancel the booking' }).click()
  await page.getByText('This booking was cancelled').first().waitFor()
  await context.setOffline(true)
  await page.reload()
  await page.getByText('This booking was cancelled').first().waitFor()
})

test('after a sign-out nothing of the person is left on the phone, and offline only the app opens', async () => {
  const omar = await patient('Omar Khan')
  const { context, page } = await openPhone()
  await signInAndKeep(page, omar)
  assert.ok((await readAll(page)).text.includes(omar.reference), 'it was kept before')
  await page.goto('/sign-out')
  await page.getByText('This browser keeps nothing about you').waitFor()
  await assertNothingOf(page, omar)
  await context.setOffline(true)
  for (const address of [omar.slip, '/account', '/account/records', '/account/doses', omar.certificates]) {
    await page.goto(address)
    await page.waitForURL((url) => url.pathname === '/sign-in')
    await page.getByRole('heading', { level: 1 }).waitFor()
    assert.doesNotMatch(await page.locator('body').innerText(), /Omar|Clinic of offline/)
  }
})

test('a sign-out without a line removes everything too, also in another tab that is open', async () => {
  const asha = await patient('Asha Sharma')
  const { context, page } = await openPhone('hi')
  await signInAndKeep(page, asha)
  const other = await context.newPage()
  await other.goto(asha.slip)
  await settled(other)
  await context.setOffline(true)
  await openOffline(page, asha.slip)
  await page.getByText('आप ऑफ़लाइन हैं').waitFor()
  await picture(page, 'slip offline in Hindi')
  await page.goto('/sign-out')
  await page.locator('main .notice-error').waitFor()
  await other.waitForURL((url) => url.pathname === '/sign-in')
  await assertNothingOf(page, asha)
  await page.goto(asha.slip)
  await page.waitForURL((url) => url.pathname === '/sign-in')
  assert.doesNotMatch(await page.locator('body').innerText(), /Asha/)
})

test('whoever signs in next on the same phone finds nothing of the first person', async () => {
  const [lakshmi, zoya] = [await patient('Lakshmi Iyer'), await patient('Zoya Ansari')]
  const { context, page } = await openPhone()
  await signInAndKeep(page, lakshmi)
  // Without a sign-out, and in a page that never knew who was signed in before.
  await signInAndKeep(page, zoya)
  await assertNothingOf(page, lakshmi)
  await context.setOffline(true)
  await openOffline(page, '/account')
  await page.getByText(LINE).waitFor()
  await page.locator('main').getByText('Zoya Ansari').first().waitFor()
  await openOffline(page, lakshmi.slip)
  assert.doesNotMatch(await page.locator('body').innerText(), /Lakshmi/)
  await page.getByText('You seem to be offline').waitFor()
})

test('a sign-in that ended elsewhere removes what the phone keeps, as soon as the phone hears of it', async () => {
  const rohan = await patient('Rohan Das')
  const { context, page } = await openPhone()
  await signInAndKeep(page, rohan)
  // Somebody ends all sign-ins from another device, because the phone is lost. The phone is offline then.
  await context.setOffline(true)
  await openOffline(page, rohan.slip)
  await page.getByText(LINE).waitFor()
  const { token } = await people.signIn(rohan)
  const ended = await fetch(`${sehat.url}/v1/me/sign-ins`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}` },
  })
  assert.equal(ended.status, 204)
  await context.setOffline(false)
  await page.waitForURL((url) => url.pathname === '/sign-in')
  await assertNothingOf(page, rohan)
})

test('nothing is kept of people who work somewhere, and nothing of the staff', async () => {
  const { page } = await openPhone()
  const { admin } = centre
  await signIn(page, admin)
  await page.goto('/staff/today')
  await settled(page)
  await page.waitForTimeout(8_000)
  const { names, text } = await readAll(page)
  for (const part of [admin.name, admin.phone]) assert.ok(!text.includes(part), part)
  assert.ok(!names.some((name) => name.startsWith(KEPT)))
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0)
})

/** Another address of Sehat, which gives the service worker that a test chooses. */
async function openFront(close: (stop: () => unknown) => void) {
  const front = { url: '', worker: await (await fetch(`${sehat.url}/service-worker.js`)).text() }
  const server = createServer((asked, answer) => {
    if (asked.url === '/service-worker.js') {
      return void answer
        .writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-cache' })
        .end(front.worker)
    }
    const { method, headers } = asked
    const passed = request(`${sehat.url}${asked.url}`, { method, headers }, (got) => {
      got.pipe(answer.writeHead(got.statusCode ?? 500, got.headers))
    })
    asked.pipe(passed.on('error', () => answer.destroy()))
  })
  await new Promise<void>((resolve) => void server.listen(0, resolve))
  close(() => server.close().closeAllConnections())
  front.url = `http://localhost:${(server.address() as AddressInfo).port}`
  return front
}

const OFF = readFileSync(path.resolve(import.meta.dirname, '../web/service-worker-off.js'), 'utf8')

test('a new version waits for the pages of the old one, and the service worker can be switched off', async (t) => {
  const front = await openFront((stop) => t.after(stop))
  const context = await browser.openContext({ baseURL: front.url, serviceWorkers: 'allow' })
  const page = await context.newPage()
  const update = () =>
    page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()))
  const caches = () => page.evaluate(() => globalThis.caches.keys())
  await page.goto('/verify')
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.reload()
  const [old = '', ...others] = await caches()
  assert.deepEqual(others, [])
  const next = 'sehat-app-next-version'
  front.worker = front.worker.replaceAll(old, next)
  await update()
  await untilSo(page, async () => (await navigator.serviceWorker.getRegistration())?.waiting != null)
  await page.reload()
  assert.deepEqual((await caches()).toSorted(), [old, next].toSorted(), 'the open page keeps its files')
  await page.goto('about:blank')
  await page.goto('/verify')
  await untilSo(page, async () => (await globalThis.caches.keys()).length === 1)
  assert.deepEqual(await caches(), [next])

  front.worker = OFF
  await update()
  await untilSo(page, async () => (await globalThis.caches.keys()).length === 0)
  await untilSo(page, async () => (await navigator.serviceWorker.getRegistrations()).length === 0)
})
