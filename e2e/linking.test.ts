// Tests the linking pages of staff: onboard a customer, resolve a dispute, replay a callback, merge duplicates.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { Webhook } from 'standardwebhooks'
import { answering, startReceiver } from '../server/src/testing/fakes/receiver.ts'
import { until } from '../server/src/testing/until.ts'
import { assertSound, settled, signIn, startBrowser } from './testing/browser.ts'
import { link as linkAs } from './testing/outside.ts'
import { createPeople } from './testing/people.ts'
import { startSehat } from './testing/sehat.ts'

const receiver = await startReceiver({ after })
// This file has its own Sehat, because a national administrator sees everybody's customers, reviews and duplicates.
const sehat = await startSehat(
  { after },
  {
    SEHAT_LINKAGE_ALLOW_LOOPBACK: 'on',
    SEHAT_LINKAGE_WEBHOOK_RETRY_MS: '20',
    SEHAT_LINKAGE_WEBHOOK_RETRIES_MAX: '2',
    SEHAT_LINKAGE_STALE_SECONDS: '1',
  },
)
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'linking')
const admin = await people.signIn(sehat.account('national-admin'))
/** The credentials that the onboarding page showed. */
const shown = { customerId: '', secret: '', webhookSecret: '' }
const workflows = { disputed: '', failed: '', open: '' }

for (const phone of ['+919876501234', '+919876505678']) {
  const person = { name: 'Zebunnissa Quraishi', birthDate: '1990-05-14', gender: 'female', pin: '110001' }
  await people.send(admin, '/v1/patients/registrations', { ...person, phone, confirmedNew: true })
}

const link = (id: string, patient: object) => linkAs(sehat, shown, id, patient)

const disputedPatient = {
  full_name: 'Zebunisa Quraishi',
  dob: '1990-05-14',
  gender: 'female',
  contact: { pin: '110002', phone: '+919876509012' },
}

/** Gives the types of the callbacks that arrived for a workflow, and checks the signature of each. */
function callbacksOf(workflowId: string): string[] {
  const verifier = new Webhook(shown.webhookSecret)
  return receiver.of(workflowId).map(({ headers, body }) => {
    verifier.verify(body, headers)
    return (JSON.parse(body) as { type: string }).type
  })
}

async function open(address: string): Promise<Page> {
  const page = await browser.open('/')
  await signIn(page, sehat.account('national-admin'))
  await goTo(page, address)
  return page
}

/** Exports the list, and gives the saved file as text. */
async function saved(page: Page): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export as CSV' }).click()
  return readFileSync(await (await download).path(), 'utf8').replace('\ufeff', '')
}

async function goTo(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await settled(page)
}

test('an administrator onboards an outside system, and sees its secrets once', async () => {
  const page = await open('/staff/customers')
  await page.getByText('Clinic of the demo').waitFor()
  await page.getByRole('link', { name: 'Add a system' }).click()
  await page.getByRole('button', { name: 'Add a system' }).click()
  const summary = page.getByRole('alert')
  await summary.getByText('Enter the name of the system').waitFor()
  await assertSound(page, 'errors of onboarding')
  await page.getByLabel('Name').fill('Hospital of the West')
  await page.getByLabel('Address for callbacks').fill('https://10.0.0.1/hook')
  await page.getByLabel('Staff of Sehat').check()
  await page.getByRole('button', { name: 'Add a system' }).click()
  await summary.getByRole('link').click()
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'webhook')
  await page.getByLabel('Address for callbacks').fill(receiver.url)
  await page.getByRole('button', { name: 'Add a system' }).click()
  await page.getByText('Copy this now: it is shown only once').waitFor()
  shown.customerId = await page.getByLabel('Customer id', { exact: true }).inputValue()
  shown.secret = await page.getByLabel('Secret for getting tokens', { exact: true }).inputValue()
  shown.webhookSecret = await page.getByLabel('Secret that verifies callbacks', { exact: true }).inputValue()
  await page.getByRole('button', { name: 'Copy Customer id' }).click()
  await page.getByText(/^Copied\.$|The text is selected/).waitFor()
  await assertSound(page, 'secrets')
  await page.getByRole('link', { name: 'To the page of this system' }).click()
  await page.getByText('No callback has been sent yet.').waitFor()
  assert.ok(!(await page.content()).includes(shown.secret))
})

