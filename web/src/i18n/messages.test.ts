// Checks the messages: each language has the same keys and values, the code uses only these, and holds no text itself.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { LANGUAGES, OFFERED } from './languages.ts'
import { toPseudo } from './pseudo.ts'
import { hasText, type Messages, textOf } from './text.ts'

const SOURCES = path.resolve(import.meta.dirname, '..')
const FORMS = /_(zero|one|two|few|many|other)$/

/** All messages of a language as pages use them: `start.title`, `staff.start.title`. */
function read(language: string): Messages {
  const messages: Record<string, Messages> = {}
  const staff: Record<string, Messages> = {}
  const folder = path.join(import.meta.dirname, 'messages', language)
  for (const file of globSync('*/*.json', { cwd: folder })) {
    const [face, name] = file.replace('.json', '').split(path.sep) as [string, string]
    const into = face === 'staff' ? staff : messages
    // Faces add to the words of problems. Everything else stands in one face.
    if (name !== 'problems') assert.ok(!(name in into), `${file}: another face has this name`)
    into[name] = { ...into[name], ...JSON.parse(readFileSync(path.join(folder, file), 'utf8')) }
  }
  return { ...messages, staff }
}

function flatten(messages: Messages, prefix = ''): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  )
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '')
const english = read('en')

for (const { code } of OFFERED.filter((language) => language.code !== 'en')) {
  test(`${code} has the same keys and values as English`, () => {
    const own = new Map(flatten(read(code)))
    const faults = flatten(english).flatMap(([key, text]) => {
      const translated = own.get(key)
      if (translated === undefined) return [`${key} is missing`]
      const wanted = placeholders(text).toSorted().join()
      return placeholders(translated).toSorted().join() === wanted ? [] : [`${key}: the values are {{${wanted}}}`]
    })
    const known = new Set(flatten(english).map(([key]) => key))
    for (const key of own.keys()) if (!known.has(key)) faults.push(`${key} is not in English`)
    assert.deepEqual(faults, [])
  })

  test(`${code} is written in its own script`, () => {
    const latin = flatten(read(code)).filter(([, text]) => /^[A-Za-z ,.'-]{12,}$/.test(text))
    assert.deepEqual(latin, [])
  })
}

test('Hindi has one word for one thing', () => {
  // These words mean: to compare and also to merge, an election, joints, empty doses, a place instead of a seat. The
  // last one is a second spelling.
  const misleading = /मिलाना|मिलाएँ|मिलाया|चुनाव|अटके जोड़|खाली खुराक|जगह(ें|ों)? (बुक|बची|खाली)|बची जगह|प्रमाणपत्र/
  assert.deepEqual(
    flatten(read('hi')).filter(([, text]) => misleading.test(text)),
    [],
  )
})

test('a plural has all forms that its language needs', () => {
  const faults = OFFERED.flatMap(({ code }) => {
    const keys = new Set(flatten(read(code)).map(([key]) => key))
    const forms = new Intl.PluralRules(code).resolvedOptions().pluralCategories
    return [...keys]
      .filter((key) => key.endsWith('_other'))
      .flatMap((key) => forms.map((form) => key.replace(/other$/, form)).filter((each) => !keys.has(each)))
      .map((key) => `${code}: ${key} is missing`)
  })
  assert.deepEqual(faults, [])
})

const files = globSync('**/*.{ts,tsx}', { cwd: SOURCES })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(path.join(SOURCES, file), 'utf8') }))

test('each key in the code has a text', () => {
  const missing = files.flatMap(({ file, text }) =>
    [...text.matchAll(/\bt\(\s*'([^']+)'/g), ...text.matchAll(/\b(?:menu|header|wrong): '([^']+)'/g)]
      .map((match) => match[1] as string)
      .filter((key) => !hasText(english, key) && !hasText(english, `${key}_other`))
      .map((key) => `${file}: ${key}`),
  )
  assert.deepEqual(missing, [])
})

test('each text is used', () => {
  const code = files.map(({ text }) => text).join('\n')
  // Keys that the code builds: `ui.theme.${each}` uses all below ui.theme, and `menu.${x}.title` those in the middle.
  const patterns = [...code.matchAll(/[`'"]([a-zA-Z][\w.-]*(?:\.|\$\{)[^`'"\s]*)[`'"]/g)].map((match) => {
    const parts = (match[1] as string).split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^()[\]\\|{}$]/g, '\\$&'))
    return new RegExp(`^${parts.join('[\\w.-]+')}$`)
  })
  const unused = flatten(english)
    .map(([key]) => key.replace(FORMS, ''))
    .filter((key) => !patterns.some((pattern) => pattern.test(key)))
  assert.deepEqual([...new Set(unused)], [])
})

test('no text stands in the code', () => {
  const faults = files
    .filter(({ file }) => file.endsWith('.tsx'))
    .flatMap(({ file, text }) => {
      const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
      const attributes = code.matchAll(
        /\b(?:aria-label|aria-description|placeholder|title|alt|label|hint)="([^"]*\p{L}[^"]*)"/gu,
      )
      const nodes = code.matchAll(/<\/?[A-Za-z][^<>]*>\s*([^<>{}()=;&|?:]*\p{L}{2}[^<>{}()=;&|?:]*)\s*<\/?[A-Za-z]/gu)
      const found = [...attributes, ...nodes].map((match) => match[1]?.trim() ?? '')
      // Text between type parameters is code.
      return found.filter((words) => !/^(return|extends|export)\b/.test(words)).map((words) => `${file}: ${words}`)
    })
  assert.deepEqual(faults, [])
})

test('the pseudo-language keeps the values and is two fifths longer', () => {
  const messages = { a: 'Book {{count}} seats' }
  const text = textOf(
    {
      messages: toPseudo(messages, 'en-XA'),
      plurals: new Intl.PluralRules('en'),
      numbers: new Intl.NumberFormat('en'),
    },
    'a',
    { count: 3 },
  )
  assert.match(text, /^\[Ɓóóķ 3 šéáťš/)
  assert.ok(text.length >= 1.4 * 'Book 3 seats'.length)
})

test('each language is named in its own script, and English is the first', () => {
  assert.equal(LANGUAGES[0]?.code, 'en')
  assert.equal(new Set(LANGUAGES.map(({ name }) => name)).size, LANGUAGES.length)
})
