// Tests what people do with their account: accept an offer, come back without the password, change it, end sign-ins.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { assertSound, settled, signIn, startBrowser } from './testing/browser.ts'
import { createPeople } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'security')

type Page = Awaited<ReturnType<typeof browser.open>>

/** Waits until the page has sent a code, and fills it in. */
async function fillCode(page: Page, phone: string): Promise<void> {
  await page.getByLabel('Code').waitFor()
  await settled(page)
  await page.getByLabel('Code').fill(await sehat.codeOf(phone))
}

async function signInByCode(page: Page, phone: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Mobile number').fill(phone)
  await page.getByRole('button', { name: 'Send the code' }).click()
  await fillCode(page, phone)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Sign out' }).waitFor()
}

test('a nurse who has no account is invited, accepts with a code, and is at work', async () => {
  const phone = people.nextPhone()
  const by = await people.signIn(sehat.account('centre-admin'))
  const { facilityId } = sehat.account('centre-admin')
  await people.send(by, '/v1/staff', { phone, name: 'Nazneen Bano', roles: ['vaccinator'], facilityId })
  const page = await browser.open('/')
  await signInByCode(page, phone)
  await page.getByRole('heading', { level: 1, name: 'Offers to work' }).waitFor()
  await page.getByText('Vaccinator', { exact: true }).waitFor()
  await assertSound(page, 'an offer to work')
  await page.getByRole('link', { name: 'Accept the offer' }).click()
  await fillCode(page, phone)
  await assertSound(page, 'accept an offer')
  await page.getByRole('button', { name: 'Accept and go to work' }).click()
  await page.getByRole('heading', { level: 1, name: /Nazneen Bano/ }).waitFor()
  await page.getByRole('link', { name: 'Today', exact: true }).waitFor()
})

test('a citizen declines an offer and nothing else changes', async () => {
  const meera = await people.citizen()
  const by = await people.signIn(sehat.account('centre-admin'))
  const { facilityId } = sehat.account('centre-admin')
  await people.send(by, '/v1/staff', { phone: meera.phone, name: 'Meera', roles: ['reception'], facilityId })
  const page = await browser.open('/')
  await signIn(page, meera)
  await page.getByText('1 offer to work waits for your answer').waitFor()
  await page.getByRole('link', { name: 'Look at it' }).click()
  await page.getByRole('button', { name: 'Decline' }).click()
  await page.getByText('You have declined the offer').waitFor()
  await page.getByText('No offers wait for your answer.').waitFor()
  await page.getByRole('link', { name: 'Back' }).click()
  await page.getByRole('heading', { level: 1, name: 'Namaste' }).waitFor()
  assert.equal(await page.getByText('waits for your answer').count(), 0)
})

test('a citizen who forgot the password comes back with a new one', async () => {
  const meera = await people.citizen()
  const page = await browser.open('/sign-in')
  await page.getByRole('link', { name: 'Sign in with a password instead' }).click()
  await page.getByRole('link', { name: 'I forgot my password' }).click()
  await page.getByLabel('Mobile number').fill(meera.phone)
  await page.getByRole('button', { name: 'Send the code' }).click()
  await fillCode(page, meera.phone)
  await page.getByLabel('New password').fill('short')
  await page.getByRole('button', { name: 'Set the password and sign in' }).click()
  await page.getByRole('alert').getByRole('link').first().click()
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'password')
  await page.getByLabel('New password').fill('seven mango trees')
  await page.getByRole('button', { name: 'Set the password and sign in' }).click()
  await page.getByRole('heading', { level: 1, name: 'Namaste' }).waitFor()
  const other = await browser.open('/')
  await signIn(other, { ...meera, password: 'seven mango trees' })
})

test('a citizen changes the password and the number, and ends the sign-in of another device', async () => {
  const meera = await people.citizen()
  const other = await browser.open('/')
  await signIn(other, meera)
  const page = await browser.open('/')
  await signIn(page, meera)
  await page.getByRole('link', { name: 'Sign-in and security' }).click()
  await page.getByText('This device', { exact: true }).waitFor()
  await assertSound(page, 'sign-in and security')
  await page.getByRole('button', { name: 'End this sign-in' }).first().click()
  await page.getByText(/The sign-in has ended: /).waitFor()
  await page.getByRole('link', { name: 'Change Password' }).click()
  await page.getByLabel('Current password').fill('not this one')
  await page.getByLabel('New password').fill('seven mango trees')
  await page.getByRole('button', { name: 'Change my password' }).click()
  await page.getByRole('link', { name: 'This is not your current password' }).waitFor()
  await page.getByLabel('Current password').fill(meera.password)
  await page.getByRole('button', { name: 'Change my password' }).click()
  await page.getByText('Your password is changed').waitFor()
  await page.getByRole('link', { name: 'Change Mobile number' }).click()
  const phone = people.nextPhone()
  await page.getByLabel('Mobile number').fill(phone)
  await page.getByRole('button', { name: 'Send the code' }).click()
  await fillCode(page, phone)
  await page.getByRole('button', { name: 'Change my number' }).click()
  await page.getByText('Your mobile number is changed').waitFor()
  await page.getByText(`ends in ${phone.slice(-4)}`).waitFor()
  await page.getByRole('button', { name: 'Sign out on all devices' }).click()
  await page.getByRole('button', { name: 'Yes, sign out everywhere' }).click()
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
  await page.getByText('You are signed out on all devices').waitFor()
  await signIn(page, { ...meera, phone, password: 'seven mango trees' })
  await other.reload()
  await other.waitForURL(/sign-in/)
})