test('when two people fit, staff compare them by keyboard and choose, and the callback says LINKED', async () => {
  workflows.disputed = await link('MRN-1', disputedPatient)
  workflows.open = await link('MRN-2', disputedPatient)
  await until('the callback asks for a choice', () => callbacksOf(workflows.disputed).length === 1)
  assert.deepEqual(callbacksOf(workflows.disputed), ['link.choice'])
  const page = await open('/staff')
  await page.getByRole('link', { name: 'Link reviews' }).click()
  await page.getByLabel('Outside system').selectOption({ label: 'Hospital of the West' })
  assert.match(await saved(page), /,MRN-1,Hospital of the West,2,/)
  await page.getByRole('link', { name: 'MRN-1' }).click()
  await page.getByRole('radio').first().waitFor()
  const text = await page.locator('main').innerText()
  for (const words of ['Zebunisa Quraishi', 'Zebunnissa Quraishi', '••••••9012', '••••••1234', '••••••5678'])
    assert.ok(text.includes(words), words)
  assert.match(text, /Born on the same day\./)
  assert.ok(!text.includes('98765'), 'the page shows no whole phone number')
  await page.getByRole('button', { name: 'Decide' }).click()
  await page.getByRole('alert').getByText('Choose a person, or none of them').waitFor()
  const keys = new Set<string | undefined>()
  await page.route('**/choice', (route) => {
    keys.add(route.request().headers()['idempotency-key'])
    return route.abort()
  })
  // The summary takes the focus a moment after the page has drawn it.
  await page.waitForFunction(() => document.activeElement?.closest('[role=alert]'))
  await page.locator('h1').focus()
  await page.keyboard.press('2')
  await page.waitForFunction(() => document.activeElement?.id === 'choice-c2')
  assert.ok(await page.locator('#choice-c2').isChecked())
  await page.keyboard.press('Enter')
  await page.getByText('No answer came').waitFor()
  await page.unroute('**/choice')
  const sent = page.waitForRequest('**/choice')
  await page.getByRole('button', { name: 'Decide' }).click()
  keys.add((await sent).headers()['idempotency-key'])
  assert.equal(keys.size, 1, 'the page repeats the request with the same key')
  await page.getByText('Sehat tells the outside system at once by a callback.').waitFor()
  await until('the callback says LINKED', () => callbacksOf(workflows.disputed).includes('link.linked'))
  await page.getByRole('link', { name: 'To the request' }).click()
  await page.getByText('Delivered').nth(1).waitFor()
  await page.locator('.moves li', { hasText: 'Completed' }).waitFor()
  const moves = await page.locator('.moves li').allInnerTexts()
  assert.match(moves.join('\n'), /Received[\s\S]*Waits for a choice[\s\S]*Linked[\s\S]*Completed/)
})

test('an official who decides second is told that the choice is made already', async () => {
  const page = await open(`/staff/reviews/${workflows.open}`)
  await page.getByRole('radio').first().waitFor()
  const body = { candidate: 'c1' }
  await sehat.ask('POST', `/v1/linkage/reviews/${workflows.open}/choice`, { by: admin, body })
  await page.getByLabel('None of them').check()
  await page.getByRole('button', { name: 'Decide' }).click()
  await page.getByRole('alert').getByText('There is nothing left to choose').waitFor()
  await assertSound(page, 'a choice that came too late')
})

