// Tests the desk in the browser: a new person and a known one walk in by keys, slips are scanned, a booked one arrives.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { addDays } from '../server/src/platform/clock.ts'
import { until } from '../server/src/testing/until.ts'
import { assertSound, LARGE, SMALL, signIn, startBrowser } from './testing/browser.ts'
import { createPeople, todayInIndia } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'desk')

/** A hospital of this file alone, with one doctor who sees patients all day long. */
async function openHospital() {
  const national = await people.signIn(sehat.account('national-admin'))
  const hospital = { name: 'Hospital of the desk test', kinds: ['hospital'], address: '3 Station Road', pin: '110002' }
  const { facilityId } = await people.send<{ facilityId: string }>(national, '/v1/facilities', hospital)
  const hire = async (role: 'centre-admin' | 'reception', name: string) => {
    const account = { name, phone: people.nextPhone(), password: 'quiet river mango', facilityId }
    await people.hire(account, { role, facilityId })
    return { ...account, role }
  }
  const by = await people.signIn(await hire('centre-admin', 'Sunita Verma'))
  const facts = {
    ...{ facilityId, name: 'Leela Desk Thomas', gender: 'female', qualifications: ['MBBS'], specialities: ['urology'] },
    ...{ languages: ['en'], council: 'KL', registrationNo: 'TCMC/88077' },
  }
  const { doctorId } = await people.send<{ doctorId: string }>(by, '/v1/doctors', facts)
  await people.send(national, `/v1/doctors/${doctorId}/verification`, { seen: 'register' })
  const practice = `/v1/doctors/${doctorId}/practices/${facilityId}`
  const put = async (url: string, asked: object): Promise<void> => {
    const answer = await sehat.ask('PUT', url, { by, body: asked })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
  }
  await put(practice, { feePaise: 20_000, cancelUntilMinutes: 0, noticeMinutes: 0, room: '7' })
  const hours = { starts: '00:00', ends: '23:55', slotMinutes: 5, validFrom: todayInIndia() }
  await put(`${practice}/templates`, { templates: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, ...hours })) })
  const tomorrow = addDays(todayInIndia(), 1)
  const slots = async (): Promise<string[]> => {
    const url = `/v1/appointments/slots?doctor=${doctorId}&from=${tomorrow}&days=1`
    const { body } = await sehat.ask<{ doctors: { days: { slots: { slotId: string }[] }[] }[] }>('GET', url)
    return body.doctors.flatMap(({ days }) => days.flatMap((day) => day.slots.map(({ slotId }) => slotId)))
  }
  await until('the hours are known', async () => (await slots()).length > 0)
  /** The doctor goes on leave, so no time is free any more. */
  const block = async (): Promise<void> => {
    const days = { fromOn: todayInIndia(), untilOn: addDays(todayInIndia(), 40) }
    const leave = { kind: 'leave', facilityId, ...days, reason: 'Training' }
    await people.send(by, `/v1/doctors/${doctorId}/exceptions`, leave)
    await until('the leave is known', async () => (await slots()).length === 0)
  }
  return { reception: await hire('reception', 'Mira Das'), slots, block }
}

const { reception, slots, block } = await openHospital()
const phone = people.nextPhone()

/** A page of the reception at the walk-in form. It notes how often something was printed. */
async function openDesk() {
  const page = await browser.open('/')
  await page.addInitScript(() => {
    const counted = window as unknown as { printed?: number }
    window.print = () => {
      counted.printed = (counted.printed ?? 0) + 1
    }
  })
  await signIn(page, reception)
  await page.goto('/staff/appointments/walk-in')
  await page.getByRole('searchbox', { name: 'Known person' }).waitFor()
  return page
}

