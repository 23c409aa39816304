// The commands of identity: an operator offers the first administrator their role.
import type { Console } from '../../platform/console.ts'
import { FIRST_ADMIN } from './access.ts'
import { CLAIM_HOURS } from './offers/rules.ts'
import { offerFromConsole } from './offers/steps.ts'
import type { IdentityContext } from './tables.ts'

interface AdminOptions {
  readonly phone: string
  readonly name: string
}

export function addCommands({ command, withContext }: Console): void {
  command
    .command('admin')
    .description('manage administrators')
    .command('create')
    .description('make a national administrator; prints a code once, with which this person signs in')
    .requiredOption('--phone <phone>', 'mobile number, +91 and ten digits')
    .requiredOption('--name <name>', 'full name')
    .action(async (options: AdminOptions) => {
      await withContext(async (context) => {
        const code = await offerFromConsole(context as IdentityContext, { ...options, roles: [FIRST_ADMIN] })
        console.log(`The code is ${code}. It works once, within ${CLAIM_HOURS} hours.`)
        console.log('Sign in with the phone and this code (on the page, or POST /v1/auth/login). Then set a password.')
      })
    })
}
