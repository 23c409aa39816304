// The commands of identity: an operator makes the first administrator.
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { Console } from '../../platform/console.ts'
import { StartError } from '../../platform/program.ts'
import { createAdmin } from './accounts/made-at-console.ts'

interface AdminOptions {
  readonly phone: string
  readonly name: string
}

export function addCommands({ command, config, withContext }: Console): void {
  command
    .command('admin')
    .description('manage administrators')
    .command('create')
    .description('make a national administrator; reads the password from SEHAT_ADMIN_PASSWORD or asks for it')
    .requiredOption('--phone <phone>', 'mobile number, +91 and ten digits')
    .requiredOption('--name <name>', 'full name')
    .action(async (options: AdminOptions) => {
      const password = config().adminPassword ?? (await askPassword())
      await withContext(async (context) => {
        await createAdmin(context, { ...options, password })
        console.log('The administrator can sign in: POST /v1/auth/login')
      })
    })
}

async function askPassword(): Promise<string> {
  if (!process.stdin.isTTY) throw new StartError('No password: set SEHAT_ADMIN_PASSWORD, or run this at a terminal')
  process.stdout.write('Password (at least 8 characters): ')
  // This output stays hidden, so that nobody can read the password on the screen.
  const hidden = new Writable({ write: (_chunk, _encoding, done) => done() })
  const prompt = createInterface({ input: process.stdin, output: hidden, terminal: true })
  const password = await prompt.question('')
  prompt.close()
  process.stdout.write('\n')
  return password
}
