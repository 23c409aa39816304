// Loads the places and hospitals that come with Sehat, and says how many rows of the sources it left out.
import path from 'node:path'
import type { Preparation } from '../../../platform/module.ts'
import { importPlaces } from './import.ts'

export async function loadShippedPlaces({ pool, dataFolder, home, say }: Preparation): Promise<void> {
  const reportFile = path.join(home, 'import-report.csv')
  const onProgress = (step: string, rows: number): void => say(`  ${step}: ${rows.toLocaleString('en-IN')}`)
  const report = await importPlaces(pool, { dataFolder, reportFile, onProgress })
  const leftOut = Object.values(report.refusedCounts).reduce((sum, count) => sum + count, 0)
  if (leftOut > 0) say(`  ${leftOut} faulty rows of the sources are left out, as always: ${reportFile} says why`)
}
