// Tests the page of an outside system: sign in, test call, links, callbacks, a change of secrets, use and guide.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { Webhook } from 'standardwebhooks'
import { answering, startReceiver } from '../server/src/testing/fakes/receiver.ts'
import { until } from '../server/src/testing/until.ts'
import { assertSound, type Opening, settled, startBrowser } from './testing/browser.ts'
import { LANGUAGES, lookAround } from './testing/looks.ts'
import { link } from './testing/outside.ts'
import { createPeople } from './testing/people.ts'
import { startSehat } from './testing/sehat.ts'

const receiver = await startReceiver({ after })
// This file has its own Sehat, because it sends callbacks to this machine.
const sehat = await startSehat(
  { after },
  { SEHAT_LINKAGE_ALLOW_LOOPBACK: 'on', SEHAT_LINKAGE_WEBHOOK_RETRY_MS: '20', SEHAT_LINKAGE_WEBHOOK_RETRIES_MAX: '1' },
)
const browser = await startBrowser({ after }, sehat.url)
const admin = await createPeople(sehat, 'customer').signIn(sehat.account('national-admin'))

interface Made {
  readonly 'customer-id': string
  readonly secret: string
  readonly 'webhook-secret': string
}

const { body: made } = await sehat.ask<Made>('POST', '/v1/customers', {
  by: admin,
  key: 'customer',
  body: { name: 'Hospital of the West', webhook: receiver.url },
})
const known = { customerId: made['customer-id'], secret: made.secret }
const nobody = { full_name: 'Nobody Likethis', dob: '1933-03-03' }
const workflowId = await link(sehat, known, 'MRN-1', nobody)
await until('its callback came', () => receiver.of(workflowId).length === 1)

async function signIn(page: Page, secret = known.secret): Promise<void> {
  await page.getByLabel('Customer id').fill(known.customerId)
  await page.getByLabel('Client secret').fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

async function open(address: string, opening: Opening = {}): Promise<Page> {
  const page = await browser.open(address, opening)
  await page.locator('[name=customer-id]').fill(known.customerId)
  await page.locator('[name=secret]').fill(known.secret)
  await page.locator('main form button[type=submit]').click()
  await page.locator('[name=customer-id]').waitFor({ state: 'detached' })
  await settled(page)
  return page
}

const goTo = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name }).click()
  await settled(page)
}

test('an engineer signs in with id and secret, and the browser keeps the secret nowhere', async () => {
  const page = await browser.open('/customer')
  await assertSound(page, 'customer sign-in')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').getByText('Enter the whole customer id').waitFor()
  await signIn(page, 'sehat_wrong')
  await page.getByRole('alert').getByText('The customer id and the secret do not match').waitFor()
  await signIn(page)
  await page.getByRole('heading', { level: 1, name: 'Hospital of the West' }).waitFor()
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]))
  assert.ok(!kept.includes(known.secret))
  assert.ok(!(await page.evaluate(() => JSON.stringify({ ...localStorage }))).includes('eyJ'), 'no token stays')
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Hospital of the West' }).waitFor()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in as a health system' }).waitFor()
  assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), [])
})

test('a test call needs a press, and shows the answer, the time and the reason of a refusal', async () => {
  const page = await open('/customer')
  const before = receiver.list.length
  await page.getByRole('button', { name: 'Send a test call' }).click()
  assert.equal(receiver.list.length, before, 'the first press only asks')
  await page.getByRole('button', { name: 'Do nothing' }).click()
  const send = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Send a test call' }).click()
    await page.getByRole('button', { name: 'Send a test call' }).click()
  }
  await send()
  await page.getByText('Your webhook took the test call').waitFor()
  assert.match(await page.getByRole('alert').innerText(), /204[\s\S]* ms/)
  const { body, headers } = receiver.list.at(-1) as { body: string; headers: Record<string, string> }
  new Webhook(made['webhook-secret']).verify(body, headers)
  await assertSound(page, 'customer test call')
  receiver.reply(answering(302))
  await send()
  await page.getByText('Your receiver answered 302. Sehat needs a status from 200 to 299').waitFor()
  receiver.reply(answering(204))
})

