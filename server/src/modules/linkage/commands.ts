// The commands of linkage: an operator stops a workflow, runs it again, or sends callbacks again.
import type { Console } from '../../platform/console.ts'
import { ID_PATTERN } from '../../platform/id.ts'
import { StartError } from '../../platform/program.ts'
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
