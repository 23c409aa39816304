// Tests the pages of doctors: a hospital registers one, an official verifies, the week is set, the doctor takes leave.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { addDays } from '../server/src/platform/clock.ts'
import { assertSound, settled, signIn, startBrowser } from './testing/browser.ts'
import { createPeople, todayInIndia } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'doctors')
const NAME = 'Revathi Test Menon'
const NUMBER = 'TCMC/77001'
/** The demo registers this doctor at another hospital. */
const KNOWN = { name: 'Anil Mishra', council: 'DL', number: 'dmc r 42433' }

type Page = Awaited<ReturnType<typeof browser.open>>
type Login = Parameters<typeof signIn>[1]

async function openAs(account: Login): Promise<Page> {
  const page = await browser.open('/')
  await signIn(page, account)
  return page
}

/** A hospital of this file alone, with an administrator and somebody who signs in as a doctor. */
async function openHospital() {
  const by = await people.signIn(sehat.account('national-admin'))
  const body = { name: 'Hospital of the doctors test', kinds: ['hospital'], address: '2 Station Road', pin: '110002' }
  const { facilityId } = await people.send<{ facilityId: string }>(by, '/v1/facilities', body)
  const hire = async (role: 'centre-admin' | 'doctor', name: string): Promise<Login> => {
    const account = { name, phone: people.nextPhone(), password: 'quiet river mango', facilityId }
    await people.hire(account, { role, facilityId })
    return { ...account, role }
  }
  return { admin: await hire('centre-admin', 'Sunita Verma'), doctor: await hire('doctor', NAME) }
}

const { admin, doctor } = await openHospital()

/** The hours that come back each week. The week by its dates has those of its days too. */
const hoursOf = (page: Page) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: 'Hours of the week' }) })

const openDoctor = async (page: Page): Promise<void> => {
  await page.goto('/staff/doctors')
  await page.getByRole('link', { name: NAME }).click()
  await page.getByRole('heading', { level: 1, name: NAME }).waitFor()
}

test('a hospital registers a doctor, and takes on a doctor who is registered already', async () => {
  const page = await openAs(admin)
  await page.goto('/staff/doctors')
  await page.getByText('No doctor is registered here yet').waitFor()
  await page.getByRole('link', { name: 'Register a doctor' }).first().click()
  await page.getByRole('button', { name: 'Register the doctor' }).click()
  await page.getByRole('link', { name: 'Choose the council' }).waitFor()
  await assertSound(page, 'form of a doctor with errors')
  await page.getByLabel('Council').selectOption('KL')
  await page.getByLabel('Registration number').fill(NUMBER)
  await page.getByLabel('Name').fill(NAME)
  await page.getByLabel('Qualifications').fill('MBBS, MD (Paediatrics)')
  await page.getByLabel('female').check()
  await page.getByLabel('Children').check()
  await page.getByLabel('Malayalam').check()
  await page.getByLabel('Account').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Register the doctor' }).click()
  await page.getByText(`${NAME} is registered`).waitFor()
  await page.getByText('This doctor waits for verification').waitFor()

  await page.goto('/staff/doctors/new')
  await page.getByLabel('Council').selectOption(KNOWN.council)
  await page.getByLabel('Registration number').fill(KNOWN.number)
  await page.getByLabel('Name').fill(KNOWN.name)
  await page.getByLabel('Qualifications').fill('MBBS')
  await page.getByLabel('female').check()
  await page.getByLabel('Children').check()
  await page.getByRole('button', { name: 'Register the doctor' }).click()
  await page.getByText(`It is ${KNOWN.name}, whom another hospital has registered.`).waitFor()
  await page.getByRole('button', { name: 'Take on at your hospital' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Fee in rupees').fill('400')
  await assertSound(page, 'taking on a doctor')
  await dialog.getByRole('button', { name: 'Take on at your hospital' }).click()
  await page.getByRole('heading', { level: 1, name: KNOWN.name }).waitFor()
  await page.getByText('₹400').first().waitFor()
})

test('an official verifies the doctor with the evidence beside it, in two presses', async () => {
  const page = await openAs(sehat.account('national-admin'))
  await page.goto(`/staff/doctors/verification?q=${encodeURIComponent(NAME)}`)
  await page.getByRole('button', { name: `Verify ${NAME}` }).click()
  const dialog = page.getByRole('dialog', { name: `Verify ${NAME}` })
  for (const fact of ['Kerala', NUMBER, NAME, 'MBBS, MD (Paediatrics)']) await dialog.getByText(fact).last().waitFor()
  await assertSound(page, 'verifying a doctor')
  await dialog.getByRole('button', { name: 'Yes, in the register' }).click()
  await page.getByText(`${NAME} is verified`).waitFor()
  await page.getByText('0 found').waitFor()
  await page.goto(`/staff/doctors?q=${encodeURIComponent(NAME)}`)
  await page.getByRole('link', { name: NAME }).click()
  await page.getByText('Seen in the register of the council').waitFor()
  await page.getByRole('button', { name: `Suspend ${NAME}` }).waitFor()
})

test('the hospital sets the fee and the week: hours are typed below a day, taken away and put back', async () => {
  const page = await openAs(admin)
  await openDoctor(page)
  await page.getByRole('button', { name: 'Take on at your hospital' }).click()
  await page.getByRole('dialog').getByLabel('Fee in rupees').fill('300')
  await page.getByRole('dialog').getByRole('button', { name: 'Take on at your hospital' }).click()
  await page.getByText('The doctor works at your hospital now').waitFor()

  const monday = page.getByLabel('Add on Mon')
  await monday.fill('9-13')
  await monday.press('Enter')
  await page.getByRole('link', { name: /Enter hours such as 09:00-13:00 15/ }).waitFor()
  await monday.fill('9-13 15, 14:00-17:00 20 x2')
  await page.getByLabel('Add on Tue').fill('10-12 30')
  await monday.press('Enter')
  await page.getByText('The hours are added').waitFor()
  await hoursOf(page).getByText('16 × 15 min').waitFor()
  await hoursOf(page).getByText('2 patients in each').waitFor()
  await hoursOf(page).getByText('4 × 30 min').waitFor()
  await settled(page)
  assert.deepEqual(
    [await monday.inputValue(), await page.evaluate(() => document.activeElement?.id)],
    ['', 'hours-1'],
    'the next hours can be typed at once',
  )
  await monday.fill('12-15 15')
  await monday.press('Enter')
  await page.getByText(/in two places at one time: .*Mon/).waitFor()
  await assertSound(page, 'a week with hours that overlap')
  await page.getByRole('button', { name: 'Take away 10:00–12:00 on Tue' }).click()
  await page.getByText('The hours are taken away').waitFor()
  await hoursOf(page).getByText('4 × 30 min').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: /^Undo/ }).click()
  await hoursOf(page).getByText('4 × 30 min').waitFor()
})

