// The commands of vaccination: an operator imports doses that people had elsewhere.
import { Option } from 'commander'
import type { Console } from '../../platform/console.ts'
import { DAY_ORDERS, type DayOrder } from '../../platform/files/clean-days.ts'
import { openProgress } from '../../platform/files/progress.ts'
import { importDoses } from './history/import.ts'
import { DOSE_COLUMNS, PERSON_COLUMNS } from './history/read-doses.ts'
import type { VaccinationTables } from './tables.ts'

interface ImportOptions {
  readonly dates?: DayOrder
  readonly check?: boolean
  readonly report?: string
}

export function addCommands({ command, withContext }: Console): void {
  command
    .command('vaccination')
    .description('manage vaccination')
    .command('import-doses <file>')
    .description(
      'import doses that people had elsewhere: FHIR Immunizations with their Patients (.json, .ndjson), or a table ' +
        `(.csv, .tsv, .txt) with the columns ${DOSE_COLUMNS.join(', ')} and patient, or without the id of a patient ` +
        `${PERSON_COLUMNS.join(', ')}; each may be .gz, or a folder of them`,
    )
    .addOption(
      new Option('--dates <order>', 'how a table writes 06/05/2021; without it such days are refused').choices(
        DAY_ORDERS,
      ),
    )
    .option('--check', 'report everything, and write nothing')
    .option('--report <file>', 'write each refused row and each changed value to this file (CSV)')
    .action((target: string, { report: reportFile, check, dates }: ImportOptions) =>
      withContext<VaccinationTables>(async (context) => {
        const progress = openProgress('doses')
        const wanted = { target, check, dates, reportFile, onProgress: progress.show }
        const found = await importDoses(context, wanted).finally(progress.end)
        console.log(`read: ${found.read}`)
        console.log(
          check ? `would be recorded: ${found.recorded} (--check wrote nothing)` : `recorded: ${found.recorded}`,
        )
        console.log(`already present: ${found.unchanged}`)
        for (const line of found.lines) console.log(line)
      }),
    )
}
