// Reports what an import of places or hospitals did: how many rows of each kind it loaded, repaired and refused.
import { ImportReport as Notes, openReport } from '../../../platform/files/report.ts'

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
  /** These two lists hold at most 20,000 rows each; the counts below are exact. */
  readonly repaired: readonly Note[]
  readonly refused: readonly Note[]
  readonly repairedCounts: Readonly<Record<string, number>>
  readonly refusedCounts: Readonly<Record<string, number>>
  /** The summary for a terminal: each reason with its count and its first rows. */
  readonly lines: readonly string[]
}

/** Throws a `FileError` when the file of the report cannot be written. */
export async function openImportReport(file: string | undefined): Promise<ReportWriter> {
  return new ReportWriter(await openReport(file))
}

export class ReportWriter {
  readonly loaded: Record<string, number> = {}
  readonly unchanged: Record<string, number> = {}
  readonly repairedCounts: Record<string, number> = {}
  readonly refusedCounts: Record<string, number> = {}
  readonly #notes: Notes

  constructor(notes: Notes = new Notes()) {
    this.#notes = notes
  }

  count(what: string, written: number, offered: number): void {
    this.loaded[what] = (this.loaded[what] ?? 0) + written
    this.unchanged[what] = (this.unchanged[what] ?? 0) + offered - written
  }

  async note(outcome: 'repaired' | 'refused', note: Note): Promise<void> {
    const counts = this[`${outcome}Counts`]
    const key = `${note.file}: ${note.reason}`
    counts[key] = (counts[key] ?? 0) + 1
    await this.#notes.note({ ...note, outcome: outcome === 'repaired' ? 'changed' : 'refused' })
  }

  /** Closes the file and gives the report; throws a `FileError` when the file could not be written. */
  async close(): Promise<ImportReport> {
    await this.#notes.close()
    const { loaded, unchanged, repairedCounts, refusedCounts } = this
    const { refused, changed: repaired } = this.#notes
    return { loaded, unchanged, repaired, refused, repairedCounts, refusedCounts, lines: this.#notes.toLines() }
  }
}
