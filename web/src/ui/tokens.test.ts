// Tests that each pair of colours that the pages use has enough contrast (WCAG 2.2 AA), in both themes.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

const THEMES = ['light', 'dark'] as const
const TEXT = 4.5
const MARK = 3

/** Text on what it stands on. */
const TEXTS: readonly (readonly [text: string, on: readonly string[]])[] = [
  ['ink', ['paper', 'bg', 'surface', 'raised', 'sub', 'sub-strong', 'chosen', 'brand-tint', 'neutral-tint']],
  ['dim', ['paper', 'bg', 'surface', 'raised', 'sub', 'chosen']],
  ['brand', ['paper', 'bg', 'surface', 'raised', 'sub', 'brand-tint', 'chosen']],
  ['on-fill', ['fill', 'fill-hover', 'red-fill', 'tile', 'deep']],
  ['on-marigold', ['marigold']],
  ['on-toast', ['toast']],
  ['toast-mark', ['toast']],
  ...['green', 'blue', 'violet', 'amber', 'red', 'neutral'].map(
    (state) => [state, [`${state}-tint`, 'surface', 'paper', 'bg']] as const,
  ),
  ['on-amount-low', ['amount-1', 'amount-2', 'amount-3']],
  ['on-amount-high', ['amount-4', 'amount-5']],
]

/** Edges of controls, the ring of the focus, lines of charts. */
const MARKS: typeof TEXTS = [
  ['ctl', ['surface', 'bg', 'paper']],
  ['focus', ['surface', 'bg', 'paper']],
  ['brand', ['surface', 'bg', 'paper']],
  ['chart', ['surface', 'bg']],
  ['below-target', ['surface', 'bg']],
]

const colours = readColours()

test('text has a contrast of at least 4.5 on everything it stands on', () => checkPairs(TEXTS, TEXT))

test('edges, rings and lines have a contrast of at least 3', () => checkPairs(MARKS, MARK))

test('the contrast is computed as WCAG says', () => {
  assert.equal(contrast('#ffffff', '#000000'), 21)
  assert.equal(contrast('#767676', '#ffffff').toFixed(2), '4.54')
})

function checkPairs(pairs: typeof TEXTS, atLeast: number): void {
  const faults = pairs.flatMap(([front, backs]) =>
    backs.flatMap((back) =>
      THEMES.flatMap((theme) => {
        const found = contrast(colourOf(front, theme), colourOf(back, theme))
        return found >= atLeast ? [] : [`--${front} on --${back}, ${theme}: ${found.toFixed(2)}`]
      }),
    ),
  )
  assert.deepEqual(faults, [])
}

type Themed = Readonly<Record<(typeof THEMES)[number], string>>

function readColours(): ReadonlyMap<string, Themed> {
  const css = readFileSync(path.join(import.meta.dirname, 'tokens.css'), 'utf8')
  const root = css.slice(css.indexOf(':root {'), css.indexOf('}'))
  const found = new Map<string, Themed>()
  for (const [, name = '', light = '', dark = ''] of root.matchAll(
    /--([\w-]+): (?:light-dark\()?(#[0-9a-f]{6})(?:, (#[0-9a-f]{6})\))?;/g,
  )) {
    found.set(name, { light, dark: dark === '' ? light : dark })
  }
  return found
}

function colourOf(name: string, theme: keyof Themed): string {
  const found = colours.get(name)
  assert.ok(found, `tokens.css has the colour --${name}`)
  return found[theme]
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/** The relative luminance of WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
