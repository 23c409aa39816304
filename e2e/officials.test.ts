// Tests the pages of officials: the work of a national administrator, a district officer and a centre administrator.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { addDays } from '../server/src/platform/clock.ts'
import { assertSound, settled, signIn, startBrowser } from './testing/browser.ts'
import { createPeople, todayInIndia } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'officials')
/** No other file has sessions on these days, so that the figures of the country come from this file alone. */
const [OWN_DAY, COUNTED_DAY] = [addDays(todayInIndia(), 41), addDays(todayInIndia(), 42)]

type Page = Awaited<ReturnType<typeof browser.open>>

async function openAs(role: 'national-admin' | 'district-officer' | 'centre-admin'): Promise<Page> {
  const page = await browser.open('/')
  await signIn(page, sehat.account(role))
  return page
}

async function goTo(page: Page, menu: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: menu, exact: true }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await settled(page)
}

/** Presses a button that saves a file, and gives the file as text. */
async function saved(page: Page, button: RegExp | string): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: button }).first().click()
  return readFileSync(await (await download).path(), 'utf8')
}

const csv = (name: string, lines: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\r\n')),
})

test('a national administrator finds, adds, changes, closes and reopens a facility', async () => {
  const page = await openAs('national-admin')
  await goTo(page, 'Facilities')
  await page.getByLabel('State', { exact: true }).selectOption('DL')
  await page.getByLabel('District', { exact: true }).selectOption({ label: 'New Delhi' })
  await page.getByLabel('Part of the name').fill('lohia')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.waitForURL(/state=DL&district=\d+.*q=lohia|q=lohia.*state=DL/)
  await settled(page)
  const names = await page.locator('tbody tr td:first-child').allInnerTexts()
  assert.ok(names.length > 0 && names.every((name) => /lohia/i.test(name)), names.join())
  const file = await saved(page, 'Export as CSV')
  assert.equal(file.trim().split('\r\n').length, names.length + 1)

  await page.getByRole('link', { name: 'Add a facility' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: 'Choose at least one kind' }).click()
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'kinds')
  await assertSound(page, 'form of a facility with errors')
  await page.getByLabel('Name').fill('Janpath Test Clinic')
  await page.getByLabel('Laboratory').check()
  await page.getByLabel('Address').fill('12 Janpath')
  await page.getByLabel('PIN code').fill('999999')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: 'Enter a PIN code of six digits' }).waitFor()
  await page.getByLabel('PIN code').fill('110001')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The facility is saved').waitFor()
  await page.getByRole('heading', { level: 1, name: 'Janpath Test Clinic' }).waitFor()
  await page.getByLabel('Pharmacy').check()
  await page.getByRole('button', { name: 'Save' }).click()
  await settled(page)
  await page.reload()
  assert.equal(await page.getByLabel('Pharmacy').isChecked(), true)
  for (const position of ['28.62', '']) {
    await page.getByLabel('Latitude').fill(position)
    await page.getByLabel('Longitude').fill(position && '77.21')
    const answered = page.waitForResponse((answer) => answer.request().method() === 'PATCH')
    await page.getByRole('button', { name: 'Save' }).click()
    assert.equal((await answered).status(), 200)
    await page.getByText('The facility is saved').waitFor()
    await page.reload()
    assert.equal(await page.getByLabel('Latitude').inputValue(), position)
  }
  await page.getByLabel('PIN code').fill('411001')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('This PIN code is in another district').waitFor()
  assert.equal(await page.getByText('The facility is saved').count(), 0)
  await page.getByLabel('PIN code').fill('110001')
  await page.getByRole('button', { name: 'Close this facility' }).click()
  await page.getByRole('button', { name: 'Yes, close it' }).click()
  await page.getByText('This facility is closed').waitFor()

  await goTo(page, 'Facilities')
  await page.getByLabel('Part of the name').fill('janpath test')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByText('0 found').waitFor()
  await page.getByLabel('Open or closed').selectOption('Closed')
  await page.getByRole('link', { name: 'Janpath Test Clinic' }).first().click()
  await page.getByRole('button', { name: 'Open this facility again' }).click()
  await page.getByRole('button', { name: 'Yes, open it' }).click()
  await page.getByRole('button', { name: 'Close this facility' }).waitFor()
})

