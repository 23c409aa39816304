// Tests lists of 10,000 rows: the page draws only rows near the window, every row can be reached, paper has all rows.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { newId } from '../server/src/platform/id.ts'
import { sized } from '../server/src/testing/size.ts'
import { assertSound, settled, signIn, startBrowser } from './testing/browser.ts'
import { createPeople, WINDOW } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const ROWS = 10_000
/** The page draws at most so many rows, however many there are: the rows near the window. */
const DRAWN_MAX = 500

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'long-lists')
const centre = await people.centre('560001')

/** Scrolls in at most so many steps. In full size the limit is so high that a step is two thirds of a window. */
const STEPS_MAX = sized(40, 10_000)

/** Scrolls from the top to the bottom, one step in each frame. Gives the times of the frames. */
async function scrollThrough(page: Page) {
  return page.evaluate(async (stepsMax) => {
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
    scrollTo(0, 0)
    for (let nth = 0; nth < 10; nth++) await frame()
    const frames: number[] = []
    let last = await frame()
    const bottom = () => document.documentElement.scrollHeight - innerHeight
    const step = Math.max(innerHeight * (2 / 3), bottom() / stepsMax)
    // The height is an estimate until the page has drawn every row once.
    for (let y = 0; scrollY < bottom() || y === 0; y += step) {
      scrollTo(0, y)
      const now = await frame()
      frames.push(now - last)
      last = now
    }
    frames.sort((a, b) => a - b)
    const late = frames.filter((ms) => ms > 50).length
    return {
      frames: frames.length,
      over50ms: `${((100 * late) / frames.length).toFixed(1)} %`,
      medianMs: Math.round(frames[frames.length >> 1] ?? 0),
      longestMs: Math.round(frames.at(-1) ?? 0),
    }
  }, STEPS_MAX)
}

async function tell(t: { diagnostic(text: string): void }, about: string, page: Page): Promise<void> {
  t.diagnostic(`${about}: ${JSON.stringify(await scrollThrough(page))}`)
}

