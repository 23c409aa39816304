// Tests the whole day of a centre, by keyboard: arrivals, doses, absences, stock, sessions and walk-ins.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { addDays } from '../server/src/platform/clock.ts'
import { assertSound, settled, signIn, startBrowser } from './testing/browser.ts'
import { createPeople, todayInIndia } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'centre')
// The demo's centre in Pune has a week of sessions. Its staff here belong to this file alone.
const centre = await people.staffOf(await centreOfPin('411001'))
const { facilityId } = centre
const NAMES = ['Omar Khan', 'Fatima Sheikh', 'Gopal Mahto', 'सुनीता देवी', 'Thomas Kurian']
await people.keepOpen(centre)
await bookSome()

async function centreOfPin(pin: string): Promise<string> {
  const url = `/v1/facilities?pin=${pin}&kind=vaccination-centre`
  const { body } = await sehat.ask<{ items: { facilityId: string }[] }>('GET', url)
  return body.items[0]?.facilityId ?? assert.fail(`the demo has no centre in ${pin}`)
}

interface Listed {
  readonly reference: string
  readonly bookingId: string
  readonly status: string
  readonly patient: { readonly name: string }
}

/** Reads today's bookings from the API. */
async function dayList(): Promise<Listed[]> {
  const asked = { by: await people.signIn(centre.vaccinator) }
  const url = `/v1/vaccination/bookings?facility=${facilityId}&day=${todayInIndia()}`
  return (await sehat.ask<{ items: Listed[] }>('GET', url, asked)).body.items
}

/** Gives five people without an account a seat in today's first session, and takes their arrival back. */
async function bookSome(): Promise<void> {
  const by = await people.signIn(centre.admin)
  const { body } = await sehat.ask<{
    items: { sessionId: string; vaccine: string; dose: number; windows: string[] }[]
  }>('GET', `/v1/vaccination/sessions?facility=${facilityId}&from=${todayInIndia()}`, { by })
  const session = body.items.find(({ vaccine, dose }) => vaccine === 'COVISHIELD' && dose === 1)
  assert.ok(session)
  for (const [nth, name] of NAMES.entries()) {
    const facts = { birthYear: 1960 + nth, gender: nth % 2 ? 'female' : 'male', pin: '411001', confirmedNew: true }
    const { patientId } = await people.send<{ patientId: string }>(by, '/v1/patients/registrations', { name, ...facts })
    const seat = { patientId, window: session.windows.at(-1), proof: { kind: 'registration' } }
    const url = `/v1/vaccination/sessions/${session.sessionId}/walk-ins`
    const { bookingId } = await people.send<{ bookingId: string }>(by, url, seat)
    await people.send(by, `/v1/vaccination/bookings/${bookingId}/arrival/cancellation`, {})
  }
}

/** Writes doses off through the API, as a colleague would. */
async function writeOff(doses: number): Promise<void> {
  const body = { facilityId, vaccine: 'COVAXIN', lot: 'BB-77', quantity: -doses, reason: 'wasted' }
  await people.send(await people.signIn(centre.admin), '/v1/vaccination/stock', body)
}

async function open(who: 'vaccinator' | 'admin', address: string): Promise<Page> {
  const page = await browser.open('/')
  await signIn(page, centre[who])
  await page.goto(address)
  await settled(page)
  return page
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText ?? '')

/** Waits until the filter of a state says this number. */
const counted = (page: Page, state: string, count: number): Promise<void> =>
  page.getByRole('radio', { name: `${state} ${count}`, exact: true }).waitFor({ state: 'attached' })