test('when two officials change one facility, the later is told so and sees the new version', async () => {
  const page = await openAs('national-admin')
  await page.goto('/staff/facilities?q=lohia')
  await page.getByRole('link', { name: /lohia/i }).first().click()
  await page.getByLabel('Address').fill('1 Mother Teresa Crescent')
  const other = await openAs('district-officer')
  await other.goto(page.url())
  await other.getByLabel('Laboratory').check()
  await other.getByRole('button', { name: 'Save' }).click()
  await other.getByText('The facility is saved').waitFor()
  // After a failure the page reads the newer version, but keeps what the official typed.
  const isFacility = /\/v1\/facilities\/[\w-]+$/
  await page.route(isFacility, (route) => {
    return route.request().method() === 'PATCH' ? route.fulfill({ status: 503 }) : route.fallback()
  })
  const read = page.waitForResponse((answer) => isFacility.test(answer.url()) && answer.status() === 200)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('alert').waitFor()
  await (await read).finished()
  await settled(page)
  await page.unroute(isFacility)
  assert.equal(await page.getByLabel('Address').inputValue(), '1 Mother Teresa Crescent')
  await page.getByRole('button', { name: 'Save' }).click()
  const notice = page.getByRole('alert')
  await notice.getByText('Address: 1 Mother Teresa Crescent').waitFor()
  assert.equal(await page.getByLabel('Laboratory').isChecked(), true)
  assert.notEqual(await page.getByLabel('Address').inputValue(), '1 Mother Teresa Crescent')
  await assertSound(page, 'a facility that somebody else has changed')
  await page.getByLabel('Address').fill('1 Mother Teresa Crescent')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The facility is saved').waitFor()
})

test('a centre-admin runs their own facility: staff, vaccines, sessions from a file', async () => {
  const own = sehat.account('centre-admin').facilityId
  const page = await openAs('centre-admin')
  await goTo(page, 'Staff')
  assert.equal(await page.getByLabel('State', { exact: true }).count(), 0, 'a centre-admin can choose no other place')
  await page.getByRole('link', { name: 'Invite a person' }).click()
  await page.getByLabel('Name').fill('Lakshmi Test Iyer')
  await page.getByLabel('Mobile number').fill('98100 77002')
  assert.equal(await page.getByLabel('Administrator of the centre').count(), 0)
  await page.getByLabel('Vaccinator').check()
  await page.getByLabel('Reception').check()
  await page.getByRole('button', { name: 'Send the offer' }).click()
  await page.getByText('The offer to Lakshmi Test Iyer is on its way').waitFor()
  await page.getByRole('navigation', { name: 'Pages above this one' }).getByRole('link', { name: 'Staff' }).click()
  await settled(page)
  const offers = page.getByRole('table', { name: 'Open offers' })
  await offers.getByRole('row').filter({ hasText: 'Lakshmi Test Iyer' }).getByText('Vaccinator').waitFor()
  await people.accept('9810077002')
  const lakshmi = await people.signInByCode('9810077002')
  await page.reload()
  const row = page.getByRole('row').filter({ hasText: 'Lakshmi Test Iyer' })
  await row.getByRole('button', { name: 'End Lakshmi Test Iyer' }).click()
  await page.getByRole('button', { name: 'Yes, end it' }).click()
  await page.getByText('The appointment of Lakshmi Test Iyer has ended').waitFor()
  const url = `/v1/vaccination/stock?facility=${own}`
  assert.ok([401, 403].includes((await sehat.ask('GET', url, { by: lakshmi })).status), 'her token has ended')
  const self = page.getByRole('row').filter({ hasText: sehat.account('centre-admin').name })
  assert.equal(await self.getByRole('button').count(), 0, 'nobody can end their own appointment')

  await goTo(page, 'Vaccines')
  await page.getByRole('cell', { name: 'COVAXIN', exact: true }).waitFor()
  assert.equal(await page.getByRole('link', { name: 'Add a vaccine' }).count(), 0)
  await page.goto('/staff/vaccines/new')
  await page.getByText('This page is not for your account').waitFor()

  await receive(1, 'BULK-2')
  await page.goto('/staff')
  await goTo(page, 'Sessions from a file')
  assert.match(await saved(page, 'Download an example'), new RegExp(`${own}`))
  const other = await otherCentre()
  const line = (facility: string | undefined, vaccine: string) => `${facility},${OWN_DAY},${vaccine},1,1,09:00-10:00,18`
  const header = 'facilityId,date,vaccine,dose,capacity,windows,minAge'
  const lines = [header, line(own, 'COVAXIN'), line(other, 'COVAXIN'), line(own, 'SNAKE OIL'), `${own},tomorrow`]
  await page.getByLabel('Choose a CSV file').setInputFiles(csv('own.csv', lines))
  await page.getByText('date: must be a real day such as').waitFor()
  await page.getByRole('button', { name: 'Send 3 rows' }).click()
  await page.getByText('1 of 4 rows were made').waitFor()
  await page.getByText('vaccine: this vaccine is not known').waitFor()
  await page.getByText('Your role does not allow this').waitFor()
  await assertSound(page, 'sessions of a file with errors')
  const report = await saved(page, 'Download the report')
  assert.match(report, /2,.*COVAXIN.*,Made,/)
  await page.goto(`/staff/sessions?from=${OWN_DAY}`)
  const session = page.getByRole('listitem').filter({ hasText: 'COVAXIN, dose 1' })
  await session.getByText('0 of 1 booked, 0 given').waitFor()
  const sessions = await saved(page, 'Export as CSV')
  assert.match(sessions, new RegExp(`${own},${OWN_DAY},COVAXIN,1,1,09:00-10:00,18,,1410,,open,0,0`))
})