test('an administrator sends a given-up callback again from the log, and it arrives', async () => {
  receiver.reply(answering(500))
  workflows.failed = await link('MRN-3', { full_name: 'Nobody Likethis', dob: '1933-03-03' })
  await until('it was tried three times', () => receiver.of(workflows.failed).length === 3)
  const page = await open(`/staff/customers/${shown.customerId}`)
  const failed = page.locator('.deliveries li').filter({ hasText: 'Sehat gave up after the last try.' })
  await until('the log says so', async () => {
    await goTo(page, page.url())
    return (await failed.count()) === 1
  })
  await page.getByLabel('State').selectOption('Delivered')
  await failed.waitFor({ state: 'detached' })
  await page.getByLabel('State').selectOption('Failed')
  await failed.waitFor()
  assert.match(await saved(page), /,link\.no-results,failed,given-up,3,/)
  await failed.getByText('3 tries').click()
  await failed.getByText('the receiver answered 500').first().waitFor()
  await assertSound(page, 'the log of callbacks')
  receiver.reply(answering(204))
  await failed.getByRole('button', { name: 'Send again' }).click()
  await page.getByText('Sehat is sending it again').waitFor()
  await page.getByLabel('State').selectOption('All')
  await until('it has arrived once more', () => receiver.of(workflows.failed).length === 4)
  await page.locator('.deliveries li').first().getByText('Delivered').waitFor()
  const ids = new Set(receiver.of(workflows.failed).map(({ headers }) => headers['webhook-id']))
  assert.equal(ids.size, 1, 'each try has the same id')
})

test('a customer is changed, gets a new secret, is switched off by its receiver, and is locked out', async () => {
  const page = await open(`/staff/customers/${shown.customerId}/change`)
  await page.getByLabel('Name').fill('Hospital of the North-West')
  await page.getByLabel('Requests per second').fill('0')
  await page.getByRole('button', { name: 'Save' }).click()
  await page
    .getByRole('alert')
    .getByText(/whole number from 1/)
    .waitFor()
  await page.getByLabel('Requests per second').fill('50')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Hospital of the North-West' }).waitFor()
  for (const [stated, holds] of [
    ['50', '50'],
    ['', '1000'],
  ] as const) {
    await goTo(page, `/staff/customers/${shown.customerId}/change`)
    await page.getByLabel('Requests per second').fill(stated)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.waitForURL(`**/staff/customers/${shown.customerId}`)
    await goTo(page, `/staff/customers/${shown.customerId}/change`)
    assert.equal(await page.getByLabel('Requests per second').inputValue(), holds)
  }
  await goTo(page, `/staff/customers/${shown.customerId}`)

  await page.getByRole('button', { name: 'New secret' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'New secret' }).click()
  const secret = page.getByLabel('Secret for getting tokens', { exact: true })
  await secret.waitFor()
  assert.notEqual(await secret.inputValue(), shown.secret)
  shown.secret = await secret.inputValue()

  receiver.reply(answering(410))
  await link('MRN-4', { full_name: 'Nobody Likethis', dob: '1933-03-03' })
  page.on('dialog', (asked) => void asked.accept())
  await until('the page tells that callbacks are off', async () => {
    await goTo(page, `/staff/customers/${shown.customerId}`)
    return page.getByText('Callbacks have been off since').isVisible()
  })
  await assertSound(page, 'callbacks are off')
  receiver.reply(answering(204))
  await page.getByRole('link', { name: 'Change', exact: true }).click()
  await page.getByText('When you save, they are turned on again.').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 2 }).first().waitFor()
  await until('they are on again', async () => !(await page.getByText('Callbacks have been off since').isVisible()))

  await page.getByRole('button', { name: 'Lock out' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Lock out' }).click()
  await page.getByText('This system is locked out').waitFor()
  await page.getByRole('button', { name: 'New secret' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'New secret' }).click()
  await secret.waitFor()
  shown.secret = await secret.inputValue()
  await until('it is let in again', async () => !(await page.getByText('This system is locked out').isVisible()))
})