test('an official checks a file of 10,000 rows and scrolls through it', async (t) => {
  const page = await browser.open('/')
  await signIn(page, sehat.account('national-admin'))
  await page.goto('/staff/facilities/import')
  await settled(page)
  const lines = Array.from({ length: ROWS }, (_, nth) => {
    return `Clinic number ${nth + 1},${nth % 100 === 99 ? 'temple' : 'lab'},${nth} Janpath,110001,,`
  })
  const text = ['name,kinds,address,pin,latitude,longitude', ...lines].join('\r\n')
  const startMs = performance.now()
  await page
    .getByLabel('Choose a CSV file')
    .setInputFiles({ name: 'many.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByText('100 rows have mistakes').waitFor()
  await page.getByRole('cell', { name: 'Clinic number 1', exact: true }).waitFor()
  t.diagnostic(`chosen, checked and drawn in ${Math.round(performance.now() - startMs)} ms`)
  await assertLong(page, 'tbody tr[aria-rowindex]')
  await tell(t, 'table', page)
  await page.getByRole('cell', { name: 'Clinic number 10000', exact: true }).waitFor()
  assert.equal(
    await page.locator('tr[aria-rowindex="10001"]').innerText(),
    '10001\tClinic number 10000\tMistake kinds: must be hospital, lab, pharmacy or vaccination-centre',
  )
  assert.equal(await page.locator('table').getAttribute('aria-rowcount'), '10001')
  await assertLong(page, 'tbody tr[aria-rowindex]')
  await assertSound(page, 'the end of a long table')
  await assertOnPaper(page, 'tbody tr[aria-rowindex]')
})

test('staff search, walk through, scroll and print a day of 10,000 bookings', async (t) => {
  await bookMany()
  const page = await browser.open('/')
  await signIn(page, centre.vaccinator)
  const startMs = performance.now()
  await page.goto('/staff/today')
  await page.getByText('Person number 1', { exact: true }).waitFor()
  t.diagnostic(`read and drawn in ${Math.round(performance.now() - startMs)} ms`)
  await assertLong(page, '.today-row')
  await tell(t, 'day', page)
  await page.getByText('Person number 10000', { exact: true }).waitFor()
  await assertSound(page, 'the end of a long day')

  await page.keyboard.press('/')
  await page.keyboard.press('ArrowDown')
  await page.waitForFunction(() => document.activeElement?.textContent === 'Person number 1')
  await page.keyboard.press('End')
  await page.waitForFunction(() => document.activeElement?.textContent === 'Person number 10000')
  await page.keyboard.press('ArrowUp')
  await page.waitForFunction(() => document.activeElement?.textContent === 'Person number 9999')
  await page.keyboard.press('Home')
  // A key that is held down moves faster than the page draws.
  for (let nth = 0; nth < 120; nth++) await page.keyboard.press('ArrowDown')
  await page.waitForFunction(() => document.activeElement?.textContent === 'Person number 121')
  const row = page.locator('.today-row').filter({ hasText: 'Person number 121' })
  assert.equal(await row.getAttribute('aria-rowindex'), '122', 'the head is row 1')
  assert.equal(await page.locator('.today-table').getAttribute('aria-rowcount'), '10001')
  await page.keyboard.press('a')
  await page.getByText('Person number 121 has arrived.').waitFor()
  await assertOnPaper(page, '.today-row')
  await page.keyboard.press('/')
  await page.keyboard.type('number 7777')
  await page.getByText('Person number 7777', { exact: true }).waitFor()
  assert.equal(await page.locator('.today-row').count(), 1)
})

async function assertLong(page: Page, rows: string): Promise<void> {
  const drawn = await page.locator(rows).count()
  assert.ok(drawn > 0 && drawn < DRAWN_MAX, `${drawn} rows are drawn`)
}

/** Sends the event that a browser sends before printing, and checks that the page then draws all rows. */
async function assertOnPaper(page: Page, rows: string): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  assert.equal(await page.locator(rows).count(), ROWS)
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await page.waitForFunction(
    ([selector, most]) => document.querySelectorAll(selector as string).length < (most as number),
    [rows, DRAWN_MAX] as const,
  )
}

/** Makes one booking through the API and copies it in the database, because 10,000 requests would take minutes. */
async function bookMany(): Promise<void> {
  const { sessionId } = await people.session(centre, { windows: [WINDOW] })
  const person = await people.citizen('Person number 1')
  const { bookingId } = await people.book(person, sessionId)
  const { cell } = await only<{ cell: number }>('select cell from vaccination.bookings where id = $1', [bookingId])
  const { cell: home } = await only<{ cell: number }>('select cell from patients.patients where id = $1', [
    person.patientId,
  ])
  const copies = Array.from({ length: ROWS - 1 }, () => 0)
  const [patients, bookings] = [copies.map(() => newId(home)), copies.map(() => newId(cell))]
  await only(
    `insert into patients.patients select (jsonb_populate_record(p,
       jsonb_build_object('id', c.id, 'name', 'Person number ' || c.nth + 1, 'is_account_holder', false))).*
     from patients.patients p, unnest($2::uuid[]) with ordinality c (id, nth) where p.id = $1`,
    [person.patientId, patients],
  )
  await only(
    `insert into vaccination.bookings select (jsonb_populate_record(b,
       jsonb_build_object('id', c.id, 'patient_id', c.patient, 'token', c.nth + 1))).*
     from vaccination.bookings b, unnest($2::uuid[], $3::uuid[]) with ordinality c (id, patient, nth) where b.id = $1`,
    [bookingId, bookings, patients],
  )
}

async function only<Row>(text: string, values: unknown[]): Promise<Row> {
  const client = new pg.Client({ connectionString: sehat.databaseUrl })
  await client.connect()
  try {
    return (await client.query(text, values)).rows[0] as Row
  } finally {
    await client.end()
  }
}