test('staff work on Today by keyboard alone: find, record and undo arrivals, vaccinate, mark absent', async () => {
  const page = await open('vaccinator', '/staff')
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await page.waitForURL('**/staff/today')
  await page.getByText('Omar Khan').waitFor()
  await counted(page, 'Expected', 5)
  await page.keyboard.press('/')
  await page.keyboard.type('omar')
  await page.keyboard.press('ArrowDown')
  assert.equal(await focused(page), 'Omar Khan')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByText('Omar Khan').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  assert.equal(await focused(page), 'Omar Khan')
  await page.keyboard.press('a')
  await page.getByText('Omar Khan has arrived.').waitFor()
  await counted(page, 'Waiting', 1)
  assert.equal(await focused(page), 'Omar Khan', 'the row that moved up keeps the focus')
  await page.keyboard.press('u')
  await counted(page, 'Expected', 5)
  await page.getByText('Omar Khan is expected again.').waitFor()
  await page.keyboard.press('a')
  await counted(page, 'Waiting', 1)
  await page.keyboard.press('v')
  await page.getByRole('heading', { name: 'Give a dose to Omar Khan' }).waitFor()
  await page.getByRole('dialog').getByText('This person may have dose 1').waitFor()
  await page.getByRole('dialog').getByRole('radio').first().waitFor()
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'lot')
  await assertSound(page, 'the dialog before a dose')
  // Enter on the lot records nothing: a scanner types it, too. The button must be pressed.
  await page.keyboard.press('Enter')
  assert.ok(await page.getByRole('dialog').isVisible())
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await counted(page, 'Done', 1)
  await page.getByText('Dose recorded for Omar Khan').waitFor()
  const row = page.getByRole('row', { name: /Omar Khan/ })
  await row.getByText('Observing').waitFor()
  await row.getByText(/^(30|29) min left$/).waitFor()
  assert.equal(await page.getByRole('dialog').count(), 0)

  await page.keyboard.press('/')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('kurian')
  await page.keyboard.press('Enter')
  await page.keyboard.press('x')
  await page.getByRole('heading', { name: 'Mark Thomas Kurian as absent' }).waitFor()
  // The question has the focus and no button: Enter alone records nothing.
  await page.keyboard.press('Enter')
  assert.ok(await page.getByRole('dialog').isVisible())
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await counted(page, 'Absent', 1)
  await page.getByText('Thomas Kurian is marked as absent').waitFor()
  await page.keyboard.press('?')
  await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor()
  await assertSound(page, 'the list of shortcuts')
  await page.keyboard.press('Escape')
  await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: 'Scan' }).press('Enter')
  await page.waitForURL('**/staff/scan')
})

