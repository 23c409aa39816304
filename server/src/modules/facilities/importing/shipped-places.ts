// Loads the places and hospitals that come with Sehat, and prints how many rows it refused.
import path from 'node:path'
import type { Preparation } from '../../../platform/module.ts'
import { importPlaces } from './import.ts'

export async function loadShippedPlaces({ pool, dataFolder, home, say }: Preparation): Promise<void> {
  const reportFile = path.join(home, 'import-report.csv')
  const onProgress = (step: string, rows: number): void => say(`  ${step}: ${rows.toLocaleString('en-IN')}`)
  const report = await importPlaces(pool, { dataFolder, reportFile, onProgress })
  const refused = Object.entries(report.refusedCounts)
  for (const [reason, count] of refused) say(`  refused: ${count} rows, ${reason}`)
  if (refused.length > 0) say(`  ${reportFile} lists each refused and repaired row`)
}