test('the doctor sees the own week, enters leave and takes it back', async () => {
  const page = await openAs(doctor)
  await page.getByRole('link', { name: 'My hours' }).click()
  await hoursOf(page).getByText('16 × 15 min').waitFor()
  assert.equal(await page.getByRole('button', { name: /^Take away/ }).count(), 0)
  await page.getByRole('button', { name: 'Enter leave' }).click()
  const dialog = page.getByRole('dialog', { name: 'Enter leave' })
  const until = addDays(todayInIndia(), 3).split('-')
  for (const [nth, part] of (['Year', 'Month', 'Day'] as const).entries()) {
    await dialog
      .getByRole('group', { name: 'Last day' })
      .getByLabel(part)
      .fill(until[nth] as string)
  }
  await dialog.getByRole('button', { name: 'Training' }).click()
  await assertSound(page, 'leave of a doctor')
  await dialog.getByRole('button', { name: 'See whom it touches' }).click()
  await dialog.getByText('Nobody has booked in these hours').waitFor()
  await settled(page)
  // The button has the focus.
  await page.keyboard.press('Enter')
  await page.getByText('The leave is entered').waitFor()
  const row = page.getByRole('row').filter({ hasText: 'All hospitals' })
  await row.getByText('Training').waitFor()
  await row.getByRole('button', { name: 'Take back' }).click()
  await page.getByText('The leave is taken back').waitFor()
  await page.getByText('No leave and no extra hours ahead').waitFor()
})

test('the hospital sees whom a closed day touches, closes it, and opens it again', async () => {
  const page = await openAs(admin)
  await page.goto('/staff/closed-days')
  await page.getByRole('button', { name: 'Close on a day' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Close on a day' })
  const day = addDays(todayInIndia(), 9).split('-')
  for (const [nth, part] of (['Year', 'Month', 'Day'] as const).entries()) {
    await dialog.getByLabel(part, { exact: true }).fill(day[nth] as string)
  }
  await dialog.getByRole('button', { name: 'Holi', exact: true }).click()
  await dialog.getByRole('button', { name: 'See whom it touches' }).click()
  await dialog.getByText('Nobody has booked in these hours').waitFor()
  await assertSound(page, 'whom a closed day touches')
  await dialog.getByRole('button', { name: 'Close on this day' }).click()
  await page.getByText('The hospital is closed on that day').waitFor()
  await page.getByRole('cell', { name: 'Holi' }).waitFor()
  await page.getByRole('button', { name: /^Open again/ }).click()
  await page.getByText('The hospital is open on that day').waitFor()
})
