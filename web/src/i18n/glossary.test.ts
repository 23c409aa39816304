// Tests that the words of the glossary have one Hindi word: each text that is such a word alone says exactly that.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

type Texts = { readonly [key: string]: Texts | string }

const FOLDER = path.join(import.meta.dirname, 'messages')
const WORDS = 33

const glossary = new Map(
  [...readFileSync(path.join(import.meta.dirname, 'README.md'), 'utf8').matchAll(/^\| ([a-z ]+) \| ([^|]+) \|/gm)]
    .map(([, word = '', hindi = '']): [string, string] => [word, hindi.trim()])
    .filter(([word]) => word !== 'word'),
)

test('the glossary has its words, each once', () => {
  assert.equal(glossary.size, WORDS)
  assert.equal(new Set(glossary.values()).size, WORDS)
})

test('a text that is a word of the glossary has its Hindi word', () => {
  const others: string[] = []
  const files = readdirSync(path.join(FOLDER, 'en'), { recursive: true, encoding: 'utf8' })
  const compared = new Set<string>()
  for (const file of files.filter((name) => name.endsWith('.json'))) {
    const [english, hindi] = ['en', 'hi'].map((language) => flat(read(language, file)))
    for (const [key, text] of english ?? []) {
      const word = text.trim().toLowerCase()
      const wanted = glossary.get(word)
      if (wanted === undefined) continue
      compared.add(word)
      const found = hindi?.get(key) ?? ''
      if (!found.includes(wanted)) others.push(`${file} ${key}: "${found}" for "${text}", not "${wanted}"`)
    }
  }
  assert.deepEqual(others, [])
  assert.ok(compared.size > WORDS / 2, `${compared.size} words of the glossary are texts`)
})

const read = (language: string, file: string): Texts =>
  JSON.parse(readFileSync(path.join(FOLDER, language, file), 'utf8')) as Texts

function flat(texts: Texts, above = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, text]) =>
      typeof text === 'string' ? [[`${above}${key}`, text] as const] : [...flat(text, `${above}${key}.`)],
    ),
  )
}
