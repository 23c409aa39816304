// Tests signing in with a passkey, and the second factor that an administrator demands, with the browser's own keys.
import assert from 'node:assert/strict'
import { type AddressInfo, createServer } from 'node:net'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { codeAt } from '../server/src/modules/identity/testing.ts'
import { startProvider } from '../server/src/testing/fakes/provider.ts'
import { assertSound, settled, signIn, startBrowser } from './testing/browser.ts'
import { createPeople } from './testing/people.ts'
import { startSehat } from './testing/sehat.ts'

// This file has its own Sehat, because it changes what all vaccinators need to sign in.
const port = await findFreePort()
const provider = await startProvider({ after }, `http://localhost:${port}/v1/auth/oidc/callback`)
const sehat = await startSehat(
  { after },
  {
    PORT: String(port),
    SEHAT_OIDC_ISSUER: provider.issuer,
    SEHAT_OIDC_CLIENT_ID: 'sehat',
    SEHAT_OIDC_CLIENT_SECRET: 'a secret of tests',
    SEHAT_OIDC_NAME: 'State ID',
  },
)
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'strong-sign-in')

/** The provider must know the address of Sehat before Sehat starts. */
async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: free } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return free
}

/** Gives the browser a phone's fingerprint reader, which says yes at once. */
async function addAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

async function signOut(page: Page): Promise<void> {
  await page.goto('/sign-out')
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
}

