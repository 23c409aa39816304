// Reports what an import did, row by row: counts and first rows of each reason, and all rows in a CSV file if wanted.
import { createWriteStream, type WriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { FileError } from './open-file.ts'

export interface Note {
  /** The name of the file, without its folder. */
  readonly file: string
  /** The line of the file, or the place in a bundle; 0 means the whole file. */
  readonly row: number
  readonly outcome: 'changed' | 'refused'
  readonly field?: string | undefined
  /** In words, without anything that the row says of a person. The report counts by field and reason. */
  readonly reason: string
  /** What belongs to this row alone, such as the id of a registered person. */
  readonly detail?: string | undefined
}

export interface ReasonCount extends Pick<Note, 'outcome' | 'field' | 'reason'> {
  count: number
  readonly firstRows: Pick<Note, 'file' | 'row'>[]
}

const NOTES_MAX = 20_000
const REASONS_MAX = 500
const FIRST_ROWS = 5
const OTHER = 'other reasons'

/** Opens the report. Throws a `FileError` before anything is imported when the file cannot be written. */
export async function openReport(file?: string): Promise<ImportReport> {
  if (file === undefined) return new ImportReport()
  const stream = createWriteStream(file)
  try {
    await new Promise<void>((resolve, reject) => stream.once('open', () => resolve()).once('error', reject))
  } catch {
    throw new FileError(`The report ${file} cannot be written: choose a folder that exists and that you may write to`)
  }
  return new ImportReport(file, stream)
}

export class ImportReport {
  /** These lists hold at most 20,000 notes each. The counts are exact. */
  readonly refused: Note[] = []
  readonly changed: Note[] = []
  readonly counts = new Map<string, ReasonCount>()
  readonly #file: string | undefined
  readonly #stream: WriteStream | undefined
  #failure: Error | undefined

  constructor(file?: string, stream?: WriteStream) {
    this.#file = file
    this.#stream = stream?.on('error', (error) => {
      this.#failure = error
    })
    this.#stream?.write('\ufefffile,row,outcome,field,reason,detail\r\n')
  }

  async note(note: Note): Promise<void> {
    const notes = this[note.outcome]
    if (notes.length < NOTES_MAX) notes.push(note)
    this.#count(note)
    if (!this.#stream || this.#failure) return
    const { file, row, outcome, field = '', reason, detail = '' } = note
    const hasRoom = this.#stream.write(
      `${[file, String(row), outcome, field, reason, detail].map(toField).join(',')}\r\n`,
    )
    if (!hasRoom) await this.#drained(this.#stream)
  }

  #count({ outcome, field, reason, file, row }: Note): void {
    const key = `${outcome}|${field ?? ''}|${reason}`
    const known = this.counts.get(key)
    const other = `${outcome}||${OTHER}`
    const isNew = known === undefined && this.counts.size < REASONS_MAX
    const one = known ??
      this.counts.get(isNew ? key : other) ?? {
        outcome,
        field,
        reason: isNew ? reason : OTHER,
        count: 0,
        firstRows: [],
      }
    one.count++
    if (one.firstRows.length < FIRST_ROWS) one.firstRows.push({ file, row })
    this.counts.set(known || isNew ? key : other, one)
  }

  #drained(stream: WriteStream): Promise<void> {
    return new Promise((resolve) => stream.once('drain', resolve).once('error', () => resolve()))
  }

  /** How many notes have this outcome. */
  countOf(outcome: Note['outcome']): number {
    return [...this.counts.values()].filter((one) => one.outcome === outcome).reduce((sum, { count }) => sum + count, 0)
  }

  /** The summary for a terminal: each reason with its count and its first rows. */
  toLines(): string[] {
    const of = (outcome: Note['outcome']): string[] => {
      const reasons = [...this.counts.values()].filter((one) => one.outcome === outcome)
      return reasons.sort((left, right) => right.count - left.count).map(toLine)
    }
    const hint = this.counts.size > 0 && this.#file === undefined ? ['To list each row, use --report <file>'] : []
    return [
      `refused: ${this.countOf('refused')}`,
      ...of('refused'),
      `values changed or left out: ${this.countOf('changed')}`,
      ...of('changed'),
      ...hint,
    ]
  }

  /** Closes the file. Throws a `FileError` when it could not be written. */
  async close(): Promise<void> {
    if (!this.#stream) return
    try {
      if (this.#failure) throw this.#failure
      this.#stream.end()
      await finished(this.#stream)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      throw new FileError(`The import is done, but its report ${this.#file} is not whole (${code}): run it again`)
    }
  }
}

function toLine({ count, field, reason, firstRows }: ReasonCount): string {
  const what = field === undefined ? reason : `${field}: ${reason}`
  const files = Map.groupBy(firstRows, ({ file }) => file)
  const rows = [...files].map(([file, some]) => `${file} ${some.map(({ row }) => row).join(', ')}`).join('; ')
  return `  ${count} × ${what} (${count > firstRows.length ? 'first rows' : count === 1 ? 'row' : 'rows'}: ${rows})`
}

function toField(text: string): string {
  // A spreadsheet would run such a text as a formula.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
