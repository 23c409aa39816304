// Tests registering, signing in by password and by code, and signing out.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { assertSound, SMALL, signIn, startBrowser } from './testing/browser.ts'
import { createPeople } from './testing/people.ts'
import { shareSehat } from './testing/sehat.ts'

const sehat = await shareSehat({ after })
const browser = await startBrowser({ after }, sehat.url)
const people = createPeople(sehat, 'sign-in')

type Page = Awaited<ReturnType<typeof browser.open>>

async function answer(page: Page, title: string, fill: () => Promise<void>): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await fill()
  await page.getByRole('button', { name: 'Continue' }).click()
}

async function answerUntilPassword(page: Page, phone: string): Promise<void> {
  await answer(page, 'What is your mobile number?', () => page.getByLabel('Mobile number').fill(phone))
  await answer(page, 'What is your name?', () => page.getByLabel('Full name').fill('Meera Nair'))
  await answer(page, 'When were you born?', async () => {
    await page.getByLabel('Day').fill('7')
    await page.getByLabel('Month').fill('3')
    await page.getByLabel('Year').fill('1985')
  })
  await answer(page, 'What is your gender?', () => page.getByLabel('Female').check())
  await answer(page, 'Where do you live?', () => page.getByLabel('PIN code').fill('110001'))
}

async function answerQuestions(page: Page, phone: string): Promise<void> {
  await answerUntilPassword(page, phone)
  await answer(page, 'Choose a password', () => page.getByLabel('Password').fill('quiet river mango'))
}

async function answerAll(page: Page, phone: string): Promise<void> {
  await answerQuestions(page, phone)
  await page.getByRole('heading', { name: 'Check your answers' }).waitFor()
}

test('a citizen registers, goes back to change an answer, and is signed in', async () => {
  const page = await browser.open('/register')
  await answerAll(page, '98100 12345')
  await assertSound(page, 'check your answers')
  await page.getByText('7 March 1985').waitFor()
  await page.getByRole('link', { name: 'Change Name' }).click()
  assert.equal(await page.getByLabel('Full name').inputValue(), 'Meera Nair')
  await page.getByLabel('Full name').fill('Meera K Nair')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('Meera K Nair').waitFor()
  await page.getByRole('button', { name: 'Send a code to my number' }).click()
  await page.getByRole('heading', { name: 'Enter the code from the message' }).waitFor()
  await assertSound(page, 'the code of a registration')
  const code = await sehat.codeOf('9810012345')
  const wrong = code === '000000' ? '000001' : '000000'
  await page.getByLabel('Code').fill(wrong)
  await page.getByRole('button', { name: 'Register' }).click()
  await page.getByRole('link', { name: 'Enter the code of the newest message' }).click()
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'otp')
  await page.getByLabel('Code').fill(code)
  await page.getByRole('button', { name: 'Register' }).click()
  await page.getByRole('link', { name: 'Sign out' }).waitFor()
  assert.equal(new URL(page.url()).pathname, '/account')
})

test('a weak password is refused at its own step, which tells the rules', async () => {
  const page = await browser.open('/register')
  await answerUntilPassword(page, '98100 32345')
  await page.getByText('Not one that many people use').waitFor()
  for (const weak of ['password', '9810032345', 'short']) {
    await page.getByLabel('Password').fill(weak)
    await page.getByRole('button', { name: 'Continue' }).click()
    const summary = page.getByRole('alert')
    await summary.getByRole('link', { name: /^Choose another password/ }).waitFor()
    assert.equal(new URL(page.url()).pathname, '/register/password')
  }
  await assertSound(page, 'a weak password')
  await page.getByLabel('Password').fill('quiet river mango')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: 'Check your answers' }).waitFor()
})

