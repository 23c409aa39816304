// A process that closes an account and dies at a chosen call, for the test of a crash half way.
import { setup } from '../../../testing/setup.ts'
import type { AccountId } from '../../identity/contract.ts'
import type { PrivacyContext } from '../tables.ts'
import { finishClosing } from './steps.ts'

const [databaseUrl, accountId, diesAt, now] = process.argv.slice(2) as [string, AccountId, string, string]
const { program, clock } = await setup({ after: () => undefined }, { databaseUrl, isStarted: false })
clock.set(now)
const context = program.context('privacy') as PrivacyContext
const call: PrivacyContext['call'] = async (type, input) => {
  if (type.name === diesAt) process.kill(process.pid, 'SIGKILL')
  return context.call(type, input)
}
await finishClosing({ ...context, call }, accountId)
process.exit(0)
