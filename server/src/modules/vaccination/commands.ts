// The commands of vaccination: an operator imports doses that people had elsewhere.
import type { Console } from '../../platform/console.ts'
import { ImportFileError } from '../../platform/csv-records.ts'
import { StartError } from '../../platform/program.ts'
import { DOSE_COLUMNS, type DosesReport, importDoses } from './history/import.ts'
import type { VaccinationTables } from './tables.ts'

interface ImportOptions {
  readonly report?: string
}

export function addCommands({ command, withContext }: Console): void {
  command
    .command('vaccination')
    .description('manage vaccination')
    .command('import-doses <file>')
    .description(
      `import doses that people had elsewhere: CSV in UTF-8 (or .gz), columns ${DOSE_COLUMNS.join(', ')}; ` +
        'without a patient id also fullName, birthDate or birthYear, gender, phone, pin',
    )
    .option('--report <file>', 'write every refused row to this file, one JSON value on each line')
    .action((file: string, { report: reportFile }: ImportOptions) =>
      withContext<VaccinationTables>(async (context) => {
        const report = await importDoses(context, { file, reportFile }).catch(explain)
        for (const line of toLines(report, reportFile)) console.log(line)
      }),
    )
}

function explain(error: unknown): never {
  if (error instanceof ImportFileError) throw new StartError(error.message)
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new StartError('There is no such file')
  throw error
}

const SHOWN_MAX = 20

function toLines({ read, recorded, unchanged, refused }: DosesReport, reportFile?: string): string[] {
  const shown = refused.slice(0, SHOWN_MAX).map(({ row, reason }) => `refused: line ${row} ${reason}`)
  const more = refused.length > SHOWN_MAX && !reportFile ? ['To list each refused row, use --report <file>'] : []
  const counts = [`read: ${read}`, `recorded: ${recorded}`, `already present: ${unchanged}`]
  return [...counts, `refused: ${refused.length}`, ...shown, ...more]
}
