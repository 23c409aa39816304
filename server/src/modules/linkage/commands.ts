// The commands of linkage: stop a workflow, run it again, send callbacks again, and open a record of the archive.
import type { Console } from '../../platform/console.ts'
import { ID_PATTERN } from '../../platform/id.ts'
import { StartError } from '../../platform/start-error.ts'
import { postgresRequests } from './accepting/request-store-postgres.ts'
import { openArchive } from './archive/steps.ts'
import { listOpenings } from './archive/store.ts'
import { replayDeliveries } from './callbacks/store.ts'
import type { CustomerId, DeliveryId, WorkflowId } from './contract.ts'
import type { LinkageTables } from './tables.ts'
import { restartWorkflow, stopWorkflow } from './workflows/choosing.ts'
import { settleSingly } from './workflows/settlement.ts'

interface ReplayOptions {
  readonly delivery?: string
  readonly customer?: string
  readonly since?: string
}

export function addCommands({ command, withContext }: Console): void {
  const group = command.command('linkage').description('operate the linking with outside systems')
  group
    .command('stop <workflow-id>')
    .description('end a workflow; if its answer is known, end its callbacks (emergency brake)')
    .action(async (stated: string) => {
      const id = requireId('workflow', stated) as WorkflowId
      await withContext<LinkageTables>(async (context) => {
        const status = await stopWorkflow(context, settleSingly(context), id)
        console.log(status === 'FAILED' ? `${id} is FAILED; Sehat tells the customer` : `${id} is COMPLETED`)
      })
    })
  group
    .command('restart <workflow-id>')
    .description('run a failed workflow again: a new search with the same request, and a new callback')
    .action(async (stated: string) => {
      const id = requireId('workflow', stated) as WorkflowId
      await withContext<LinkageTables>(async (context) => {
        await restartWorkflow(context, id)
        console.log(`${id} is RECEIVED; a worker searches again, and Sehat tells the customer`)
      })
    })
  addArchive(group, withContext)
  addOpenings(group, withContext)
  group
    .command('replay')
    .description('send ended callbacks again: one, or all failed ones of a customer')
    .option('--delivery <id>', 'id of one callback, from the log of deliveries')
    .option('--customer <id>', 'all failed callbacks to this customer')
    .option('--since <instant>', 'with --customer: only callbacks made since this instant; default: a day ago')
    .action(async (options: ReplayOptions) => {
      const which = readChoice(options)
      await withContext(async ({ pool }) => {
        const count = await replayDeliveries(pool, which)
        console.log(`${count} callbacks will be sent again`)
      })
    })
}

function addArchive(group: Console['command'], withContext: Console['withContext']): void {
  group
    .command('archived <workflow-id>')
    .description('show the archived data of a request, for a court or an audit; the audit trail keeps who and why')
    .requiredOption('--by <name>', 'who opens it')
    .requiredOption('--reason <text>', 'why, such as the number of the order of the court')
    .action(async (stated: string, { by, reason }: { by: string; reason: string }) => {
      const id = requireId('workflow', stated) as WorkflowId
      const asked = { openedBy: requireText('--by', by, 120), reason: requireText('--reason', reason, 300) }
      await withContext<LinkageTables>(async (context) => {
        const archive = openArchive(context, postgresRequests(context))
        if (!archive) throw new StartError('There is no archive here: set SEHAT_LINKAGE_ARCHIVE_FOLDER')
        const record = await archive.open(id, asked).catch((error: Error) => {
          throw new StartError(`${id}: ${error.message}`)
        })
        if (!record) throw new StartError(`The archive has no record of ${id}: check it, or its time is over`)
        console.log(JSON.stringify(record, null, 2))
      })
    })
}

function addOpenings(group: Console['command'], withContext: Console['withContext']): void {
  group
    .command('openings')
    .description('list who opened records of the archive, and why; the newest 100')
    .action(async () => {
      await withContext<LinkageTables>(async ({ pool }) => {
        const openings = await listOpenings(pool)
        for (const { at, workflowId, openedBy, reason } of openings) {
          console.log(`${at.toISOString()}  ${workflowId}  ${openedBy}: ${reason}`)
        }
        if (openings.length === 0) console.log('Nobody has opened a record of the archive.')
      })
    })
}

function requireText(option: string, stated: string, max: number): string {
  const text = stated.trim()
  if (text.length >= 3 && text.length <= max) return text
  throw new StartError(`${option} needs 3 to ${max} characters`)
}

function requireId(what: string, text: string): string {
  if (!new RegExp(ID_PATTERN).test(text)) throw new StartError(`${text} is not the id of a ${what}; check it`)
  return text
}

const DAY_MS = 86_400_000

function readChoice({ delivery, customer, since }: ReplayOptions) {
  if ((delivery === undefined) === (customer === undefined))
    throw new StartError('Give --delivery or --customer, not both')
  const sinceAt = since === undefined ? new Date(Date.now() - DAY_MS) : new Date(since)
  if (Number.isNaN(sinceAt.getTime())) {
    throw new StartError(`--since ${since} is not an instant; write it as 2026-03-02T00:00:00Z`)
  }
  return delivery
    ? { id: requireId('callback', delivery) as DeliveryId }
    : { customerId: requireId('customer', customer as string) as CustomerId, since: sinceAt }
}
