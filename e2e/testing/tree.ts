// Compares what a screen reader reads of a page with the text in e2e/trees: roles, names, headings and live regions.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Locator } from 'playwright-core'

const TREES = path.resolve(import.meta.dirname, '../trees')
const MONTH = '(?:January|February|March|April|May|June|July|August|September|October|November|December|[A-Z][a-z]{2})'
const WEEKDAY = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day'

/** What differs in every run. Everything else must be the same to the letter. */
const VARYING: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<id>'],
  [/\b[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/g, '<reference>'],
  [/\b\d{4}-\d\d-\d\d\b/g, '<date>'],
  [new RegExp(`(?:${WEEKDAY},? )?\\b\\d{1,2} ${MONTH}(?: \\d{4})?\\b`, 'g'), '<day>'],
  [new RegExp(`\\b${WEEKDAY}\\b`, 'g'), '<day>'],
  [/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b(?: \d{1,2}\b)?/g, '<day>'],
  [/\b\d{1,2}(?::\d\d)? ?(?:am|pm)\b/g, '<time>'],
  [/\b\d{1,2}:\d\d\b/g, '<time>'],
  [/\b\d+ min\b/g, '<minutes>'],
  [/\b\d+ seconds?\b/g, '<seconds>'],
  [/\b\d+ years old\b/g, '<age>'],
  // Sex and age of a row, which grow with the calendar.
  [/\b([FMO]) \d{1,3}\b/g, '$1 <years>'],
]

/** Parts that come late, such as the footer, may take so long on a busy machine. */
const COMES_WITHIN_MS = 20_000
const LOOK_AGAIN_MS = 100

/** With TREES=write, writes the tree instead. Read it before it is kept: a wrong name in it is heard by people. */
export async function assertTree(part: Locator, name: string): Promise<void> {
  await part.waitFor()
  const read = async (): Promise<string> => {
    const snapshot = await part.ariaSnapshot()
    return `${VARYING.reduce((text, [pattern, same]) => text.replace(pattern, same), snapshot)}\n`
  }
  const file = path.join(TREES, `${name}.tree`)
  if (process.env.TREES === 'write') {
    mkdirSync(TREES, { recursive: true })
    await setTimeout(1_000)
    return writeFileSync(file, await read())
  }
  const kept = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const until = performance.now() + COMES_WITHIN_MS
  let tree = await read()
  while (tree !== kept && performance.now() < until) {
    await setTimeout(LOOK_AGAIN_MS)
    tree = await read()
  }
  assert.equal(tree, kept, `${name} reads in another way`)
}
