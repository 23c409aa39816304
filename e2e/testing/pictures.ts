// Compares a page with its approved picture, which is small: half or a third of the size, and of few colours.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pixelmatch from 'pixelmatch'
import type { Page } from 'playwright-core'
import { PNG } from 'pngjs'

const APPROVED = path.resolve(import.meta.dirname, '../approved')
/** Git does not keep it. */
const FAILED = path.resolve(import.meta.dirname, '../screenshots/differences')

/** Pixels of a picture are so many pixels of the page wide. Wide windows have the same parts, so less is enough. */
const scaleOf = (width: number): number => (width > 1_000 ? 3 : 2)
/** A channel keeps so many of its 256 values, because a picture of fewer colours is a smaller file. */
const LEVELS = 16
/** How different a pixel may be: 0 is the same, 1 is black and white. It is more than one level. */
const COLOUR_MAX = 0.1
/** So many pixels of any square may differ. A letter that is drawn in another way has fewer, a lost word has more. */
const WINDOW = { sizePx: 24, differentMax: 20 }

/** Makes the picture small: the mean of each square of pixels, rounded to few colours. */
function reduce(big: PNG, scale: number): PNG {
  const small = new PNG({ width: Math.floor(big.width / scale), height: Math.floor(big.height / scale) })
  const step = 255 / (LEVELS - 1)
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      const at = (y * small.width + x) * 4
      for (let channel = 0; channel < 3; channel++) {
        small.data[at + channel] = Math.round(
          Math.round(meanOf(big, x * scale, y * scale, scale, channel) / step) * step,
        )
      }
      small.data[at + 3] = 255
    }
  }
  return small
}

function meanOf({ data, width }: PNG, left: number, top: number, scale: number, channel: number): number {
  let sum = 0
  for (let y = top; y < top + scale; y++) {
    for (let x = left; x < left + scale; x++) sum += data[(y * width + x) * 4 + channel] as number
  }
  return sum / (scale * scale)
}

/** What differs in every run: references, the minutes since something happened, and codes to scan. */
const VARYING: readonly (readonly [string, string])[] = [
  ['\\b[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}\\b', 'DL-0000-0000'],
  ['\\b\\d{1,2}:\\d\\d(?= [ap]m)', '0:00'],
  ['\\b\\d+ min\\b', '0 min'],
  ['(ends in )\\d{4}', '$10000'],
]

/** Writes the same in place of what differs in every run. Widths stay nearly the same, so nothing moves. */
async function evenOut(page: Page): Promise<void> {
  await page.evaluate((varying) => {
    const patterns = varying.map(([pattern, same]) => [new RegExp(pattern, 'g'), same] as const)
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const before = node.nodeValue ?? ''
      const after = patterns.reduce((text, [pattern, same]) => text.replace(pattern, same), before)
      if (after !== before) node.nodeValue = after
    }
    for (const code of document.querySelectorAll('.qr path')) code.setAttribute('d', '')
    // Messages are made while the test looks, so their number grows.
    for (const count of document.querySelectorAll('.unread')) count.textContent = '1'
  }, VARYING)
}

interface How {
  /** The whole page, and not only its window. */
  readonly isWhole: boolean
  readonly isApproving: boolean
}

/**
 * Compares the window of the page with its approved picture, and gives the fault if they differ. When the page is
 * approved anew, writes the picture.
 */
export async function comparePicture(page: Page, name: string, { isWhole, isApproving }: How): Promise<string[]> {
  await evenOut(page)
  const bytes = await page.screenshot({ animations: 'disabled', caret: 'hide', fullPage: isWhole })
  const big = PNG.sync.read(bytes)
  const seen = reduce(big, scaleOf(big.width))
  const file = path.join(APPROVED, `${name}.png`)
  if (isApproving) {
    mkdirSync(APPROVED, { recursive: true })
    writeFileSync(file, toFile(seen))
    return []
  }
  const failed = path.join(FAILED, name)
  rmSync(failed, { recursive: true, force: true })
  const approved = existsSync(file) ? PNG.sync.read(readFileSync(file)) : undefined
  if (approved?.width !== seen.width || approved.height !== seen.height) {
    keep(failed, { 'seen.png': bytes, [`${name}.png`]: toFile(seen) })
    return [`${name}: there is no approved picture of this size. Look at the page, and run with PICTURES=write`]
  }
  const differences = new PNG({ width: seen.width, height: seen.height })
  const options = { threshold: COLOUR_MAX, windowSize: WINDOW.sizePx, includeAA: true }
  const count = pixelmatch(approved.data, seen.data, differences.data, seen.width, seen.height, options)
  if (count <= WINDOW.differentMax) return []
  keep(failed, { 'seen.png': bytes, 'differences.png': PNG.sync.write(differences) })
  return [`${name}: ${count} pixels of one square differ, see e2e/screenshots/differences/${name}`]
}

const toFile = (small: PNG): Buffer => PNG.sync.write(small, { colorType: 2, deflateLevel: 9, filterType: 4 })

function keep(folder: string, files: Readonly<Record<string, Buffer>>): void {
  mkdirSync(folder, { recursive: true })
  for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(folder, name), bytes)
}

/** Removes the approved pictures of pages that nobody compares any more. */
export function forgetOthers(names: readonly string[]): void {
  for (const file of readdirSync(APPROVED)) {
    if (!names.includes(file.replace('.png', ''))) rmSync(path.join(APPROVED, file))
  }
}