test('a reload keeps what was entered to register, but not the password; registering forgets it', async () => {
  const page = await browser.open('/register')
  await answerAll(page, '98100 42345')
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Choose a password' }).waitFor()
  const kept = () => page.evaluate(() => JSON.stringify({ ...sessionStorage }))
  assert.match(await kept(), /Meera Nair/)
  assert.doesNotMatch(await kept(), /quiet river mango/)
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify({ ...localStorage })), /Meera|quiet/)
  await page.getByLabel('Password').fill('quiet river mango')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('7 March 1985').waitFor()
  await page.getByRole('button', { name: 'Send a code to my number' }).click()
  await page.getByRole('heading', { name: 'Enter the code from the message' }).waitFor()
  await page.getByLabel('Code').fill(await sehat.codeOf('9810042345'))
  await page.getByRole('button', { name: 'Register' }).click()
  await page.waitForURL('**/account')
  assert.doesNotMatch(await kept(), /Meera Nair/)
})

test('when the file of a page does not load, the page can be opened again and keeps the answers', async () => {
  const page = await browser.open('/register')
  let isBroken = true
  await page.route('**/assets/CheckPage*', (route) => (isBroken ? route.abort('connectionreset') : route.continue()))
  await answerQuestions(page, '98100 22345')
  await page.getByText('What you have entered is still there.').waitFor()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('button', { name: 'Load Sehat again' }).waitFor()
  await assertSound(page, 'a page that did not load')
  isBroken = false
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { name: 'Check your answers' }).waitFor()
  await page.getByText('Meera Nair').waitFor()
})

test('each question shows the error for a wrong answer beside the field', async () => {
  const page = await browser.open('/register')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('link', { name: 'Enter a mobile number of ten digits' }).waitFor()
  await answer(page, 'What is your mobile number?', () => page.getByLabel('Mobile number').fill('+91 98100 54321'))
  await answer(page, 'What is your name?', () => page.getByLabel('Full name').fill('Ravi'))
  await answer(page, 'When were you born?', async () => {
    await page.getByLabel('Day').fill('31')
    await page.getByLabel('Month').fill('2')
    await page.getByLabel('Year').fill('1985')
  })
  await page.getByRole('link', { name: 'Enter a real date of birth' }).click()
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'birth-day')
  await assertSound(page, 'a wrong date')
  await page.reload()
  await page.getByRole('heading', { name: 'When were you born?' }).waitFor()
  await page.getByRole('link', { name: 'Back' }).click()
  assert.equal(await page.getByLabel('Full name').inputValue(), 'Ravi', 'the reload keeps the answers before')
})

test('who registers a number of theirs that has an account signs in with the same code', async () => {
  const meera = await people.citizen()
  const page = await browser.open('/register')
  await answerAll(page, meera.phone)
  await page.getByRole('button', { name: 'Send a code to my number' }).click()
  await page.getByRole('heading', { name: 'Enter the code from the message' }).waitFor()
  await page.getByLabel('Code').fill(await sehat.codeOf(meera.phone))
  await page.getByRole('button', { name: 'Register' }).click()
  await page.getByText('This number has an account already').waitFor()
  await page.getByRole('link', { name: 'Sign in with this code, if the number has an account' }).click()
  await page.getByLabel('Code').fill(await sehat.codeOf(meera.phone))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Sign out' }).waitFor()
})