test('staff receive, write off and count stock by keyboard, and see an error beside its field', async () => {
  const page = await open('admin', '/staff/today')
  await page.keyboard.press('g')
  await page.keyboard.press('k')
  await page.waitForURL('**/staff/stock')
  await page.getByText('37F22').waitFor()
  await page.keyboard.press('r')
  await page.getByRole('dialog').getByLabel('Vaccine').selectOption('COVAXIN')
  await page.getByRole('dialog').getByLabel('Lot').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('Enter the lot number that is printed on the vial').waitFor()
  await assertSound(page, 'receiving with errors')
  await page.getByRole('dialog').getByLabel('Lot').focus()
  for (const text of ['BB-77', '31', '12', String(new Date().getFullYear() + 1), '50']) {
    await page.keyboard.type(text)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  const row = page.getByRole('row', { name: /COVAXIN BB-77/ })
  await row.waitFor()
  const toLedger = page.getByRole('link', { name: 'Open the ledger' })
  assert.match((await toLedger.getAttribute('href')) ?? '', /ledger\?lot=BB-77$/)
  await page.keyboard.press('w')
  await page.getByRole('dialog').getByLabel('Lot').selectOption('COVAXIN BB-77')
  await page.getByLabel('Doses to write off').fill('51')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('The lot has only 50 doses').waitFor()
  await page.getByLabel('Doses to write off').fill('3')
  await page.keyboard.press('Enter')
  await row.getByText('47').waitFor()
  // Doses leave the stock while the page is open, and again while the administrator counts.
  await writeOff(2)
  await page.keyboard.press('c')
  const lot = page.getByRole('dialog').getByLabel('Lot')
  await lot.selectOption('COVAXIN BB-77')
  const chosen = lot.locator('option:checked')
  assert.match(await chosen.innerText(), /45 doses/)
  await writeOff(1)
  await page.getByLabel('Doses that you counted').fill('49')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('44 are now recorded for this lot').waitFor()
  assert.match(await chosen.innerText(), /44 doses/)
  await assertSound(page, 'a count that came too late')
  await page.getByLabel('Doses that you counted').press('Enter')
  await row.getByText('49').waitFor()

  await page.getByRole('link', { name: 'BB-77' }).click()
  await page.getByText('5 found').waitFor()
  await page.getByRole('cell', { name: '+5', exact: true }).waitFor()
  await page.getByLabel('Why').selectOption('Written off')
  await page.getByRole('cell', { name: '−3' }).waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export as CSV' }).click()
  const lines = readFileSync(await (await download).path(), 'utf8').split('\r\n')
  assert.equal(lines.length, 5, lines.join('\n'))
  assert.match(lines[3] ?? '', /,COVAXIN,BB-77,wasted,-3,/)
})

test('staff hold a lot back with a reason and release it, and its doses are not free meanwhile', async () => {
  const page = await open('admin', '/staff/stock')
  const row = page.getByRole('row', { name: /COVAXIN 37F22/ })
  const level = page.getByRole('region', { name: 'By vaccine' }).getByRole('row', { name: /^COVAXIN/ })
  await row.getByText('may be given').waitFor()
  await page.keyboard.press('b')
  const dialog = page.getByRole('dialog')
  const lots = dialog.getByLabel('Lot', { exact: true })
  await lots.selectOption({ label: (await lots.locator('option', { hasText: '37F22' }).innerText()) as string })
  await page.getByRole('button', { name: 'Save' }).press('Enter')
  await page.getByRole('alert').getByText('Enter the reason').waitFor()
  await assertSound(page, 'holding a lot back')
  await page.getByLabel('Why?').fill('The freezer was warm')
  await page.keyboard.press('Enter')
  await row.getByText('on hold').waitFor()
  await row.getByText('The freezer was warm').waitFor()
  await level.getByText(/doses are missing/).waitFor()
  await assertSound(page, 'stock with a lot that is on hold')
  await page.keyboard.press('b')
  await lots.selectOption({ label: (await lots.locator('option', { hasText: '37F22' }).innerText()) as string })
  await dialog.getByLabel('Release it').check()
  await page.getByLabel('Why?').fill('The logger says it was cold')
  await page.keyboard.press('Enter')
  await row.getByText('may be given').waitFor()
  assert.equal(await page.getByText(/doses are missing/).count(), 0)
})

test('an administrator makes, changes and closes sessions, and copies a week', async () => {
  const page = await open('admin', '/staff/sessions')
  await page.getByText('COVAXIN, dose 1').first().waitFor()
  await page.keyboard.press('n')
  await page.getByRole('dialog').getByLabel('Vaccine').selectOption('2 COVAXIN')
  await page.getByLabel('Seats').fill('5000')
  await page.getByLabel('Times').fill('9-11, 10-12')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('Enter times such as 09:00-11:00').waitFor()
  await page.getByLabel('Times').fill('9-11, 14-23:59')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('There are not enough doses in stock').waitFor()
  await assertSound(page, 'a session that the stock does not hold')
  await page.getByLabel('Seats').fill('4')
  await page.keyboard.press('Enter')
  const row = page.getByRole('listitem').filter({ hasText: 'COVAXIN, dose 2' })
  await row.getByText('0 of 4 booked, 0 given').waitFor()
  for (const [oldest, ages] of [
    ['60', '18 to 60 years'],
    ['', 'from 18 years'],
  ] as const) {
    await row.getByRole('button', { name: 'Change' }).press('Enter')
    await page.getByLabel('Seats').fill('6')
    await page.getByLabel('Oldest age').fill(oldest)
    await page.keyboard.press('Enter')
    await row.getByText(ages).waitFor()
  }
  await row.getByText('0 of 6 booked, 0 given').waitFor()
  await row.getByRole('button', { name: 'Close' }).press('Enter')
  await page.getByText('This session will take no more bookings').waitFor()
  await assertSound(page, 'closing a session')
  await page.getByRole('dialog').getByRole('button', { name: 'Close session' }).press('Enter')
  await row.getByText('closed').waitFor()
  await page.getByText('The session is closed.').waitFor()
  await page.getByRole('button', { name: 'Undo', exact: true }).press('Enter')
  await page.getByLabel('Why was it wrong?').fill('The wrong session')
  await page.getByRole('button', { name: 'Open session again' }).press('Enter')
  await page.getByText('The session is open again.').waitFor()
  await row.getByRole('button', { name: 'Close' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Close session' }).press('Enter')
  await row.getByText('closed').waitFor()
  await page.keyboard.press('c')
  await page.getByText(/open sessions of this week again/).waitFor()
  await page.getByRole('button', { name: 'Copy', exact: true }).press('Enter')
  await page.getByText('The week is copied.').waitFor()
  await page.getByText('21 of 21 made').waitFor()
  await assertSound(page, 'copying a week')
  await page.getByRole('dialog').getByRole('link', { name: 'Open that week' }).press('Enter')
  await page.getByText('COVISHIELD, dose 2').first().waitFor()
  assert.equal(await page.locator('.session-row').count(), 21)
})

test('staff register, seat and vaccinate a walk-in by keyboard, and are asked about a known person', async () => {
  const page = await open('vaccinator', '/staff')
  await page.keyboard.press('g')
  await page.keyboard.press('w')
  // The first question is how staff know the person. It has the focus.
  assert.ok(await page.getByLabel('Reference on the Sehat card').evaluate((input) => input === document.activeElement))
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('Choose how you know who this person is').waitFor()
  await page.getByRole('alert').getByText('Enter a real date of birth, or only the year').waitFor()
  await page.getByLabel('New person').check()
  await page.getByLabel('Full name').focus()
  for (const text of ['Kamala Bai Rathore', '14', '7', '1971']) {
    await page.keyboard.type(text)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Space')
  assert.ok(await page.getByRole('group', { name: 'Session' }).getByRole('radio').first().isChecked())
  await page.getByLabel('Mobile number').fill('98765 01234')
  await page.keyboard.press('Enter')
  await page.getByText('Registered and arrived').waitFor()
  await assertSound(page, 'a walk-in who has a token')
  await page.getByRole('button', { name: 'Vaccinate' }).press('Enter')
  await page.getByRole('dialog').getByRole('radio').first().waitFor()
  await page.getByRole('button', { name: 'Record dose' }).press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByText('Dose recorded for Kamala Bai Rathore').waitFor()

  await page.getByRole('button', { name: 'Next walk-in' }).press('Enter')
  await page.getByLabel('New person').check()
  await page.getByLabel('Full name').fill('Kamla Bai Rathor')
  await page.getByLabel('Year').fill('1971')
  await page.getByLabel('Month').fill('7')
  await page.getByLabel('Day', { exact: true }).fill('14')
  await page.getByLabel('Female', { exact: true }).check()
  await page.getByLabel('Mobile number').fill('9876501234')
  await page.keyboard.press('Enter')
  await page.getByText('A similar person is registered already').waitFor()
  await page.getByText('Kamala Bai Rathore, 1971').waitFor()
  await assertSound(page, 'a walk-in who may be known')
  await page.getByRole('button', { name: 'Register and give a token' }).press('Enter')
  await page.getByRole('alert').getByRole('link', { name: 'Choose who the person is' }).waitFor()
  await page.getByLabel(/Kamala Bai Rathore/).check()
  await page.getByRole('button', { name: 'Register and give a token' }).press('Enter')
  await page.getByRole('alert').getByText('This person is registered already').waitFor()
  await page.getByLabel('A document').check()
  await page.getByLabel('Which document?').selectOption('voter-id')
  // Somebody types the whole number. Only its end is sent.
  await page.getByLabel('Last four signs of its number').fill('ABC 1234 567')
  await seatsGo(page)
  assert.equal(await page.getByLabel('Full name').inputValue(), 'Kamla Bai Rathor')
  assert.ok(!page.url().includes('Kam'))
})

test('staff record a dose that a person had elsewhere, and cancel a wrong record with a reason', async () => {
  const page = await open('vaccinator', '/staff/historical-doses')
  await page.getByLabel('New person').check()
  await page.getByLabel('Full name').fill('Lhamo Sherpa')
  const [born, given] = [
    page.getByRole('group', { name: 'Date of birth' }),
    page.getByRole('group', { name: 'Day of the' }),
  ]
  await born.getByLabel('Year').fill('1979')
  await page.getByLabel('Female', { exact: true }).check()
  await page.getByLabel('Vaccine and dose').selectOption({ label: 'COVID-19: COVISHIELD, dose 1' })
  await page.getByRole('button', { name: 'Record the dose' }).press('Enter')
  await page.getByRole('alert').getByText('Enter where the dose was given').waitFor()
  await assertSound(page, 'a dose had elsewhere with errors')
  for (const [part, value] of Object.entries({ Day: '15', Month: '1', Year: '2022' })) {
    await given.getByLabel(part, { exact: true }).fill(value)
  }
  await page.getByLabel('Where it was given').fill('Bir Hospital, Kathmandu')
  await page.getByLabel('What shows the dose?').selectOption('card')
  await page.getByRole('button', { name: 'Record the dose' }).press('Enter')
  await page.getByText('The dose is recorded').waitFor()
  await page.getByText('Lhamo Sherpa').first().waitFor()
  await assertSound(page, 'a dose had elsewhere that is recorded')
  await page.getByRole('button', { name: 'Cancel Lhamo Sherpa' }).press('Enter')
  await page.getByLabel('Why is it wrong?').fill('Recorded for the wrong person')
  await assertSound(page, 'the question before a record is cancelled')
  await page.getByRole('button', { name: 'Yes, cancel the record' }).press('Enter')
  await page.getByText('The record of Lhamo Sherpa is cancelled.').waitFor()
  await page.getByText('cancelled: Recorded for the wrong person').waitFor()
})

interface Seats {
  readonly sessionId: string
}

/** The page reads the sessions again after each refusal: first this fails, then the chosen one is gone, then all. */
async function seatsGo(page: Page): Promise<void> {
  const address = '**/v1/vaccination/sessions?*'
  const register = () => page.getByRole('button', { name: 'Register and give a token' }).press('Enter')
  const registerWhile = async (change: (items: readonly Seats[]) => readonly Seats[] | undefined): Promise<void> => {
    await page.unroute(address)
    await page.route(address, async (route) => {
      const response = await route.fetch()
      const body: { items: Seats[] } = await response.json()
      const items = change(body.items)
      await (items ? route.fulfill({ response, json: { ...body, items } }) : route.fulfill({ status: 404 }))
    })
    const read = page.waitForResponse((answer) => answer.url().includes('/v1/vaccination/sessions?'))
    await register()
    await (await read).finished()
  }
  const chosen = page.locator('[name=session]:checked')
  const gone = await chosen.inputValue()
  await registerWhile(() => undefined)
  await page.getByText('This person has had this dose').waitFor()
  assert.equal(await chosen.inputValue(), gone)
  await registerWhile((items) => items.filter(({ sessionId }) => sessionId !== gone))
  await page.locator(`[value="${gone}"]`).waitFor({ state: 'detached' })
  assert.equal(await chosen.count(), 0, 'the page chooses no other session instead')
  await register()
  await page.getByRole('alert').getByText('This session is full or over').waitFor()
  await page.locator('[name=session]').first().check()
  await registerWhile(() => [])
  await page.getByText('Ask the administrator of your centre').waitFor()
  await assertSound(page, 'no seat is left while a walk-in is entered')
}

test('staff scan or type a slip, and are told when this centre has no such booking', async () => {
  const page = await open('vaccinator', '/staff/scan')
  const list = await dayList()
  const { reference, bookingId } = list.find(({ patient }) => patient.name === 'Gopal Mahto') ?? assert.fail()
  await page.waitForFunction(() => document.activeElement?.id === 'reference')
  await page.keyboard.type(`${reference} ${bookingId.toUpperCase()}`)
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByText('Gopal Mahto').waitFor()
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => document.activeElement?.id === 'reference')
  await page.keyboard.type(reference.toLowerCase().replaceAll('-', ' '))
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByText('Gopal Mahto').waitFor()
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => document.activeElement?.id === 'reference')
  await page.keyboard.type('DL-0000-0000')
  await page.keyboard.press('Enter')
  await page.getByText('This centre has no such booking').waitFor()
  await page.getByLabel('Reference').fill('DL-0000-0001')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('Check the reference').waitFor()
})

/** Types a slip and Enter as fast as a scanner, wherever the focus is. */
async function scan(page: Page, { reference, bookingId }: { reference: string; bookingId: string }): Promise<void> {
  await page.evaluate((slip) => {
    for (const key of [...slip, 'Enter']) {
      const at = document.activeElement ?? document.body
      for (const type of ['keydown', 'keyup']) {
        at.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, cancelable: true }))
      }
    }
  }, `${reference} ${bookingId.toUpperCase()}`)
}

