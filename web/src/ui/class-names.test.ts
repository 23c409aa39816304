// Tests that a class has one style sheet: a document can hold the sheets of both faces at once.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

const SOURCES = path.resolve(import.meta.dirname, '..')

/** The app of outside systems is a document of its own. Its sheets meet only those of `ui`. */
const files = globSync('**/*.css', { cwd: SOURCES }).filter((file) => !file.startsWith('customer/'))

/** The classes for which a sheet has a rule by themselves, without another element around or beside them. */
function classesOf(css: string): ReadonlySet<string> {
  const selectors = [...css.replace(/\/\*.*?\*\//gs, '').matchAll(/([^{};]+)\{/g)].flatMap(([, list = '']) =>
    list.split(',').map((selector) => selector.trim()),
  )
  return new Set(selectors.filter((selector) => /^\.[a-z][\w-]*$/.test(selector)))
}

test('no two style sheets style the same class', () => {
  assert.ok(files.length > 20, 'the sheets are found')
  const sheets = new Map<string, string[]>()
  for (const file of files) {
    for (const name of classesOf(readFileSync(path.join(SOURCES, file), 'utf8'))) {
      sheets.set(name, [...(sheets.get(name) ?? []), file])
    }
  }
  const twice = [...sheets]
    .filter(([, found]) => found.length > 1)
    .map(([name, found]) => `${name}: ${found.join(', ')}`)
  assert.deepEqual(twice, [], 'give one of them another name, or move the rule to the sheet that has the class')
})

test('the classes of a sheet are found in lists and in media rules, and not those beside others', () => {
  const css = '/* .no {} */ .one, .two:hover, .three .four { } @media print { .five { } } :root[a] .six { }'
  assert.deepEqual([...classesOf(css)].sort(), ['.five', '.one'])
})