test('a password signs in and leads back to the page before, a reload keeps it, and signing out ends it', async () => {
  const page = await browser.open('/sign-in?back=%2Fcentres%3Fpin%3D110001')
  await page.getByRole('link', { name: 'Sign in with a password instead' }).click()
  const { phone, password } = sehat.account('citizen')
  await page.getByLabel('Mobile number').fill(phone)
  await page.getByLabel('Password').fill('not this one')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('The mobile number and the password or code do not match').waitFor()
  assert.equal(await page.getByLabel('Mobile number').inputValue(), phone)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/centres?pin=110001')
  await page.reload()
  await page.getByRole('link', { name: 'Sign out' }).waitFor()
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
  assert.doesNotMatch(kept, /eyJ|Asha|90000/)
  assert.equal(await page.evaluate(() => document.cookie), '')
  await page.getByRole('link', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
  assert.equal(await page.evaluate(() => localStorage.getItem('sehat.signed-in')), null)
  await page.goto('/staff')
  await page.waitForURL('**/sign-in?back=%2Fstaff')
})

test('a pasted code signs in, and a citizen may ask for it again after the time that is shown', async () => {
  const page = await browser.open('/')
  // The clock of this phone is one hour fast.
  await page.addInitScript(() => {
    const now = Date.now.bind(Date)
    Date.now = () => now() + 3_600_000
  })
  await page.goto('/sign-in')
  const { phone } = sehat.account('citizen')
  await page.getByLabel('Mobile number').fill(phone)
  await page.getByRole('button', { name: 'Send the code' }).click()
  await page.getByRole('heading', { name: 'Enter the code' }).waitFor()
  assert.equal(await page.getByLabel('Code').getAttribute('autocomplete'), 'one-time-code')
  await page.getByText(/You can ask for the code again in \d+ seconds?\./).waitFor()
  await page.getByText('The code is valid for at most 3 minutes.').waitFor()
  await page.getByRole('link', { name: 'This is a demo: open its inbox' }).waitFor()
  await assertSound(page, 'enter the code')
  await page.getByLabel('Code').fill('000000')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('The mobile number and the password or code do not match').waitFor()
  const code = await sehat.codeOf(phone)
  await page.getByLabel('Code').fill(`${code.slice(0, 3)} ${code.slice(3)}`)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Sign out' }).waitFor()
})

test('staff can open the pages of the staff, and citizens cannot', async () => {
  const staff = await browser.open('/')
  await signIn(staff, sehat.account('vaccinator'))
  assert.match(new URL(staff.url()).pathname, /^\/staff/)
  await staff.getByRole('heading', { level: 1, name: /Ravi Kumar/ }).waitFor()
  await assertSound(staff, 'start of the staff')
  const citizen = await browser.open('/')
  await signIn(citizen, sehat.account('citizen'))
  await citizen.goto('/staff')
  await citizen.getByRole('heading', { name: 'This page is not for your account' }).waitFor()
})

test('a person who is staff and a citizen goes to their own family and back to work', async () => {
  const ritu = await people.citizen('Ritu Malhotra')
  const facilityId = sehat.account('centre-admin').facilityId as string
  await people.hire({ name: ritu.name, phone: ritu.phone }, { role: 'vaccinator', facilityId })
  const page = await browser.open('/')
  await signIn(page, ritu)
  await page.getByRole('heading', { level: 1, name: /Ritu Malhotra/ }).waitFor()
  await page.getByRole('button', { name: /^Your account/ }).click()
  await page.getByRole('menuitem', { name: 'My family' }).click()
  await page.getByRole('heading', { level: 1, name: 'Namaste' }).waitFor()
  const account = page.getByRole('navigation', { name: 'Your account' })
  await account.getByRole('link', { name: 'Ritu Malhotra', exact: true }).click()
  await page.waitForURL((url) => url.pathname === '/staff')
  const staff = await browser.open('/')
  await signIn(staff, sehat.account('vaccinator'))
  await staff.getByRole('button', { name: /^Your account/ }).click()
  await staff.getByRole('menuitem', { name: 'Sign out' }).waitFor()
  const family = staff.getByRole('menuitem', { name: 'My family' })
  assert.equal(await family.count(), 0, 'a person who is no citizen has no family here')
})

test('a person who works at two places chooses one, and changes to the other by keyboard', async () => {
  const kiran = await people.citizen('Kiran Joshi')
  const url = '/v1/facilities?pin=110001&kind=hospital'
  const { items } = (await sehat.ask<{ items: { facilityId: string; name: string }[] }>('GET', url)).body
  const facilityId = sehat.account('centre-admin').facilityId as string
  const clinic = items.find((one) => one.facilityId === facilityId)?.name as string
  const neighbour = items.find((one) => one.facilityId !== facilityId) as (typeof items)[0]
  await people.hire(
    { name: kiran.name, phone: kiran.phone },
    { role: 'vaccinator', facilityId },
    { role: 'pharmacist', facilityId: neighbour.facilityId },
  )

  const page = await browser.open('/')
  await signIn(page, kiran)
  await page.getByRole('heading', { name: 'Where do you work now?' }).waitFor()
  await assertSound(page, 'a workplace to choose')
  assert.equal(
    await page.getByRole('link', { name: 'Stock', exact: true }).count(),
    0,
    'the menu shows no work before a place is chosen',
  )
  await page.getByRole('button', { name: `${clinic}: Vaccinator` }).click()
  await page.getByRole('link', { name: 'Today', exact: true }).waitFor()

  const second = await page.context().newPage()
  await second.goto('/staff/today')
  await second.getByRole('button', { name: `Workplace: ${clinic}` }).waitFor()

  await page.getByRole('button', { name: `Workplace: ${clinic}` }).focus()
  await page.keyboard.press('Enter')
  const other = page.getByRole('menuitem', { name: neighbour.name })
  await other.waitFor()
  await assertSound(page, 'the menu of workplaces')
  const isReached = () => other.evaluate((item) => item === document.activeElement)
  for (let presses = 0; presses < 3 && !(await isReached()); presses++) await page.keyboard.press('ArrowDown')
  assert.ok(await isReached())
  await page.getByRole('button', { name: `Workplace: ${clinic}` }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: `Workplace: ${neighbour.name}` }).waitFor()
  await page.getByRole('link', { name: 'Stock', exact: true }).waitFor()
  assert.equal(
    await page.getByRole('link', { name: 'Today', exact: true }).count(),
    0,
    'a pharmacist does not see the page Today',
  )

  await second.getByRole('heading', { name: 'This page is not for your account' }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: `Workplace: ${neighbour.name}` }).waitFor()
  await page.setViewportSize(SMALL)
  await assertSound(page, 'the head with a long name of a place')
})