test('a scan while a dialog is open is a new scan and records no dose; a dose can be taken back', async () => {
  const page = await open('vaccinator', '/staff/scan')
  const list = await dayList()
  const of = (name: string) => list.find(({ patient }) => patient.name === name) ?? assert.fail(name)
  const [gopal, sunita] = [of('Gopal Mahto'), of('सुनीता देवी')]
  const dialog = page.getByRole('dialog')
  await page.keyboard.type(`${gopal.reference} ${gopal.bookingId.toUpperCase()}`)
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Arrived' }).waitFor()
  assert.equal(await focused(page), 'Arrived')
  await page.keyboard.press('Enter')
  await dialog.getByRole('radio').first().waitFor()
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'lot')
  await scan(page, sunita)
  await dialog.getByText('सुनीता देवी').waitFor()
  await scan(page, gopal)
  await dialog.getByText('Gopal Mahto').waitFor()
  await dialog.getByRole('radio').first().waitFor()
  await scan(page, gopal)
  await dialog.getByText('Gopal Mahto').waitFor()
  // The slip typed slowly, as over a bad radio link: its spaces and its Enter record nothing either.
  await page.keyboard.type(`${gopal.reference} ${gopal.bookingId.toUpperCase()}`, { delay: 60 })
  await page.keyboard.press('Enter')
  await dialog.getByText('Gopal Mahto').waitFor()
  const statusOf = async (bookingId: string) => (await dayList()).find((each) => each.bookingId === bookingId)?.status
  assert.deepEqual([await statusOf(gopal.bookingId), await statusOf(sunita.bookingId)], ['BOOKED', 'BOOKED'])

  await dialog.getByRole('button', { name: 'Record dose' }).press('Enter')
  await page.getByText('Dose recorded for Gopal Mahto').waitFor()
  await assertSound(page, 'the word after a dose')
  await page.getByRole('button', { name: 'Undo', exact: true }).press('Enter')
  await dialog.getByLabel('Why was it wrong?').press('Enter')
  await dialog.getByRole('button', { name: 'Undo: the dose was not given' }).press('Enter')
  await dialog.getByRole('alert').getByText('Enter the reason').waitFor()
  await assertSound(page, 'taking a dose back')
  await dialog.getByLabel('Why was it wrong?').fill('The next person in the queue')
  await dialog.getByRole('button', { name: 'Undo: the dose was not given' }).press('Enter')
  await page.getByText('Gopal Mahto: the dose is taken back.').waitFor()
  assert.equal(await statusOf(gopal.bookingId), 'BOOKED')
  await people.send(
    await people.signIn(centre.admin),
    `/v1/vaccination/bookings/${gopal.bookingId}/arrival/cancellation`,
    {},
  )
})

