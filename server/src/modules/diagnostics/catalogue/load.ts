// Loads the tests that come with Sehat. Ranges that cannot be right stay out, and a report names them.
import path from 'node:path'
import { openFile } from '../../../platform/files/open-file.ts'
import { BAD_RECORDS, readTable } from '../../../platform/files/read-table.ts'
import type { Preparation } from '../../../platform/module.ts'
import { openDb, transaction } from '../../../platform/postgres/db.ts'
import type { DiagnosticsTables } from '../tables.ts'
import { type Fields, PANEL_COLUMNS, readPanel, readTest, TEST_COLUMNS } from './shipped.ts'
import { savePanels, saveRanges, saveTests } from './store.ts'

/** Loads what is new or has changed. Facts that somebody has changed in Sehat stay as they are there. */
export async function loadTests({ pool, dataFolder }: Pick<Preparation, 'pool' | 'dataFolder'>): Promise<void> {
  const before = new Set<string>()
  const rows = await readRows(path.join(dataFolder, 'tests', 'tests.csv'), TEST_COLUMNS)
  const shipped = rows.map((fields) => readTest(fields, before))
  const panels = (await readRows(path.join(dataFolder, 'tests', 'panels.csv'), PANEL_COLUMNS)).map(readPanel)
  const known = new Set(shipped.map(({ test }) => test.code))
  const lost = panels.flatMap(({ tests }) => tests).find((code) => !known.has(code))
  if (lost !== undefined) throw new Error(`data/tests/panels.csv: there is no test ${lost}`)
  const db = openDb<DiagnosticsTables>(pool)
  await transaction(db, async (tx) => {
    await saveTests(
      tx,
      shipped.map(({ test }) => test),
    )
    await saveRanges(
      tx,
      shipped.flatMap(({ range }) => range ?? []),
    )
    await savePanels(tx, panels)
  })
}

async function readRows<Column extends string>(file: string, needed: readonly Column[]): Promise<Fields<Column>[]> {
  const rows: Fields<Column>[] = []
  for await (const records of readTable(await openFile(file), { needed })) {
    for (const record of records) {
      if ('reason' in record) throw new Error(`${file}: line ${record.line} ${BAD_RECORDS[record.reason]}`)
      rows.push(record.fields as Fields<Column>)
    }
  }
  return rows
}