async function signInByCode(page: Page, phone: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Mobile number').fill(phone)
  await page.getByRole('button', { name: 'Send the code' }).click()
  await page.getByLabel('Code').waitFor()
  await settled(page)
  await page.getByLabel('Code').fill(await sehat.codeOf(phone))
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('a citizen adds a passkey, signs in with it without typing anything, and removes it', async () => {
  const meera = await people.citizen()
  const page = await browser.open('/')
  await addAuthenticator(page)
  await signIn(page, meera)
  await page.goto('/account/security')
  await page.getByText('You have no passkey yet.').waitFor()
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('The passkey is added').waitFor()
  await page.getByText('Not used yet').waitFor()
  await assertSound(page, 'security with a passkey')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('This device is among your passkeys already.').waitFor()
  await signOut(page)
  await page.goto('/sign-in?back=%2Faccount%2Fsecurity')
  await assertSound(page, 'sign in with the button of passkeys')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByRole('heading', { name: 'Sign-in and security' }).waitFor()
  await page.getByRole('button', { name: /^Remove/ }).click()
  await page.getByRole('button', { name: 'Yes, remove it' }).click()
  await page.getByText('The passkey is removed').waitFor()
  await signOut(page)
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByText('This passkey was not accepted').waitFor()
  await page.getByLabel('Mobile number').waitFor()
})

test('a browser without a passkey says so, and the code by SMS stays', async () => {
  const page = await browser.open('/sign-in')
  await addAuthenticator(page)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByText('No passkey was used. Try again, or choose another way.').waitFor()
  await page.getByRole('button', { name: 'Send the code' }).waitFor()
})

test('an administrator demands a second step; a vaccinator sets up an app and signs in with its code', async () => {
  const ravi = sehat.account('vaccinator')
  const admin = await browser.open('/')
  await signIn(admin, sehat.account('national-admin'))
  await admin.goto('/staff/people')
  await admin.getByRole('link', { name: 'Second step of sign-in' }).click()
  await admin.getByRole('checkbox', { name: 'Vaccinator' }).check()
  await assertSound(admin, 'demand of a second step')
  await admin.getByRole('button', { name: 'Save' }).click()
  await admin.getByText('The roles are saved').waitFor()

  const page = await browser.open('/sign-in/password')
  await page.getByLabel('Mobile number').fill(ravi.phone)
  await page.getByLabel('Password').fill(ravi.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Sign in with a code by SMS. Then you set it up.').waitFor()
  await signInByCode(page, ravi.phone)
  await page.getByRole('heading', { name: 'Set up the second step' }).waitFor()
  await assertSound(page, 'set up the second step')
  await page.goto('/staff/today')
  await page.getByRole('heading', { name: 'Set up the second step' }).waitFor()
  await page.getByRole('link', { name: 'Set up an app' }).click()
  await page.getByRole('img', { name: 'Picture for the authenticator app' }).waitFor()
  await assertSound(page, 'set up an app')
  const secret = ((await page.locator('.authenticator-key').textContent()) ?? '').replaceAll(' ', '')
  await page.getByLabel('Code of the app').fill('000000')
  await page.getByRole('button', { name: 'Use this app' }).click()
  await page.getByRole('alert').getByRole('link').first().waitFor()
  await page.getByLabel('Code of the app').fill(await codeAt(secret, new Date()))
  await page.getByRole('button', { name: 'Use this app' }).click()
  await page.getByText('The app is set up').waitFor()
  await page.getByRole('button', { name: 'Make the codes' }).click()
  await page.getByText('Write these codes down or print them').waitFor()
  const codes = await page.locator('.recovery-codes code').allTextContents()
  assert.equal(codes.length, 10)
  await assertSound(page, 'recovery codes')
  await page.getByRole('link', { name: 'I have kept them' }).click()
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor()

  await signOut(page)
  await page.goto('/sign-in/password?back=%2Fstaff%2Ftoday')
  await page.getByLabel('Mobile number').fill(ravi.phone)
  await page.getByLabel('Password').fill(ravi.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Code of the app').waitFor()
  await assertSound(page, 'the second step')
  await page.getByRole('link', { name: 'I lost my phone, or it shows no code' }).click()
  await page.getByLabel('Recovery code').fill((codes[3] as string).toLowerCase())
  await assertSound(page, 'a recovery code')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor()
  await page.goto('/account/security')
  await page.getByText('9 left').waitFor()
  await assertSound(page, 'security with a second step')

  await admin.goto('/staff/people')
  await admin.getByRole('button', { name: `Reset second step ${ravi.name}` }).click()
  await admin.getByRole('button', { name: 'Yes, reset it' }).click()
  await admin.getByText(`${ravi.name} sets up the second step again at the next sign-in`).waitFor()
  await signOut(page)
  await signInByCode(page, ravi.phone)
  await page.getByRole('heading', { name: 'Set up the second step' }).waitFor()
  await addAuthenticator(page)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('The passkey is added').waitFor()
  await page.getByRole('link', { name: 'Not now' }).click()
  await page.getByRole('heading', { level: 1, name: new RegExp(ravi.name) }).waitFor()
})

test('a citizen connects an account of State ID once, and signs in with it from then on', async () => {
  const meera = await people.citizen()
  await provider.wish({ subject: 'meera-at-state' })
  const page = await browser.open('/sign-in')
  await page.getByRole('link', { name: 'Sign in with State ID' }).click()
  await page.getByRole('heading', { name: 'Connect your account of Sehat' }).waitFor()
  await assertSound(page, 'connect an account')
  await page.getByRole('link', { name: 'I have an account of Sehat' }).click()
  await page.getByLabel('Mobile number').fill(meera.phone)
  await page.getByRole('button', { name: 'Send the code' }).click()
  await page.getByLabel('Code').waitFor()
  await settled(page)
  await page.getByLabel('Code').fill(await sehat.codeOf(meera.phone))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Connect the other account' }).waitFor()
  await assertSound(page, 'connect the other account')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByText('The other account is connected').waitFor()
  await page.getByRole('heading', { name: 'State ID' }).waitFor()
  await assertSound(page, 'security with an outside account')
  await signOut(page)
  await page.goto('/sign-in?back=%2Faccount')
  await page.getByRole('link', { name: 'Sign in with State ID' }).click()
  await page.getByRole('heading', { level: 1, name: 'Namaste' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Namaste' }).waitFor()
  await page.goto('/account/security')
  await page.getByRole('button', { name: 'Disconnect State ID' }).click()
  await page.getByText('The account is disconnected').waitFor()
  await page.getByRole('link', { name: 'Connect an account of State ID' }).click()
  await page.getByRole('heading', { name: 'Connect the other account' }).waitFor()
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByText('The other account is connected').waitFor()
})

test('a provider that refuses or is down leaves the other ways to sign in', async () => {
  const page = await browser.open('/sign-in')
  await provider.wish({ agrees: false })
  await page.getByRole('link', { name: 'Sign in with State ID' }).click()
  await page.getByText('You did not agree there').waitFor()
  await assertSound(page, 'refused at the provider')
  await page.getByRole('link', { name: 'Sign in another way' }).click()
  await page.getByLabel('Mobile number').waitFor()
  await provider.stop()
  await page.goto('/sign-in/outside?outcome=unreachable')
  await page.getByText('The other service does not answer now').waitFor()
})