test('an import checks a file of facilities row by row, makes each facility once, and gives a report', async () => {
  const page = await openAs('national-admin')
  await page.goto('/staff/facilities/import')
  const lines = [
    'name,kinds,address,pin,latitude,longitude',
    'Import Clinic One,hospital vaccination-centre,1 Janpath,110001,28.62,77.21',
    'Import Clinic Two,lab,2 Janpath,110001,,',
    'Import Clinic Three,temple,3 Janpath,110001,,',
    'Import Clinic Four,lab,4 Janpath,999999,,',
  ]
  await page.getByLabel('Choose a CSV file').setInputFiles(csv('wrong.csv', ['name,pin', 'A,110001']))
  await page.getByText('The first row lacks these columns: kinds, address').waitFor()
  await page.getByLabel('Choose a CSV file').setInputFiles(csv('clinics.csv', lines))
  await page.getByText('1 row has a mistake and will not be sent').waitFor()
  await page.getByRole('button', { name: 'Send 3 rows' }).click()
  await page.getByText('2 of 4 rows were made').waitFor()
  await page.getByText('pin: this PIN code is not known').waitFor()
  assert.equal(
    await page.getByRole('button', { name: /^Send/ }).count(),
    0,
    'the page does not send a refused row again unchanged',
  )
  await page.getByText('kinds: must be hospital, lab, pharmacy or vaccination-centre').waitFor()
  await assertSound(page, 'report of an import')
  const report = await saved(page, 'Download the report')
  assert.match(report, /2,Import Clinic One,Made,/)
  assert.match(report, /5,Import Clinic Four,Refused,/)
  // Send the same file again: the server knows the keys of its rows, so it makes nothing twice.
  await page.reload()
  await page.getByLabel('Choose a CSV file').setInputFiles(csv('clinics.csv', lines))
  await page.getByRole('button', { name: 'Send 3 rows' }).click()
  await page.getByText('2 of 4 rows were made').waitFor()
  await page.goto('/staff/facilities?q=import+clinic')
  await page.getByText('2 found').waitFor()
})

test('an import on a broken line names the rows whose outcome is unknown, and makes nothing twice', async () => {
  const page = await openAs('national-admin')
  await page.goto('/staff/facilities/import')
  const rows = Array.from({ length: 3 }, (_, nth) => `Broken Line Clinic ${nth},lab,${nth} Janpath,110001,,`)
  await page
    .getByLabel('Choose a CSV file')
    .setInputFiles(csv('line.csv', ['name,kinds,address,pin,latitude,longitude', ...rows]))
  let sent = 0
  // The second request reaches the server, but its answer does not come back.
  await page.route('**/v1/facilities', async (route) => {
    if (route.request().method() !== 'POST' || ++sent < 2) return route.continue()
    await route.fetch()
    await route.abort()
  })
  await page.getByRole('button', { name: 'Send 3 rows' }).click()
  await page.getByText('1 of 3 rows were made').waitFor()
  await page.getByText('Not known').waitFor()
  await page.unroute('**/v1/facilities')
  await page.getByRole('button', { name: 'Send 2 rows' }).click()
  await page.getByText('3 of 3 rows were made').waitFor()
  await page.goto('/staff/facilities?q=broken+line')
  await page.getByText('3 found').waitFor()
})

