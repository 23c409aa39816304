// What an operator does at the console about linking: stop a workflow, send callbacks once more.
import { withProgram } from './console.ts'
import { stopWorkflow } from './modules/linkage/choosing.ts'
import type { CustomerId, DeliveryId, WorkflowId } from './modules/linkage/contract.ts'
import { settleSingly } from './modules/linkage/settlement.ts'
import { replayDeliveries } from './modules/linkage/store/deliveries.ts'
import type { LinkageContext } from './modules/linkage/tables.ts'
import type { Config } from './platform/config.ts'
import { ID_PATTERN } from './platform/id.ts'
import { StartError } from './platform/program.ts'

function requireId(what: string, text: string): string {
  if (!new RegExp(ID_PATTERN).test(text)) throw new StartError(`${text} is not the id of a ${what}`)
  return text
}

export async function stopWorkflowCommand(config: Config, workflowId: string): Promise<void> {
  const id = requireId('workflow', workflowId) as WorkflowId
  await withProgram(config, async (program) => {
    const context = program.context('linkage') as unknown as LinkageContext
    const status = await stopWorkflow(context, settleSingly(context), id)
    console.log(status === 'FAILED' ? `${id} is FAILED; its customer is told so` : `${id} is COMPLETED`)
  })
}

const DAY_MS = 86_400_000

export async function replayCommand(
  config: Config,
  options: { delivery?: string; customer?: string; since?: string },
): Promise<void> {
  const { delivery, customer, since } = options
  if ((delivery === undefined) === (customer === undefined)) throw new StartError('Give --delivery or --customer')
  const sinceAt = since === undefined ? new Date(Date.now() - DAY_MS) : new Date(since)
  if (Number.isNaN(sinceAt.getTime())) throw new StartError(`--since ${since} is not an instant: 2026-03-02T00:00:00Z`)
  const which = delivery
    ? { id: requireId('callback', delivery) as DeliveryId }
    : { customerId: requireId('customer', customer as string) as CustomerId, since: sinceAt }
  await withProgram(config, async (program) => {
    const count = await replayDeliveries(program.context('linkage').pool, which)
    console.log(`${count} callbacks are sent once more`)
  })
}
