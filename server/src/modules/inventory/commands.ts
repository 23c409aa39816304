// The commands of inventory: an operator imports the list of medicines.
import type { Console } from '../../platform/console.ts'
import { importList, type RowNote } from './items/import.ts'
import type { InventoryTables } from './tables.ts'

const SHOWN_MAX = 20

export function addCommands({ command, withContext }: Console): void {
  command
    .command('inventory')
    .description('manage items and stores')
    .command('import-items <file>')
    .description('import the Jan Aushadhi list (CSV with the columns of data/medicines/SOURCE.md)')
    .action((file: string) =>
      withContext<InventoryTables>(async (context) => {
        const report = await importList(context, file, { actorId: null, requestId: 'sehat inventory import-items' })
        console.log(`read: ${report.read} rows; new or changed: ${report.changed}`)
        show('refused', report.refused)
        show('to look at', report.remarks)
      }),
    )
}

function show(what: string, notes: readonly RowNote[]): void {
  console.log(`${what}: ${notes.length}`)
  for (const { line, reason } of notes.slice(0, SHOWN_MAX)) console.log(`line ${line}: ${reason}`)
  if (notes.length > SHOWN_MAX) console.log(`and ${notes.length - SHOWN_MAX} more`)
}