test('a word goes after ten seconds, waits while it has the focus, and the menu still takes the act back', async () => {
  const page = await open('vaccinator', '/staff/today')
  const row = page.getByRole('row', { name: /सुनीता देवी/ })
  await row.getByRole('button', { name: /^Arrive/ }).click()
  const word = page.getByRole('status').filter({ hasText: 'सुनीता देवी has arrived.' })
  await word.getByRole('button', { name: 'Undo', exact: true }).focus()
  await page.waitForTimeout(11_000)
  assert.ok(await word.isVisible(), 'the clock stops while the word has the focus')
  await page.getByLabel('Name, token, reference').focus()
  await word.waitFor({ state: 'detached' })
  await row.getByRole('button', { name: 'More for सुनीता देवी' }).press('Enter')
  await assertSound(page, 'the menu of a row')
  await page.getByRole('menuitem', { name: 'Undo arrival' }).press('Enter')
  await page.getByText('सुनीता देवी is expected again.').waitFor()
  await row.getByText('Expected', { exact: true }).waitFor()
})

test('when the answer to an arrival is lost, the page sends the arrival again with its key', async () => {
  const page = await open('vaccinator', '/staff/today')
  const keys: (string | undefined)[] = []
  await page.route('**/arrival', async (route) => {
    keys.push(route.request().headers()['idempotency-key'])
    if (keys.length > 1) return route.fallback()
    // The request reaches the server, but its answer is lost.
    await route.fetch()
    return route.abort()
  })
  await page.keyboard.press('/')
  await page.keyboard.type('fatima')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('a')
  await page.getByText('Fatima Sheikh has arrived.').waitFor()
  await page
    .getByRole('row', { name: /Fatima/ })
    .getByText('Arrived', { exact: true })
    .waitFor()
  assert.ok(keys.length === 2 && keys[0] === keys[1] && keys[0] !== undefined, keys.join())
})

