// The commands of audit: verify the trail, and sign the days that have ended.
import type { Console } from '../../platform/console.ts'
import { StartError } from '../../platform/start-error.ts'
import type { Fault } from './chain/links.ts'
import { sealDays } from './chain/sealing.ts'
import { verify } from './chain/verifying.ts'
import type { AuditTables } from './tables.ts'

export function addCommands({ command, withContext }: Console): void {
  const group = command.command('audit').description('check the trail of who read and who changed what')
  group
    .command('verify')
    .description('check that nobody changed the trail; exit code 1 and the first wrong row if somebody did')
    .option('--from <day>', 'the first day whose rows are checked, YYYY-MM-DD; default: the first of all')
    .option('--to <day>', 'the last day; default: today')
    .action(async ({ from, to }: { from?: string; to?: string }) => {
      const range = { from: requireDay('--from', from), until: requireDay('--to', to) }
      await withContext<AuditTables>(async (context) => {
        const { rows, fault } = await verify(context, range)
        if (fault) {
          console.error(`sehat: the audit trail is broken: ${describeFault(fault)}`)
          process.exitCode = 1
        } else console.log(`the audit trail is intact: ${rows} rows checked`)
      })
    })
  group
    .command('seal')
    .description('sign the days that have ended; the server does this each night')
    .action(async () => {
      await withContext<AuditTables>(async (context) => {
        const days = await sealDays(context)
        console.log(days.length === 0 ? 'every day that has ended is signed' : `signed ${days.join(', ')}`)
      })
    })
}

function requireDay(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))) return text
  throw new StartError(`${option} ${text} is not a day; write it as 2026-03-02`)
}

const WORDS: Readonly<Record<Fault['fault'], string>> = {
  missing: 'is missing',
  altered: 'was altered',
  moved: 'does not follow the row before it: one of the two was altered or moved',
  added: 'was added',
  rewritten: 'is not what Sehat signed: the chain was written anew',
  unsigned: 'is not signed',
}

/** Says in one line which row is wrong, and how. */
export function describeFault({ fault, day, kind, cell, seq, rowId }: Fault): string {
  const row = seq === undefined ? '' : ` row ${seq}${rowId === undefined ? '' : ` (${rowId})`}`
  const chain = kind === undefined ? '' : ` ${kind} of district ${cell}`
  return `${day}${chain}${row} ${WORDS[fault]}`
}
