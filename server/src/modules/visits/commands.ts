// The commands of visits: an administrator imports the list of diagnoses.
import type { Console } from '../../platform/console.ts'
import { importCodes } from './codes/import.ts'
import type { VisitsTables } from './tables.ts'

const SHOWN_MAX = 20

export function addCommands({ command, withContext }: Console): void {
  command
    .command('visits')
    .description('manage visits')
    .command('import-codes <file>')
    .description('import a list of diagnoses (CSV with the columns code and name)')
    .action((file: string) =>
      withContext<VisitsTables>(async (context) => {
        const { read, changed, refused } = await importCodes(context, file)
        console.log(`read: ${read} rows; new or changed: ${changed}; refused: ${refused.length}`)
        for (const { line, reason } of refused.slice(0, SHOWN_MAX)) console.log(`line ${line}: ${reason}`)
        if (refused.length > SHOWN_MAX) console.log(`and ${refused.length - SHOWN_MAX} more`)
      }),
    )
}