test('an engineer finds a link by its patient, reads its history, and has its callback sent again', async () => {
  const page = await open('/customer/workflows')
  await page.getByLabel('Id of your patient').fill('MRN-1')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByRole('link', { name: 'MRN-1' }).click()
  await page.getByRole('heading', { name: 'History' }).waitFor()
  await settled(page)
  assert.match(await page.locator('.moves').innerText(), /Received[\s\S]*Nobody found[\s\S]*Completed/)
  await assertSound(page, 'customer workflow')
  const before = receiver.of(workflowId).length
  await page.getByRole('button', { name: /^Send again/ }).click()
  await page.getByText('Sehat is sending it again').waitFor()
  await until('it came again', () => receiver.of(workflowId).length === before + 1)
  await goTo(page, 'Callbacks')
  await page.getByLabel('State').selectOption({ label: 'Failed' })
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByText('No callback matches.').waitFor()
  receiver.reply(answering(500))
  const failing = await link(sehat, known, 'MRN-2', nobody)
  await page.getByText('Sehat gave up after the last try.').waitFor()
  await page.getByText('The last: your receiver answered 500').waitFor()
  await assertSound(page, 'customer callbacks')
  receiver.reply(answering(204))
  await page.getByRole('link', { name: 'To the workflow' }).click()
  await page.waitForURL(`**/customer/workflows/${failing}`)
})

test('a changed client secret works beside the former one, until the engineer ends the former one', async () => {
  const page = await open('/customer/secrets')
  const client = page.locator('section[aria-labelledby=client]')
  await client.getByRole('button', { name: 'Make a new client secret' }).click()
  await client.getByLabel('Client secret').fill('sehat_wrong')
  await page.keyboard.press('Enter')
  assert.equal(await client.getByRole('button', { name: 'Do nothing' }).count(), 1, 'Enter changes nothing')
  await client.getByRole('button', { name: 'Make a new client secret' }).click()
  await page.getByRole('alert').getByText('is not a valid secret of this customer').first().waitFor()
  await client.getByLabel('Client secret').fill(known.secret)
  await client.getByRole('button', { name: 'Make a new client secret' }).click()
  await client.getByText('Copy this now: it is shown only once').waitFor()
  const fresh = await client.locator('#made').inputValue()
  assert.ok(fresh.startsWith('sehat_') && fresh !== known.secret)
  await client.getByText(/Both client secrets work until/).waitFor()
  await assertSound(page, 'customer new secret')
  const signInStatus = async (secret: string): Promise<number> =>
    (await sehat.ask('POST', '/v1/customers/token', { body: { 'customer-id': known.customerId, secret } })).status
  assert.deepEqual([await signInStatus(known.secret), await signInStatus(fresh)], [200, 200])
  await client.getByRole('button', { name: 'End the former client secret now' }).click()
  await client.getByLabel('Client secret').fill(fresh)
  await client.getByRole('button', { name: 'End the former client secret now' }).click()
  await client.getByText('The former client secret has ended').waitFor()
  assert.deepEqual([await signInStatus(known.secret), await signInStatus(fresh)], [401, 200])
  known.secret = fresh
})

test('use and guide come from the server, and the pages load nothing of the web app', async () => {
  const page = await browser.open('/customer')
  const scripts = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  assert.ok(scripts.some((name) => /\/assets\/customer-/.test(name)))
  assert.ok(!scripts.some((name) => /\/assets\/(app|first|main|answers)-|mantine|Staff/i.test(name)), scripts.join())
  const start = await browser.open('/')
  const ofStart = await start.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  assert.ok(!ofStart.some((name) => /customer/i.test(name)), ofStart.join())
  await signIn(page)
  await goTo(page, 'Use')
  await until('the requests are counted', async () => {
    await page.reload()
    await settled(page)
    return (await page.getByRole('cell').count()) > 0
  })
  assert.match(await page.locator('table').innerText(), /Requests/)
  await goTo(page, 'Guide')
  for (const type of ['link.linked', 'link.choice', 'link.no-results', 'link.failed', 'link.delinked', 'test']) {
    await page.getByRole('heading', { name: new RegExp(`^${type} `) }).waitFor()
  }
})

const PAGES = ['', '/workflows', `/workflows/${workflowId}`, '/callbacks', '/secrets', '/usage', '/guide']

for (const language of LANGUAGES) {
  test(`each page of a customer is sound in ${language}`, async () => {
    const page = await open('/customer', { language })
    const faults: string[] = []
    for (const path of PAGES) {
      await page.goto(`/customer${path}`)
      await settled(page)
      faults.push(...(await lookAround(page, `customer${path.replace(workflowId, 'one')}`, language)))
    }
    assert.equal(faults.length, 0, faults.join('\n'))
  })
}