test('an administrator finds workflows by status and by id, and stops an open one', async () => {
  workflows.open = await link('MRN-5', disputedPatient)
  const page = await open('/staff/workflows')
  await page.getByLabel('Status').selectOption('CHOICE')
  await page.getByLabel('Outside system').selectOption({ label: 'Hospital of the North-West' })
  await page.waitForURL(/status=CHOICE.*customer=|customer=.*status=CHOICE/)
  await until('only it is listed', async () => {
    await goTo(page, page.url())
    return (await page.locator('tbody tr').count()) === 1
  })
  const lines = (await saved(page)).split('\r\n')
  assert.match(lines[0] ?? '', /workflow-id,customer-id,patient-id,customer,status/)
  assert.match(
    lines[1] ?? '',
    new RegExp(`^${workflows.open},${shown.customerId},MRN-5,Hospital of the North-West,CHOICE`),
  )
  assert.deepEqual(lines.slice(2), [''], 'the export has only the rows that the filters leave')
  await page.getByLabel('Id of their patient').fill('MRN-1')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByText('Nothing was found').waitFor()
  assert.ok(!page.url().includes('MRN'), 'no address contains a patient')
  await page.getByLabel('Status').selectOption('')
  await page.getByRole('link', { name: 'MRN-1', exact: true }).waitFor()
  await page.getByLabel('Outside system').selectOption('')
  await page.getByText('Choose the outside system that this id belongs to').waitFor()
  await page.getByLabel('Progress').selectOption('Delayed')
  await page.getByText('Nothing was found').waitFor()
  await page.getByLabel('Number of the request').fill('nonsense')
  await page.getByRole('button', { name: 'Open' }).click()
  await page.getByRole('alert').getByText('Enter the whole number of a request').waitFor()
  await page.getByLabel('Number of the request').fill(workflows.open)
  await page.getByRole('button', { name: 'Open' }).click()
  await page.getByText('This request waits for a choice by the staff of Sehat').waitFor()
  await page.getByRole('button', { name: 'Stop this request' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop this request' }).click()
  await page.getByText('stopped by staff').waitFor()
  await assertSound(page, 'a stopped workflow')
  await page.getByRole('button', { name: 'Run it again' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Run it again' }).click()
  await page.getByText('The request runs again.').waitFor()
  await page.getByText('This request waits for a choice by the staff of Sehat').waitFor()
  await assertSound(page, 'a workflow that ran again')
})

test('an administrator merges duplicates, undoes the merge, and marks a pair as two people', async () => {
  const page = await open('/staff/duplicates')
  const pair = page.getByRole('link', { name: /Quraishi · Zebunnissa/ }).first()
  await until('the pair was found', async () => {
    await goTo(page, '/staff/duplicates')
    return (await pair.count()) > 0
  })
  await page.getByText('Find the pairs of one person').click()
  await page.getByLabel('Full name').fill('Zebunnissa Quraishi')
  await page.getByRole('button', { name: 'Find', exact: true }).click()
  await page.getByRole('alert').getByText('Enter the date of birth, or the phone').waitFor()
  for (const [part, value] of [
    ['Day', '14'],
    ['Month', '5'],
    ['Year', '1990'],
  ] as const) {
    await page.getByLabel(part).fill(value)
  }
  await page.getByRole('button', { name: 'Find', exact: true }).click()
  await page
    .getByRole('button', { name: /Zebunnissa Quraishi, 1990/ })
    .first()
    .click()
  await page.getByText('This list shows only the pairs of one person.').waitFor()
  assert.ok(!/Zebun/i.test(page.url()), 'no address contains a name')
  await assertSound(page, 'the pairs of one person')
  await pair.click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('alert').getByText('Enter the reason').waitFor()
  await page.getByLabel('One person: keep the earlier record').check()
  await page.getByRole('button', { name: 'Registered twice by mistake' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Merged', { exact: true }).waitFor()
  await assertSound(page, 'a merged pair')
  await page.getByRole('button', { name: 'Take the merge back' }).click()
  await page.getByLabel('Two people').check()
  await page.getByText(/Taken back/).waitFor()
  await page.getByLabel('Reason', { exact: true }).fill('Cousins')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('These are two people').waitFor()
  await goTo(page, '/staff/duplicates')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await pair.waitFor({ state: 'detached' })
  await page.getByLabel('What to show').selectOption('Two people')
  await pair.waitFor()
})