test('two tabs that wake up at the same moment both stay signed in', async () => {
  const first = await browser.open('/')
  await signIn(first, sehat.account('citizen'))
  const second = await first.context().newPage()
  await Promise.all([first.reload(), second.goto('/')])
  for (const page of [first, second]) await page.getByRole('link', { name: 'Sign out' }).waitFor()
  await second.getByRole('link', { name: 'Sign out' }).click()
  await first.getByRole('link', { name: 'Sign in', exact: true }).waitFor()
})

test('a sign-out that the server does not hear of still signs out every tab, and stays so', async () => {
  const first = await browser.open('/')
  await signIn(first, sehat.account('citizen'))
  const second = await first.context().newPage()
  await second.goto('/')
  await second.getByRole('link', { name: 'Sign out' }).waitFor()
  await first.route('**/v1/auth/logout', (route) => route.abort('connectionreset'))
  await first.getByRole('link', { name: 'Sign out' }).click()
  await first.getByText('it could not reach the server').waitFor()
  await second.getByRole('link', { name: 'Sign in', exact: true }).waitFor()
  const tokens: (string | undefined)[] = []
  second.on('request', (request) => {
    if (request.url().includes('/v1/')) tokens.push(request.headers().authorization)
  })
  await second.getByLabel('PIN code').fill('110001')
  await second.keyboard.press('Enter')
  await second.locator('.centre').first().waitFor()
  assert.ok(tokens.length > 0)
  assert.deepEqual(new Set(tokens), new Set([undefined]), 'no request carries the token of the person who has left')
  await second.reload()
  await second.getByRole('link', { name: 'Sign in', exact: true }).waitFor()
})

test('a sign-out without a connection counts in this browser, and says that the server does not know', async () => {
  const page = await browser.open('/')
  await signIn(page, sehat.account('citizen'))
  await page.route('**/v1/auth/*', (route) => route.abort('connectionreset'))
  await page.goto('/sign-out')
  await page.getByText('it could not reach the server').waitFor()
  assert.equal(await page.evaluate(() => localStorage.getItem('sehat.signed-in')), null)
})

test('the page says that the connection is lost, and keeps what the citizen entered', async () => {
  const page = await browser.open('/sign-in/password')
  await page.getByLabel('Mobile number').fill('9810012345')
  await page.getByLabel('Password').fill('quiet river mango')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('You seem to be offline').waitFor()
  assert.equal(await page.getByLabel('Mobile number').inputValue(), '9810012345')
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Sign out' }).waitFor()
})
