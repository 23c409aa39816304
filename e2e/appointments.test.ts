// Tests appointments with doctors: a citizen finds, holds, books, moves and cancels; reception and doctor see the day.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { addDays } from '../server/src/platform/clock.ts'
import { until } from '../server/src/testing/until.ts'
import { assertSound, LARGE, SMALL, settled, signIn, startBrowser } from './testing/browser.ts'
import { type Citizen, createPeople, todayInIndia } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'appointments')
const PIN = '110002'

interface Slot {
  readonly slotId: string
  readonly date: string
  readonly start: string
}

interface Made {
  readonly appointmentId: string
  readonly reference: string
  readonly start: string
}

/** A hospital of this file alone: its doctor is the only one of the speciality, and sees patients all day long. */
async function openHospital() {
  const national = await people.signIn(sehat.account('national-admin'))
  const hospital = { name: 'Hospital of the front door', kinds: ['hospital'], address: '3 Station Road', pin: PIN }
  const { facilityId } = await people.send<{ facilityId: string }>(national, '/v1/facilities', hospital)
  const hire = async (role: 'centre-admin' | 'doctor' | 'reception', name: string) => {
    const account = { name, phone: people.nextPhone(), password: 'quiet river mango', facilityId }
    await people.hire(account, { role, facilityId })
    return { ...account, role }
  }
  const staff = {
    admin: await hire('centre-admin', 'Sunita Verma'),
    reception: await hire('reception', 'Mira Das'),
    doctor: await hire('doctor', 'Nandini Test Rao'),
  }
  const by = await people.signIn(staff.admin)
  const { body } = await sehat.ask<{ items: { accountId: string; roles: string[] }[] }>(
    'GET',
    `/v1/staff?facility=${facilityId}&limit=100`,
    { by },
  )
  const accountId = body.items.find(({ roles }) => roles.includes('doctor'))?.accountId
  const facts = {
    ...{ facilityId, accountId, name: 'Nandini Test Rao', gender: 'female', qualifications: ['MBBS'] },
    ...{ specialities: ['urology'], languages: ['en', 'hi'], council: 'KL', registrationNo: 'TCMC/88001' },
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
  const slots = async (from = todayInIndia()): Promise<Slot[]> => {
    const url = `/v1/appointments/slots?doctor=${doctorId}&from=${from}&days=1`
    const found = await sehat.ask<{ doctors: { days: { slots: Slot[] }[] }[] }>('GET', url)
    return found.body.doctors.flatMap(({ days }) => days.flatMap((day) => day.slots))
  }
  await until('the hours are known', async () => (await slots(addDays(todayInIndia(), 1))).length > 0)
  return { ...staff, facilityId, doctorId, slots, by }
}

const here = await openHospital()

async function openAs(account: Parameters<typeof signIn>[1], size = LARGE): Promise<Page> {
  const page = await browser.open('/', { size })
  await signIn(page, account)
  return page
}

/** Books through the API, on another day for each call: one person comes to a doctor once a day. */
async function book(citizen: Citizen, ahead: number): Promise<Made> {
  const [slot] = await here.slots(addDays(todayInIndia(), ahead))
  const body = { slotIds: [slot?.slotId], patientId: citizen.patientId }
  return people.send<Made>(citizen, '/v1/appointments', body)
}

const search = (page: Page) => page.getByRole('searchbox', { name: 'Name, reference or slip' })

test('a citizen finds a doctor near a PIN, signs in with the time kept in mind, books, and comes', async () => {
  const citizen = await people.citizen('Asmita Nair')
  const page = await browser.open('/', { size: SMALL })
  await page.getByRole('link', { name: /^Doctors/ }).click()
  await page.getByLabel('PIN code').fill(PIN)
  await page.getByRole('button', { name: 'Find doctors' }).click()
  await page.getByRole('heading', { name: 'Which doctor do you need?' }).waitFor()
  await assertSound(page, 'the specialities')
  await page.getByRole('link', { name: 'Urinary tract' }).click()
  const card = page.getByRole('listitem').filter({ hasText: 'Dr Nandini Test Rao' }).first()
  await card.getByText('₹200').waitFor()
  await page.getByLabel('Language of the doctor').selectOption({ label: 'Tamil' })
  await page.getByText('No doctor here fits').waitFor()
  await page.getByLabel('Language of the doctor').selectOption({ label: 'Hindi' })
  await card.getByText('Next free:').waitFor()
  await assertSound(page, 'the doctors found')
  await card.getByRole('list').getByRole('link').last().click()
  await page.waitForURL('**/sign-in?back=*')
  await page.getByRole('link', { name: 'Sign in with a password instead' }).click()
  await page.locator('[name=phone]').fill(citizen.phone)
  await page.locator('[name=password]').fill(citizen.password)
  await page.locator('main form button[type=submit]').click()
  await page.getByRole('heading', { name: 'Who is the appointment for?' }).waitFor()
  await assertSound(page, 'for whom the appointment is')
  await page.getByRole('button', { name: citizen.name }).click()
  await page.getByText('This time is kept for you for').waitFor()
  assert.match((await page.getByRole('timer').textContent()) ?? '', /^[12]:\d\d$/)
  await assertSound(page, 'a time that is kept')
  await page.getByLabel('Why do you come? (optional)').fill('Pain in the side')
  await page.getByRole('button', { name: 'Book the appointment' }).click()
  await page.getByText('The appointment is booked').waitFor()
  await page.getByRole('img', { name: 'QR code of the reference' }).waitFor()
  await page.getByText('Room 7').waitFor()
  await assertSound(page, 'the slip of an appointment')
  const reference = (await page.locator('.slip-reference').textContent()) ?? ''
  await page.goto('/account')
  await page.getByText('Asmita Nair with Dr Nandini Test Rao').waitFor()
  await assertSound(page, 'the home with an appointment')
  await page.getByRole('link', { name: new RegExp(reference) }).click()
  await page.getByText('Room 7').waitFor()
  await comes(citizen, reference)
})

/** Reception scans the slip and presses Enter; the doctor begins and completes. */
async function comes({ name }: Citizen, reference: string): Promise<void> {
  const desk = await openAs(here.reception)
  await desk.goto('/staff/appointments')
  await desk.getByRole('row').filter({ hasText: reference }).waitFor()
  assert.equal(await desk.evaluate(() => document.activeElement?.id), 'wanted', 'a scan can be typed at once')
  await assertSound(desk, 'the day of the reception')
  await desk.keyboard.type(reference.toLowerCase())
  await desk.keyboard.press('Enter')
  const dialog = desk.getByRole('dialog', { name })
  await dialog.getByRole('button', { name: 'Arrived' }).waitFor()
  assert.equal(await dialog.getByText('Pain in the side').count(), 0, 'reception does not read why somebody comes')
  await assertSound(desk, 'an appointment at the reception')
  await desk.keyboard.press('Enter')
  await desk.getByText(`${name} has arrived`).waitFor()
  await desk.getByRole('button', { name: /^Undo/ }).click()
  await desk.getByText(`The arrival of ${name} is taken back`).waitFor()
  await desk.getByRole('button', { name: `Arrived ${name}` }).click()
  await desk.getByText(`${name} has arrived`).waitFor()

  const room = await openAs(here.doctor)
  await room.getByRole('link', { name: 'My patients' }).click()
  await room.getByText('Pain in the side').waitFor()
  await assertSound(room, 'the patients of a doctor')
  await room.getByRole('button', { name: `Begin ${name}` }).click()
  await room.getByText(`${name} is with the doctor`).waitFor()
  await room.getByRole('button', { name: `Complete ${name}` }).click()
  await room.getByText(`${name} was seen`).waitFor()
  await desk.getByRole('row').filter({ hasText: reference }).getByText('Seen').waitFor()
}

test('when the two minutes are over, the page says so, and the time can be kept again', async () => {
  const citizen = await people.citizen('Bela Nair')
  const page = await openAs(citizen)
  const [slot] = await here.slots(addDays(todayInIndia(), 3))
  await page.clock.install()
  await page.goto(`/doctors/${here.doctorId}/book?slot=${slot?.slotId}&facility=${here.facilityId}&day=${slot?.date}`)
  await page.getByRole('button', { name: citizen.name }).click()
  await page.getByRole('timer').waitFor()
  await page.clock.fastForward(121_000)
  await page.getByText('The two minutes are over').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Book the appointment' }).count(), 0)
  await assertSound(page, 'a time that is kept no longer')
  await page.getByRole('button', { name: 'Keep this time again' }).click()
  await page.getByRole('timer').waitFor()
  await page.getByRole('button', { name: 'Let this time go' }).click()
  await page.getByRole('heading', { name: 'Dr Nandini Test Rao' }).waitFor()
  await assertSound(page, 'the times of a doctor')
})

test('a citizen moves an appointment and cancels it', async () => {
  const citizen = await people.citizen('Charu Nair')
  const { appointmentId } = await book(citizen, 4)
  const page = await openAs(citizen, SMALL)
  await page.goto(`/doctors/appointments/${appointmentId}`)
  await page.getByText(/^You can move or cancel it until/).waitFor()
  await page.getByRole('link', { name: 'Move to another time or doctor' }).click()
  await page.getByRole('heading', { name: 'When instead?' }).waitFor()
  await assertSound(page, 'moving an appointment')
  await page.locator('.doctor-time').nth(5).click()
  await page.getByRole('heading', { name: 'Move the appointment?' }).waitFor()
  await assertSound(page, 'the check of a move')
  await page.getByRole('button', { name: 'Move the appointment' }).click()
  await page.getByText('The appointment is moved').waitFor()
  await page.getByRole('link', { name: 'Cancel this appointment' }).click()
  await page.getByRole('button', { name: 'Cancel the appointment' }).click()
  await page.getByText('This appointment was cancelled').waitFor()
  await assertSound(page, 'a cancelled appointment')
  await page.goto(`/doctors/appointments/${appointmentId}`)
  await page.getByText('This appointment was moved').waitFor()
})

test('leave shows whom it touches first; who is displaced chooses again, alone or at the counter', async () => {
  const citizen = await people.citizen('Divya Nair')
  const { appointmentId, reference } = await book(citizen, 6)
  const other = await book(await people.citizen('Kiran Nair'), 6)
  const day = addDays(todayInIndia(), 6)
  const weekday = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: 'UTC' }).format(new Date(day))
  const office = await openAs(here.admin)
  await office.goto(`/staff/doctors/${here.doctorId}`)
  await office.getByRole('button', { name: `Take away 00:00–23:55 on ${weekday}` }).click()
  const hours = office.getByRole('dialog', { name: 'Whom the new hours touch' })
  await hours.getByRole('row').filter({ hasText: reference }).getByText('Must choose').waitFor()
  await assertSound(office, 'whom other hours touch')
  await hours.getByRole('button', { name: 'Back' }).click()
  await office.getByRole('button', { name: `Take away 00:00–23:55 on ${weekday}` }).waitFor()

  const room = await openAs(here.doctor)
  await room.goto('/staff/my-hours')
  await room.getByRole('button', { name: 'Enter leave' }).waitFor()
  await room.keyboard.press('n')
  const dialog = room.getByRole('dialog', { name: 'Enter leave' })
  const parts = day.split('-')
  for (const [nth, part] of (['Year', 'Month', 'Day'] as const).entries()) {
    await dialog
      .getByRole('group', { name: 'First day' })
      .getByLabel(part)
      .fill(parts[nth] as string)
  }
  await dialog.getByRole('button', { name: 'Training' }).click()
  await dialog.getByRole('button', { name: 'See whom it touches' }).click()
  const touched = dialog.getByRole('row').filter({ hasText: reference })
  await touched.getByText('DN').waitFor()
  await touched.getByText('Must choose').waitFor()
  await assertSound(room, 'whom leave touches')
  await dialog.getByRole('button', { name: 'Confirm the leave' }).click()
  await room.getByText('The leave is entered').waitFor()

  const statusOf = async (id: string) =>
    (await sehat.ask<{ status: string }>('GET', `/v1/appointments/${id}`, { by: here.by })).body.status
  await until('the leave displaces', async () => (await statusOf(appointmentId)) === 'DISPLACED')
  const desk = await openAs(here.reception, SMALL)
  await desk.goto('/staff/appointments/displaced')
  const row = desk.getByRole('row').filter({ hasText: reference })
  await row.waitFor()
  await assertSound(desk, 'displaced patients')
  const otherRow = desk.getByRole('row').filter({ hasText: other.reference })
  await otherRow.getByRole('button', { name: 'Choose a time' }).click()
  const offers = desk.getByRole('dialog', { name: /^Another time for Kiran Nair/ })
  await offers
    .getByRole('button', { name: /^Choose / })
    .first()
    .waitFor()
  await assertSound(desk, 'offers at the counter')
  await offers
    .getByRole('button', { name: /^Choose / })
    .first()
    .click()
  await desk.getByText('The appointment of Kiran Nair is moved').waitFor()
  await otherRow.waitFor({ state: 'detached' })
  assert.equal(await statusOf(other.appointmentId), 'MOVED')

  const page = await openAs(citizen)
  await page.goto('/account')
  await page.getByText('Please choose another time').waitFor()
  await page.getByRole('link', { name: new RegExp(`^Choose another time ${reference}`) }).click()
  await page.getByText(/After that the appointment is cancelled\.$/).waitFor()
  await assertSound(page, 'a displaced appointment')
  await page.locator('.doctor-time').first().click()
  await page.getByRole('button', { name: 'Move the appointment' }).click()
  await page.getByText('The appointment is moved').waitFor()
  await desk.reload()
  await row.waitFor({ state: 'detached' })
})

