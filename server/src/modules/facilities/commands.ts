// The commands of facilities: an operator imports a directory of hospitals.
import type { Console } from '../../platform/console.ts'
import { openProgress } from '../../platform/files/progress.ts'
import { importHospitals } from './importing/import.ts'

interface ImportOptions {
  readonly source: string
  readonly check?: boolean
  readonly report?: string
}

export function addCommands({ command, withContext }: Console): void {
  command
    .command('facilities')
    .description('manage facilities')
    .command('import <file>')
    .description('import a hospital directory (CSV with the columns of data/hospitals/SOURCE.md)')
    .requiredOption('--source <name>', 'name of the directory; with the row number it identifies a facility')
    .option('--check', 'report everything, and write nothing')
    .option('--report <file>', 'write each refused or repaired row to this file (CSV)')
    .action((file: string, { source, check = false, report: reportFile }: ImportOptions) =>
      withContext(async ({ pool }) => {
        const progress = openProgress('rows')
        const wanted = { file, source, check, onRows: progress.show, ...(reportFile && { reportFile }) }
        const report = await importHospitals(pool, wanted).finally(progress.end)
        const loaded = check ? 'would be loaded (--check wrote nothing)' : 'loaded'
        for (const [what, count] of Object.entries(report.loaded)) console.log(`${loaded}: ${count} ${what}`)
        for (const [what, count] of Object.entries(report.unchanged)) console.log(`already present: ${count} ${what}`)
        for (const line of report.lines) console.log(line)
      }),
    )
}
