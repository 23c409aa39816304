// Imports a list of diagnoses: a table with the columns code and name. It reports each refused row.
import { openFile } from '../../../platform/files/open-file.ts'
import { BAD_RECORDS, type BadRecord, readTable, type TableRecord } from '../../../platform/files/read-table.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { tidyText } from '../../../platform/words.ts'
import { ICD10_PATTERN } from '../contract.ts'
import type { VisitsContext } from '../tables.ts'
import { type Code, upsertCodes } from './store.ts'

const CODE_FORM = new RegExp(ICD10_PATTERN)
const NAME_LETTERS_MAX = 300

export interface CodesReport {
  readonly read: number
  readonly changed: number
  readonly refused: readonly { readonly line: number; readonly reason: string }[]
}

/** Reads a row; gives why it is refused when it has no code or no name. */
export function readCode(record: TableRecord | BadRecord): Code | string {
  if ('reason' in record) return BAD_RECORDS[record.reason]
  const code = tidyText(record.fields.code ?? '').toUpperCase()
  // Some lists leave the point out: E119 is E11.9.
  const pointed = /^[A-Z][0-9][0-9A-Z]{2,5}$/.test(code) ? `${code.slice(0, 3)}.${code.slice(3)}` : code
  const name = tidyText(record.fields.name ?? '')
  if (!CODE_FORM.test(pointed)) return 'the code does not have the form of ICD-10, such as E11.9'
  if (name === '' || name.length > NAME_LETTERS_MAX) return `the name must have 1 to ${NAME_LETTERS_MAX} letters`
  return { code: pointed, name }
}

export async function importCodes({ db }: Pick<VisitsContext, 'db'>, file: string): Promise<CodesReport> {
  const refused: { line: number; reason: string }[] = []
  let read = 0
  let changed = 0
  for await (const records of readTable(await openFile(file), { needed: ['code', 'name'] })) {
    read += records.length
    const codes = new Map<string, Code>()
    for (const record of records) {
      const code = readCode(record)
      if (typeof code === 'string') refused.push({ line: record.line, reason: code })
      else codes.set(code.code, code)
    }
    changed += await transaction(db, (tx) => upsertCodes(tx, [...codes.values()]))
  }
  return { read, changed, refused }
}
