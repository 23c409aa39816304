// The commands of notifications: print the texts that the mobile operators must know, and read their registrations.
import { readFile } from 'node:fs/promises'
import type { Console } from '../../platform/console.ts'
import { transaction } from '../../platform/postgres/db.ts'
import { StartError } from '../../platform/start-error.ts'
import { LANGUAGES } from './contract.ts'
import type { NotificationsTables } from './tables.ts'
import { listRegistrable, readRegistrations } from './templates/register.ts'
import { upsertSmsTemplate } from './templates/store.ts'

export function addCommands({ command, withContext }: Console): void {
  const group = command.command('notifications').description('manage messages')
  group
    .command('texts')
    .description('print each SMS text in the form in which it must be registered with the operators (DLT), as JSON')
    .action(() => console.log(JSON.stringify(listRegistrable(LANGUAGES), null, 2)))
  group
    .command('register-texts <file>')
    .description('read registrations: the JSON of `texts`, with entityId, header and templateId added to each text')
    .action((file: string) =>
      withContext<NotificationsTables>(async ({ db }) => {
        const rows = readRegistrations(await readFile(file, 'utf8'))
        if (typeof rows === 'string') throw new StartError(`${file}: ${rows}`)
        await transaction(db, async (tx) => {
          for (const row of rows) await upsertSmsTemplate(tx, row)
        })
        console.log(`registered: ${rows.length} texts`)
      }),
    )
}