test('reception books at the counter, gives an extra seat with a reason, moves with Undo, and cancels', async () => {
  const desk = await openAs(here.reception)
  const bookAt = async (name: string, time: 'free' | 'full'): Promise<void> => {
    await desk.goto('/staff/appointments/book')
    await settled(desk)
    await desk.getByLabel('Full name').fill(name)
    await desk.getByLabel('Year').fill('1975')
    await desk.locator('[name=gender][value=female]').check()
    await desk.getByLabel('Doctor', { exact: true }).selectOption({ index: 1 })
    await desk.getByRole('button', { name: 'Day after' }).click()
    const times = desk.locator('.slot-time')
    await times.first().waitFor()
    await (time === 'full' ? times.filter({ hasText: 'Full' }) : times.filter({ hasText: 'free' })).first().click()
  }
  await bookAt('Esha Counter', 'free')
  await assertSound(desk, 'booking at the counter')
  await desk.getByRole('button', { name: 'Book the appointment' }).click()
  await desk.getByText('Esha Counter is booked').first().waitFor()
  await bookAt('Farah Counter', 'full')
  await desk.getByRole('button', { name: 'It cannot wait' }).click()
  await desk.getByRole('button', { name: 'Give an extra seat' }).click()
  await desk.getByText('Farah Counter is booked').first().waitFor()
  await desk.getByRole('link', { name: 'To the day' }).click()
  await desk.getByRole('button', { name: 'Esha Counter', exact: true }).click()
  await desk.getByRole('dialog').getByRole('link', { name: 'Move' }).click()
  await desk.getByRole('heading', { name: 'Move the appointment of Esha Counter' }).waitFor()
  await desk.locator('.slot-time').filter({ hasText: 'free' }).nth(3).click()
  await assertSound(desk, 'moving at the counter')
  await desk.getByRole('button', { name: 'Move', exact: true }).click()
  await desk.getByText('The appointment of Esha Counter is moved').waitFor()
  await desk.getByRole('button', { name: /^Undo/ }).click()
  await desk.getByRole('button', { name: 'Esha Counter', exact: true }).waitFor()
  await search(desk).fill('farah')
  await desk.keyboard.press('Enter')
  const dialog = desk.getByRole('dialog', { name: 'Farah Counter' })
  await dialog.getByRole('button', { name: 'Cancel', exact: true }).click()
  await dialog.getByRole('button', { name: 'The patient asked for it' }).click()
  await assertSound(desk, 'cancelling at the counter')
  await dialog.getByRole('button', { name: 'Cancel the appointment' }).click()
  await desk.getByText('The appointment of Farah Counter is cancelled').waitFor()
})
