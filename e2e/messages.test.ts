// Tests messages in a browser: a booking is told, a person chooses messages, and staff see what became of them.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { addDays } from '../server/src/platform/clock.ts'
import { until } from '../server/src/testing/until.ts'
import { assertSound, LARGE, picture, SMALL, settled, signIn, startBrowser } from './testing/browser.ts'
import { createPeople, todayInIndia } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'messages')
const centre = await people.centre()
const day = addDays(todayInIndia(), 5)

interface Inbox {
  readonly unread: number
}

test('a person finds the messages of a booking, and chooses which ones to get', async () => {
  const meera = await people.citizen()
  const { sessionId } = await people.session(centre, { date: day })
  const booking = await people.book(meera, sessionId)
  await until('the message is there', async () => {
    const { body } = await sehat.ask<Inbox>('GET', '/v1/notifications/inbox', { by: meera })
    return body.unread > 0
  })
  const page = await browser.open('/', { size: SMALL })
  await signIn(page, meera)
  await page.locator('.unread').waitFor()
  await page.getByRole('navigation', { name: 'Your account' }).getByRole('link', { name: 'Messages' }).click()
  await page.getByText(booking.reference).waitFor()
  await settled(page)
  await assertSound(page, 'messages')
  await picture(page, 'messages-small')
  await page.locator('.unread').waitFor({ state: 'detached' })

  await page.getByRole('link', { name: 'Choose which messages you want' }).click()
  await page.getByLabel('हिन्दी').check()
  await page.getByLabel('Only here in Sehat').check()
  await page.getByLabel('From', { exact: true }).selectOption('07:00')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.locator('.error-summary').getByText('Choose two different times').waitFor()
  await assertSound(page, 'the error of the quiet hours')
  await page.getByLabel('From', { exact: true }).selectOption('22:00')
  await page.getByLabel('A reminder two hours before').uncheck()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Your choice is saved.').waitFor()
  await assertSound(page, 'wishes')
  await picture(page, 'wishes-small')
  await page.reload()
  await settled(page)
  assert.equal(await page.getByLabel('A reminder two hours before').isChecked(), false)
  assert.equal(await page.getByLabel('Only here in Sehat').isChecked(), true)
  assert.equal(await page.getByLabel('From', { exact: true }).inputValue(), '22:00')
})

test('staff of the centre see what became of the messages, and not their texts', async () => {
  const omar = await people.citizen('Omar Khan')
  // Without quiet hours: in the evening the message would wait until the morning.
  const wishes = { language: 'en', channels: ['sms'], quiet: null, stopped: [] }
  const chosen = await sehat.ask('PUT', '/v1/notifications/preferences', { by: omar, body: wishes })
  assert.equal(chosen.status, 200)
  const { sessionId } = await people.session(centre, { date: day })
  const { bookingId, reference } = await people.book(omar, sessionId)
  const admin = await people.signIn(centre.admin)
  await until('the log holds the try', async () => {
    const { body } = await sehat.ask('GET', `/v1/notifications/log?subject=${bookingId}`, { by: admin })
    return JSON.stringify(body).includes(omar.phone.slice(-4))
  })
  const page = await browser.open('/', { size: LARGE, theme: 'dark' })
  await signIn(page, centre.admin)
  await page.goto(`/staff/messages?subject=${bookingId}`)
  await page.getByRole('heading', { name: 'Messages about one booking' }).waitFor()
  await page
    .getByText(`…${omar.phone.slice(-4)}`)
    .first()
    .waitFor()
  assert.equal(await page.getByRole('row').count(), 4)
  assert.equal(await page.getByText(reference).count(), 0)
  await assertSound(page, 'the log of messages')
  await picture(page, 'message-log')
})

test('a developer finds the messages and the codes at /dev/inbox', async () => {
  await people.citizen()
  for (const [size, theme] of [
    [SMALL, 'light'],
    [LARGE, 'dark'],
  ] as const) {
    const context = await browser.openContext({ viewport: size, colorScheme: theme })
    const page = await context.newPage()
    await page.goto('/dev/inbox')
    await page.locator('.code').first().click()
    const chosen = await page.evaluate(() => String(getSelection()))
    assert.match(chosen.trim(), /^\d{6}$/)
    await assertSound(page, `the inbox of development, ${theme}`)
    await picture(page, `dev-inbox-${theme}`)
  }
})