test('a national administrator adds a vaccine, and is told when the code is in use', async () => {
  const page = await openAs('national-admin')
  await goTo(page, 'Vaccines')
  const add = async () => {
    await page.getByRole('link', { name: 'Add a vaccine' }).click()
    await page.getByLabel('Code', { exact: true }).fill('corbevax')
    await page.getByLabel('Course').selectOption('COVID-19')
    await page.getByLabel('Name').fill('Corbevax')
    await page.getByLabel('Manufacturer').fill('Biological E')
    await page.getByLabel('Doses', { exact: true }).fill('2')
    await page.getByLabel('Fewest days between doses').fill('28')
    await page.getByLabel('Youngest age in years').fill('12')
    await page.getByLabel('Price in rupees').fill('386.50')
    await page.getByRole('button', { name: 'Save' }).click()
  }
  await add()
  await page.getByRole('cell', { name: 'CORBEVAX', exact: true }).waitFor()
  await page.getByRole('cell', { name: '₹386.50' }).waitFor()
  await add()
  await page.getByText('A vaccine has this code already').waitFor()
})

test('a national administrator adds a course, and new vaccines can then belong to it', async () => {
  const page = await openAs('national-admin')
  await goTo(page, 'Vaccines')
  const add = async () => {
    await page.getByRole('link', { name: 'Add a course' }).click()
    await page.getByLabel('Code', { exact: true }).fill('mpox')
    await page.getByLabel('Name').fill('Mpox')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('alert').getByText('Enter the disease').waitFor()
    await page.getByLabel('Disease').fill('Mpox')
    await page.getByRole('button', { name: 'Save' }).click()
  }
  await add()
  await page.waitForURL('**/staff/vaccines/new')
  await page.getByLabel('Course').selectOption('MPOX')
  await page.goto('/staff/vaccines')
  await add()
  await page.getByText('A course has this code already').waitFor()
})

test('a district officer invites a person to the district, finds the person, and ends the appointment', async () => {
  const page = await openAs('district-officer')
  await goTo(page, 'Staff')
  await page.getByRole('link', { name: 'Invite a person' }).click()
  await page.getByLabel('Part of the name').fill('lohia')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('link', { name: /lohia/i }).first().click()
  await page.getByRole('button', { name: 'Send the offer' }).click()
  await page.getByRole('link', { name: 'Choose at least one role' }).waitFor()
  await page.getByLabel('Name').fill('Geeta Test Pillai')
  await page.getByLabel('Mobile number').fill('98100 77001')
  await page.getByLabel('Vaccinator').check()
  await page.getByRole('button', { name: 'Send the offer' }).click()
  await page.getByText('The offer to Geeta Test Pillai is on its way').waitFor()
  await people.accept('9810077001')
  await page.getByRole('navigation', { name: 'Pages above this one' }).getByRole('link', { name: 'Staff' }).click()
  await page.getByLabel('Name').fill('geeta')
  await page.getByRole('button', { name: 'Search' }).click()
  // The offers that wait stand below, with a count of their own.
  await page.getByText('1 found').first().waitFor()
  await page.getByText('•••• 7001').waitFor()
  assert.doesNotMatch(page.url(), /geeta/i, 'the address does not contain a name')
  await page.getByRole('button', { name: 'End Geeta Test Pillai' }).click()
  await assertSound(page, 'question before an appointment is ended')
  await page.getByRole('button', { name: 'Yes, end it' }).click()
  await page.getByText('The appointment of Geeta Test Pillai has ended').waitFor()
  await page.getByText('Ended', { exact: true }).waitFor()
  await page.goto('/staff/facilities/new')
  await page.getByLabel('Name').fill('Pune Test Clinic')
  await page.getByLabel('Hospital').check()
  await page.getByLabel('Address').fill('1 MG Road')
  await page.getByLabel('PIN code').fill('411001')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Your role does not allow this').waitFor()
  await page.goto('/staff/health')
  await page.getByText('This page is not for your account').waitFor()
})

