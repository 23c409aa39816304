// The current language: its messages and formats. Tells the page when it changes.
import { createWatched } from '../watched.ts'
import { createFormat, type Format } from './format.ts'
import { findLanguage, type Language, OFFERED } from './languages.ts'
import { hasText, type Messages, type Texts, textOf, type Values } from './text.ts'

/**
 * The kind of page, which decides the messages that it has. The shared ones are always loaded. The pages
 * of citizens whose messages few people need have faces of their own.
 */
export type Face =
  | 'shared'
  | 'citizen'
  | 'register'
  | 'account'
  | 'security'
  | 'cards'
  | 'doctors'
  | 'records'
  | 'help'
  | 'offline'
  | 'staff'
  | 'customer'

interface Current {
  readonly language: Language
  readonly texts: Texts
  readonly format: Format
  readonly t: (key: string, values?: Values) => string
  /** Whether a text with this key exists. For keys that come from the server. */
  readonly has: (key: string) => boolean
}

const STORAGE_KEY = 'sehat.language'
const FALLBACK = OFFERED[0] as Language

/** Their pages also use the texts of the citizen's other pages. */
const ALSO_CITIZEN: ReadonlySet<Face> = new Set(['register', 'account', 'security', 'doctors', 'records'])

const files = import.meta.glob<Messages>('./messages/*/*.ts', { import: 'default' })
const faces = new Set<Face>(['shared'])
// openLanguage sets the value before anything is drawn.
const current = createWatched<Current>(undefined as unknown as Current)

/** Adds the messages of a face with a build of its own. No other build has this function, or those messages. */
export function addFace(face: Face, load: (code: string) => Promise<Messages>): void {
  for (const { code } of OFFERED) files[`./messages/${code}/${face}.ts`] = () => load(code)
}

/** The language that the person chose earlier, or else the first of the browser's languages that Sehat offers. */
export function firstLanguage(): Language {
  const wished = navigator.languages.map((code) => OFFERED.find((language) => language.code === code.split('-')[0]))
  return findLanguage(localStorage.getItem(STORAGE_KEY)) ?? wished.find((language) => language) ?? FALLBACK
}

let opening: Promise<unknown> = Promise.resolve()

// Load one after the other: a language chosen while the messages of a face load would lack them or be undone by them.
function inTurn(work: () => Promise<void> | undefined): Promise<void> {
  const turn = opening.then(work)
  opening = turn.catch(() => undefined)
  return turn
}

/** Loads the messages and makes this the current language. */
export function openLanguage(language: Language, face: Face = 'shared'): Promise<void> {
  return inTurn(() => open(language, face))
}

async function open(language: Language, face: Face): Promise<void> {
  const wanted = new Set(faces).add(face)
  if (ALSO_CITIZEN.has(face)) wanted.add('citizen')
  const parts = await Promise.all([...wanted].map((each) => loadMessages(language.code, each)))
  for (const each of wanted) faces.add(each)
  const locale = language.code.split('-')[0] === 'ar' ? 'en-IN' : `${language.code.split('-')[0]}-IN`
  const texts: Texts = {
    // Each face has words for the problems of its pages.
    messages: Object.assign({}, ...parts, { problems: Object.assign({}, ...parts.map(({ problems }) => problems)) }),
    plurals: new Intl.PluralRules(locale),
    numbers: new Intl.NumberFormat(locale),
  }
  document.documentElement.lang = language.code
  document.documentElement.dir = language.direction
  current.write({
    language,
    texts,
    format: createFormat(locale),
    t: (key, values) => textOf(texts, key, values),
    has: (key) => hasText(texts.messages, key),
  })
}

/** A person's own choice: kept for the next visit. */
export async function chooseLanguage(language: Language): Promise<void> {
  await openLanguage(language)
  // Not before: without a connection its messages may be missing, and then no page could be drawn.
  localStorage.setItem(STORAGE_KEY, language.code)
}

/** Adds the messages of a face to the current language. */
export function openFace(face: Face): Promise<void> {
  return inTurn(() => (faces.has(face) ? undefined : open(current.read()?.language ?? firstLanguage(), face)))
}

/** Fetches the messages of a face early, so that they are ready when it is opened. */
export async function readFaceAhead(face: Face): Promise<void> {
  await loadMessages(currentLanguage(), face)
}

export function currentLanguage(): string {
  return current.read()?.language.code ?? FALLBACK.code
}

async function loadMessages(code: string, face: Face): Promise<Messages> {
  const load = (folder: string): Promise<Messages> =>
    (files[`./messages/${folder}/${face}.ts`] as () => Promise<Messages>)()
  if (!code.includes('-X')) return load(code)
  const [english, { toPseudo }] = await Promise.all([load('en'), import('./pseudo.ts')])
  return toPseudo(english, code)
}

/** `t` for texts and `format` for days, numbers and money, in the language of the page. */
export const useText = current.use