test('when one of two quick arrivals fails, the page keeps it in sight and tries that one again', async () => {
  const page = await open('vaccinator', '/staff/today')
  const { bookingId } = (await dayList()).find(({ patient }) => patient.name === 'Gopal Mahto') ?? assert.fail()
  const keys = new Set<string | undefined>()
  await page.route(`**/${bookingId}/arrival`, (route) => {
    keys.add(route.request().headers()['idempotency-key'])
    return route.abort()
  })
  await page.keyboard.press('/')
  await page.keyboard.type('gopal')
  await page.keyboard.press('Enter')
  await page.keyboard.press('a')
  // A letter acts when no other letter follows at once, as after a letter of a scanner.
  await page.waitForTimeout(100)
  await page.keyboard.press('/')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('सुनीता')
  await page.keyboard.press('Enter')
  await page.keyboard.press('a')
  await page.getByText('सुनीता देवी has arrived.').waitFor()
  const failed = page.getByRole('alert').filter({ hasText: 'Gopal Mahto' })
  await failed.getByText('No answer came').waitFor()
  await page.getByText('सुनीता देवी has arrived.').waitFor()
  await assertSound(page, 'an arrival that failed')
  await page.unroute(`**/${bookingId}/arrival`)
  const sent = page.waitForRequest((request) => /\/arrival$/.test(request.url()))
  await failed.getByRole('button', { name: 'Try again' }).click()
  const again = await sent
  assert.ok(again.url().includes(bookingId), again.url())
  keys.add(again.headers()['idempotency-key'])
  assert.equal(keys.size, 1, 'each try has the key of this booking')
  await page.getByText('Gopal Mahto has arrived.').waitFor()
  assert.equal(await page.getByRole('alert').count(), 0)
})

