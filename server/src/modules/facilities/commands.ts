// The commands of facilities: an operator imports a directory of hospitals.
import type { Console } from '../../platform/console.ts'
import { importHospitals } from './importing/import.ts'

interface ImportOptions {
  readonly source: string
  readonly report?: string
}

export function addCommands({ command, withContext }: Console): void {
  command
    .command('facilities')
    .description('manage facilities')
    .command('import <file>')
    .description('import a hospital directory (CSV with the columns of data/hospitals/SOURCE.md)')
    .requiredOption('--source <name>', 'name of the directory; with the row number it identifies a facility')
    .option('--report <file>', 'write every refused or repaired row to this file, one JSON value on each line')
    .action((file: string, { source, report: reportFile }: ImportOptions) =>
      withContext(async ({ pool }) => {
        const onProgress = (step: string, rows: number): void => console.log(`${step}: ${rows}`)
        const report = await importHospitals(pool, { file, source, onProgress, ...(reportFile && { reportFile }) })
        for (const [what, count] of Object.entries(report.loaded)) console.log(`loaded: ${count} ${what}`)
        for (const [reason, count] of Object.entries(report.repairedCounts))
          console.log(`repaired: ${count} rows, ${reason}`)
        for (const [reason, count] of Object.entries(report.refusedCounts))
          console.log(`refused: ${count} rows, ${reason}`)
        if (report.refused.length > 0 && !reportFile) console.log('To list each row, use --report <file>')
      }),
    )
}