test('a new person on one screen, then the same one by three letters and the phone, with five keys', async () => {
  const page = await openDesk()
  for (const size of [SMALL, LARGE]) {
    await page.setViewportSize(size)
    await assertSound(page, `walk-in, ${size.width}`)
  }
  await page.getByRole('textbox', { name: 'Full name' }).fill('Kamala Devi Bose')
  await page.getByRole('textbox', { name: 'Year' }).fill('1961')
  await page.getByRole('radio', { name: 'Female' }).check()
  await page.getByRole('textbox', { name: 'Mobile' }).fill(phone)
  await page.getByRole('radio', { name: /^Dr / }).first().check()
  await page.getByRole('button', { name: 'Give a number and print' }).click()
  const slip = page.getByRole('article', { name: 'Slip of the day' })
  await slip.getByText('Kamala Devi Bose').waitFor()
  const label = await slip.locator('.opd-label').innerText()
  assert.equal(await page.evaluate(() => (window as unknown as { printed?: number }).printed), 1)
  for (const size of [SMALL, LARGE]) {
    await page.setViewportSize(size)
    await assertSound(page, `slip, ${size.width}`)
  }
  await page.keyboard.press('Enter')

  const search = page.getByRole('searchbox', { name: 'Known person' })
  await search.waitFor()
  await page.keyboard.type(`kam ${phone}`)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Kamala Devi Bose, 1961/ }).waitFor()
  await page.keyboard.press('Enter')
  // The only doctor is chosen, and has the focus.
  await page.getByRole('radio', { name: /^Dr Leela Desk Thomas/, checked: true }).waitFor()
  await page.getByText('1 waits · Room 7').waitFor()
  await page.keyboard.press('Enter')
  await page.getByText(`Kamala Devi Bose waits in this queue already, with ${label}`).waitFor()
  await assertSound(page, 'who waits already')
  await page.getByRole('link', { name: 'Print the slip again' }).click()
  await slip.getByText('Kamala Devi Bose').waitFor()

  // The home of the desk has the queue with its length, and its search has the focus.
  await page.goto('/staff')
  const home = page.getByRole('searchbox', { name: 'Patient of today: name, reference or slip' })
  await home.waitFor()
  await page.getByRole('link', { name: /Dr Leela Desk Thomas Nobody is inside 1 waits$/ }).waitFor()
  for (const size of [SMALL, LARGE]) {
    await page.setViewportSize(size)
    await assertSound(page, `home of the desk, ${size.width}`)
  }
  assert.ok(await home.evaluate((field) => field === document.activeElement))
  await home.fill('kam')
  await page.getByText('Nobody of today fits.').waitFor()
  await page.getByRole('link', { name: /^Displaced/ }).click()
  await page.waitForURL('**/staff/appointments/displaced')
})

test('a double stands beside the form, and a reference of another day opens its appointment', async () => {
  const page = await openDesk()
  await page.getByRole('textbox', { name: 'Full name' }).fill('Kamala Devi Bose')
  await page.getByRole('textbox', { name: 'Year' }).fill('1961')
  await page.getByRole('radio', { name: 'Female' }).check()
  await page.getByRole('textbox', { name: 'Mobile' }).fill(phone)
  await page.getByRole('button', { name: 'Give a number and print' }).click()
  await page.getByText('A similar person is registered already').waitFor()
  for (const size of [SMALL, LARGE]) {
    await page.setViewportSize(size)
    await assertSound(page, `doubles, ${size.width}`)
  }
  const citizen = await people.citizen('Asmita Nair')
  const body = { slotIds: [(await slots())[0]], patientId: citizen.patientId }
  const { reference } = await people.send<{ reference: string }>(citizen, '/v1/appointments', body)
  for (const [address, name] of [
    ['/staff', 'Patient of today: name, reference or slip'],
    ['/staff/appointments', 'Name, reference or slip'],
  ] as const) {
    await page.goto(address)
    await page.getByRole('searchbox', { name }).waitFor()
    await page.keyboard.type(reference.toLowerCase())
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Asmita Nair' }).getByText(reference).waitFor()
  }
  await page.goto('/staff/appointments/fees')
  await page.getByText('No fee is stuck').waitFor()
  for (const size of [SMALL, LARGE]) {
    await page.setViewportSize(size)
    await assertSound(page, `stuck fees, ${size.width}`)
  }
})

test('the desk adds somebody to the waiting list, sees the line, and takes them off with a reason', async () => {
  const page = await openDesk()
  await page.goto('/staff/appointments/waiting')
  await page.getByText('Nobody waits for a place').waitFor()
  await page.getByRole('button', { name: 'Add a patient' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a patient' })
  await dialog.getByRole('searchbox', { name: 'Known person' }).fill(`kam ${phone}`)
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: /^Kamala Devi Bose, 1961/ }).click()
  await dialog.getByLabel('Doctor').selectOption({ label: 'Dr Leela Desk Thomas' })
  await dialog.getByRole('button', { name: 'Add to the waiting list' }).click()
  await dialog.getByText('A time is free in these days').waitFor()
  await assertSound(page, 'adding to the waiting list')
  await block()
  await dialog.getByRole('button', { name: 'Add to the waiting list' }).click()
  await page.getByText('Kamala Devi Bose is on the waiting list').waitFor()
  const row = page.getByRole('row').filter({ hasText: 'Kamala Devi Bose' })
  await row.getByText('0 before').waitFor()
  for (const size of [SMALL, LARGE]) {
    await page.setViewportSize(size)
    await assertSound(page, `waiting list, ${size.width}`)
  }
  await row.getByRole('button', { name: 'Take off the list' }).click()
  await page.getByRole('button', { name: 'Cannot be reached' }).click()
  await page.getByRole('button', { name: 'Take off the list' }).last().click()
  await page.getByText('Kamala Devi Bose is off the waiting list').waitFor()
  await page.goto('/staff/appointments/follow-ups')
  await page.getByText('Every wished follow-up is booked').waitFor()
  await assertSound(page, 'wishes for follow-up')
})
