#!/usr/bin/env node
// The command `sehat`: runs everything on a laptop (up), or one part on a server (serve, migrate, ...).
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Command, CommanderError } from 'commander'
import { addBrokerCommands } from './broker-commands.ts'
import { modules } from './modules.ts'
import { ConfigError, readConfig } from './platform/config.ts'
import { consoleOf } from './platform/console.ts'
import { StartError } from './platform/start-error.ts'
import { migrateOnly, serve, up } from './up.ts'

const root = path.resolve(import.meta.dirname, '../..')
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
const config = () => readConfig(process.env, root)

const program = new Command('sehat')
  .description('Sehat, an open national health platform')
  .version(version)
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'sehat: ')) })

program
  .command('up')
  .description(
    'start everything: the embedded PostgreSQL (unless DATABASE_URL is set), real places, demo accounts, API',
  )
  .action(() => up(config(), root))

program
  .command('serve')
  .description('serve on the database of DATABASE_URL (run migrate first); ROLE says web, worker or both')
  .action(() => serve(config()))

program
  .command('migrate')
  .description('bring the database of DATABASE_URL to the newest schema, and load the real places')
  .action(() => migrateOnly(config(), root))

addBrokerCommands(program, config)
for (const module of modules) module.addCommands?.(consoleOf(module, { command: program, config, modules }))

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode)
  // An error that the user can correct gets one line; a fault of Sehat gets its stack.
  const known = error instanceof ConfigError || error instanceof StartError
  console.error(known ? `sehat: ${error.message}` : error)
  process.exit(1)
}