test('while another day loads, the page shows nothing of the day before', async () => {
  const page = await open('admin', '/staff/today')
  await page.getByText('Gopal Mahto').waitFor()
  const isOther = ({ pathname, searchParams }: URL): boolean =>
    (pathname === '/v1/vaccination/bookings' && searchParams.get('day') === addDays(todayInIndia(), 1)) ||
    (pathname === '/v1/vaccination/sessions' && searchParams.get('from') === addDays(todayInIndia(), 7))
  let release = (): void => undefined
  const hold = async (): Promise<void> => {
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route(isOther, async (route) => {
      await held
      await route.fallback()
    })
  }
  await hold()
  await page.keyboard.press(']')
  await page.locator('.loading').waitFor()
  assert.equal(await page.locator('.today-row, button:has-text("Print")').count(), 0)
  await assertSound(page, 'a day that is on the way')
  release()
  await page.getByText('Nobody is booked on this day').waitFor()
  await page.unroute(isOther)

  await page.goto('/staff/sessions')
  await page.locator('.session-row').first().waitFor()
  await hold()
  await page.keyboard.press(']')
  await page.keyboard.press('c')
  await page.locator('.loading').waitFor()
  assert.equal(await page.locator('.session-row').count(), 0)
  assert.equal(await page.getByRole('dialog').count(), 0, 'the page copies no week that it does not know yet')
  release()
  await page.getByRole('dialog').waitFor()
})

test('people with other roles are told that these pages are not for them', async () => {
  const page = await browser.open('/')
  await signIn(page, sehat.account('pharmacist'))
  await page.goto('/staff/today')
  await page.getByText('This page is not for your account').waitFor()
  await page.goto('/staff/stock')
  await page.getByRole('heading', { level: 1, name: 'Stock' }).waitFor()
})
