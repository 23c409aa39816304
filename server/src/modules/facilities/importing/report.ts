// Reports what an import did, row by row: a limited list in memory, and all rows in a file with one JSON value a line.
import { createWriteStream, type WriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'

export interface Note {
  readonly file: string
  /** Line of the file on which the row begins. */
  readonly row: number
  readonly reason: string
}

export interface ImportReport {
  /** Number of rows written, by kind. A second run writes none. */
  readonly loaded: Readonly<Record<string, number>>
  /** Number of rows that existed already. */
  readonly unchanged: Readonly<Record<string, number>>
  /** These two lists hold at most NOTES_MAX rows each; the counts below are exact. */
  readonly repaired: readonly Note[]
  readonly refused: readonly Note[]
  readonly repairedCounts: Readonly<Record<string, number>>
  readonly refusedCounts: Readonly<Record<string, number>>
}

export const NOTES_MAX = 20_000

export class ReportWriter implements ImportReport {
  readonly loaded: Record<string, number> = {}
  readonly unchanged: Record<string, number> = {}
  readonly repaired: Note[] = []
  readonly refused: Note[] = []
  readonly repairedCounts: Record<string, number> = {}
  readonly refusedCounts: Record<string, number> = {}
  readonly #path: string | undefined
  #file: WriteStream | undefined
  #failure: Error | undefined

  constructor(path: string | undefined) {
    this.#path = path
  }

  count(what: string, written: number, offered: number): void {
    this.loaded[what] = (this.loaded[what] ?? 0) + written
    this.unchanged[what] = (this.unchanged[what] ?? 0) + offered - written
  }

  async note(outcome: 'repaired' | 'refused', note: Note): Promise<void> {
    const notes = this[outcome]
    if (notes.length < NOTES_MAX) notes.push(note)
    const counts = this[`${outcome}Counts`]
    const key = `${note.file}: ${note.reason}`
    counts[key] = (counts[key] ?? 0) + 1
    if (this.#path === undefined || this.#failure) return
    const hasRoom = this.#open(this.#path).write(`${JSON.stringify({ outcome, ...note })}\n`)
    if (!hasRoom)
      await new Promise<void>((resolve) => this.#file?.once('drain', resolve).once('error', () => resolve()))
  }

  // The first note opens the file. So an import without notes does not overwrite the report of an earlier import.
  #open(path: string): WriteStream {
    this.#file ??= createWriteStream(path).on('error', (error) => {
      this.#failure = error
    })
    return this.#file
  }

  /** Closes the file and gives the report; throws when the file could not be written. */
  async close(): Promise<ImportReport> {
    if (this.#failure) throw this.#failure
    if (this.#file) {
      this.#file.end()
      await finished(this.#file)
    }
    const { loaded, unchanged, repaired, refused, repairedCounts, refusedCounts } = this
    return { loaded, unchanged, repaired, refused, repairedCounts, refusedCounts }
  }
}
