// Yields the lines of a file with their numbers. A line that is too long is not kept in memory.
import { type OpenFile, readText } from './open-file.ts'

export interface Line {
  /** As an editor counts: the first line is 1. */
  readonly number: number
  /** Undefined when the line is longer than the limit. */
  readonly text: string | undefined
}

/** Yields the lines in portions, and an empty portion at the end. */
export async function* readLines(file: OpenFile, lettersMax: number): AsyncGenerator<Line[], void> {
  let rest = ''
  let isSkipping = false
  let number = 0
  const toLine = (text: string): Line => {
    number++
    const isTooLong = isSkipping || text.length > lettersMax
    isSkipping = false
    return { number, text: isTooLong ? undefined : text.endsWith('\r') ? text.slice(0, -1) : text }
  }
  for await (const chunk of readText(file)) {
    const text = rest + chunk
    const lines: Line[] = []
    let start = 0
    for (let end = text.indexOf(file.lineEnd); end >= 0; end = text.indexOf(file.lineEnd, start)) {
      lines.push(toLine(text.slice(start, end)))
      start = end + 1
    }
    rest = text.slice(start)
    if (rest.length > lettersMax) {
      isSkipping = true
      rest = ''
    }
    if (lines.length > 0) yield lines
  }
  if (rest !== '' || isSkipping) yield [toLine(rest)]
  yield []
}