/** Makes a vaccination centre that does not belong to the demo. */
async function otherCentre(): Promise<string | undefined> {
  const url = '/v1/facilities?kind=vaccination-centre'
  const { body } = await sehat.ask<{ items: { facilityId: string }[] }>('GET', url)
  return body.items.find(({ facilityId }) => facilityId !== sehat.account('centre-admin').facilityId)?.facilityId
}

/** Adds doses to the stock of the demo's centre. */
async function receive(quantity: number, lot = 'BULK-1'): Promise<void> {
  const admin = sehat.account('centre-admin')
  const stock = { facilityId: admin.facilityId, vaccine: 'COVAXIN', lot, quantity, expiresOn: '2030-01-01' }
  await people.send(await people.signIn(admin), '/v1/vaccination/stock', stock)
}

test('an official opens sessions in bulk, and each refused row says why', async () => {
  const { facilityId } = sehat.account('centre-admin')
  const page = await openAs('district-officer')
  await receive(2)
  await page.goto('/staff/sessions/bulk')
  const row = (change: string) => `${facilityId},${COUNTED_DAY},COVAXIN,1,${change},18`
  const header = 'facilityId,date,vaccine,dose,capacity,windows,minAge'
  const lines = [header, row('1,09:00-10:00'), row('99999,10:00-11:00'), row('1,9-10'), row('1,09:00-10:00')]
  await page.getByLabel('Choose a CSV file').setInputFiles(csv('sessions.csv', lines))
  await page.getByText('windows: must be times such as 09:00-11:00').waitFor()
  await page.getByRole('button', { name: 'Send 3 rows' }).click()
  await page.getByText('2 of 4 rows were made').waitFor()
  await page.getByText('There are not enough doses in stock').waitFor()
  await page.goto(`/staff/figures?from=${COUNTED_DAY}&to=${COUNTED_DAY}`)
  await settled(page)
  await page.getByText('2 sessions with 2 seats.').waitFor()
})

test('figures lead from the country to a state, a district and its centres, and can be saved as CSV', async () => {
  const page = await openAs('national-admin')
  await goTo(page, 'Figures')
  await page.getByRole('heading', { name: 'By state' }).waitFor()
  await page.getByRole('link', { name: 'Delhi', exact: true }).click()
  await page.getByRole('heading', { name: 'By district' }).waitFor()
  await page.getByRole('link', { name: 'New Delhi', exact: true }).click()
  await page.getByRole('heading', { name: 'By centre' }).waitFor()
  assert.match(page.url(), /district=\d+/)
  await page.getByRole('cell', { name: /Lohia/ }).waitFor()
  await page.getByText('The same figures as a table').click()
  const file = await saved(page, 'Export as CSV')
  assert.match(file, /date,seats,booked,given,free\r\n\d{4}-\d\d-\d\d,\d+,/)
  await page.getByLabel('From').fill('2026-01-01')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByText('Choose at most 92 days').waitFor()
})

test('the page System health draws the requests, and says when the server does not answer', async () => {
  const page = await openAs('national-admin')
  await goTo(page, 'System health')
  await page.getByRole('img', { name: /Requests per second/ }).waitFor()
  const requests = page.locator('.totals dd').first()
  await page.waitForFunction(() => Number(document.querySelector('.totals dd')?.textContent ?? 0) > 0)
  assert.match(await requests.innerText(), /^\d/)
  await page.waitForFunction(() => {
    const ends = [...document.querySelectorAll('.chart:first-child svg > text')].map(({ textContent }) => textContent)
    return ends.length === 2 && ends[0] !== ends[1]
  })
  await page.route('**/v1/metrics', (route) => route.fulfill({ status: 503 }))
  await page.getByText('The page tries again by itself').waitFor()
  await page.unroute('**/v1/metrics')
  await page.getByText('The page tries again by itself').waitFor({ state: 'detached' })
})
