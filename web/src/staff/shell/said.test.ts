// Reads the staff's pages: whoever writes something is told what happened, by a word (`say`) or by the page itself.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

const STAFF = path.resolve(import.meta.dirname, '..')

/** The form tells the file that opened it when it is done, and that file says the word. */
const SAID_BY: Readonly<Record<string, string>> = {
  'billing/counter/PayForm.tsx': 'billing/counter/PayPanel.tsx',
  'vaccination/bookings/BookingSteps.tsx': 'vaccination/bookings/BookingDialog.tsx',
  'vaccination/bookings/UndoForm.tsx': 'vaccination/bookings/BookingDialog.tsx',
  'vaccination/sessions/SessionForms.tsx': 'vaccination/sessions/SessionsPage.tsx',
}

/** The page itself becomes the word: it shows what was written, and the next step. */
const SHOWN: Readonly<Record<string, string>> = {
  'identity/AppointPage.tsx': 'the form gives way to whom the role was offered, and what comes next',
  'linkage/OnboardPage.tsx': 'the page of the new customer shows its secrets, which nobody sees again',
  'linkage/ReviewPage.tsx': 'the page says what was chosen, and leads to the next review',
  'patients/OpeningPage.tsx': 'the opened record appears above the form',
  'vaccination/aftercare/ReportPage.tsx': 'the form gives way to the saved report and its link',
  'vaccination/bookings/WalkInPage.tsx': 'the page shows the token, which staff tell the person',
  'vaccination/history/RecordForm.tsx': 'the form gives way to the recorded dose',
}

/** A part of an act that is not done yet. */
const PARTS: Readonly<Record<string, string>> = {
  'patients/FindPerson.tsx': 'a search writes nothing',
  'patients/code-proof.tsx': 'the form then says that the code is on its way, and asks for it',
  'prescriptions/signing/use-signing.ts': 'SigningPart says what was signed, or what was not',
  'visits/NoteEditor.tsx': 'SigningPart says it, together with the prescription and the tests',
  'visits/next-patient.ts': 'NextPatient says who is called, and opens the visit',
  'visits/saving.ts': 'a draft saves by itself while somebody types; the editor shows the state below the text',
  'vaccination/who.tsx': 'registers the person of a walk-in or of a dose; the seat or the record is the act',
}

const isComment = (line: string): boolean => /^\s*(\/\/|\*|\/\*)/.test(line)

function codeOf(file: string): string {
  const text = readFileSync(path.join(STAFF, file), 'utf8')
  return text
    .split('\n')
    .filter((line) => !isComment(line) && !line.startsWith('import'))
    .join('\n')
}

const says = (code: string): boolean => /\bsay\(\{/.test(code)
const writes = (code: string): boolean => /\buseSend\(/.test(code)

const writing = globSync('**/*.{ts,tsx}', { cwd: STAFF }).filter((file) => writes(codeOf(file)))

test('each file of the staff that writes says a word, or the list here says who does', () => {
  assert.ok(writing.length > 20, 'the pages are found')
  const silent = writing.filter((file) => {
    const by = SAID_BY[file]
    if (by !== undefined) return !says(codeOf(by))
    return SHOWN[file] === undefined && PARTS[file] === undefined && !says(codeOf(file))
  })
  assert.deepEqual(
    silent,
    [],
    'call say({ text, detail, undo }) after the write, or list the file here with its reason',
  )
})

test('no entry of the lists is out of date', () => {
  const listed = [...Object.keys(SAID_BY), ...Object.keys(SHOWN), ...Object.keys(PARTS)]
  assert.deepEqual(
    listed.filter((file) => !writing.includes(file)),
    [],
  )
  assert.deepEqual(
    listed.filter((file) => says(codeOf(file))),
    [],
    'a file that says a word itself needs no entry',
  )
})
