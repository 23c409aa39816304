// Reads the citizens' pages: whoever writes something is told, by the page itself or by the page that follows.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

const CITIZEN = import.meta.dirname

/** The page that follows is the word: it is only there because of what was done. */
const SHOWN: Readonly<Record<string, string>> = {
  'privacy/ClosingPage.tsx': 'the page /closed says until when the person can change their mind',
  'vaccination/booking/CheckPage.tsx': 'the next page says what is booked, with the token',
  'vaccination/bookings/CancelPage.tsx': 'the slip says that the booking was cancelled, and takes the focus',
  'doctors/appointments/CancelPage.tsx': 'the slip says that the appointment was cancelled, and takes the focus',
  'identity/sign-in/SignOutPage.tsx': 'the page itself says it',
}

/** A part of an act that is not done yet, or what the person need not know. */
const PARTS: Readonly<Record<string, string>> = {
  'doctors/booking/WhoPage.tsx': 'keeps a time, and the next page counts the seconds',
  'identity/outside/OutsidePage.tsx': 'signs in',
  'identity/passkeys/webauthn.ts': 'the page that asks for the passkey says it',
  'identity/register/RegisterPage.tsx': 'checks the password of an account that does not exist yet',
  'identity/second-factor/RecoveryPage.tsx': 'signs in',
  'identity/sign-in/sent-code.ts': 'the form then says that the code is on its way, and asks for it',
  'notifications/MessagesPage.tsx': 'marks as read what the page shows',
}

const codeOf = (file: string): string =>
  readFileSync(path.join(CITIZEN, file), 'utf8')
    .split('\n')
    .filter((line) => !/^\s*(\/\/|\*|\/\*|import)/.test(line))
    .join('\n')

const tells = (code: string): boolean => /\bnoteDone\(|<Notice[^>]*kind="good"[^>]*takesFocus/.test(code)
const writes = (code: string): boolean =>
  /\buseSend\(|\bask\('(POST|PUT|PATCH|DELETE) |\bsignOut(Everywhere)?\(/.test(code)

const writing = globSync('**/*.{ts,tsx}', { cwd: CITIZEN }).filter(
  (file) => !file.endsWith('.test.ts') && writes(codeOf(file)),
)

test('each file of the citizens that writes tells it, or the list here says who does', () => {
  assert.ok(writing.length > 20, 'the pages are found')
  const silent = writing.filter((file) => !(file in SHOWN) && !(file in PARTS) && !tells(codeOf(file)))
  assert.deepEqual(silent, [], 'call noteDone(t(...)) before the next page, or show a good Notice that takes the focus')
})

test('no entry of the lists is out of date', () => {
  const listed = [...Object.keys(SHOWN), ...Object.keys(PARTS)]
  assert.deepEqual(
    listed.filter((file) => !writing.includes(file) || tells(codeOf(file))),
    [],
  )
})
