#!/usr/bin/env node
// The command `sehat`: everything at once on a laptop (up), or one part of it on a server (serve, migrate, ...).
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Command, CommanderError } from 'commander'
import { createAdminCommand, importHospitalsCommand } from './console.ts'
import { replayCommand, stopWorkflowCommand } from './console-linkage.ts'
import { evaluatePatientsCommand } from './evaluate-patients.ts'
import { importPatientsCommand } from './import-patients.ts'
import { ConfigError, readConfig } from './platform/config.ts'
import { StartError } from './platform/program.ts'
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
  .description('serve on the database of DATABASE_URL, which must be migrated; ROLE says web, worker or both')
  .action(() => serve(config()))

program
  .command('migrate')
  .description('bring the database of DATABASE_URL to the newest schema, and load the real places')
  .action(() => migrateOnly(config(), root))

program
  .command('admin')
  .description('manage administrators')
  .command('create')
  .description('make a national administrator; the password is read from SEHAT_ADMIN_PASSWORD or asked for')
  .requiredOption('--phone <phone>', 'mobile number, +91 and ten digits')
  .requiredOption('--name <name>', 'full name')
  .action((options) => createAdminCommand(config(), options))

program
  .command('facilities')
  .description('manage facilities')
  .command('import <file>')
  .description('import a hospital directory (CSV with the columns of data/hospitals/SOURCE.md)')
  .requiredOption('--source <name>', 'name of the directory; its row numbers keep their facilities')
  .option('--report <file>', 'write every refused or repaired row to this file, one JSON value a line')
  .action((file, options) => importHospitalsCommand(config(), { file, ...options }))

const patientsCommand = program.command('patients').description('import patients, and measure the patient index')
patientsCommand
  .command('import <file>')
  .description('import people: FHIR bundles or patients (.json, .ndjson) or CSV (.csv), each may be .gz, or a folder')
  .requiredOption('--source <name>', 'name of the hospital or system; the ids in its files keep their patients')
  .requiredOption('--pin <pin>', 'PIN of the hospital, for people without a PIN of the directory')
  .option('--report <file>', 'write every refused row to this file, one JSON value a line')
  .action((file, options) => importPatientsCommand(config(), file, options))
patientsCommand
  .command('evaluate')
  .description('run the matcher, with its fixed setting, on two CSV files of people whose true pairs are known')
  .requiredOption('--index <file>', 'CSV of the people who are known; has a column id')
  .requiredOption('--queries <file>', 'CSV of the people to be found; has a column id')
  .requiredOption('--columns <file>', 'JSON that maps headers to givenName, familyName, birthDate, ...')
  .requiredOption('--truth <file>', 'CSV of the true pairs: index_id,query_id')
  .option('--json', 'print one JSON document')
  .action((options) => evaluatePatientsCommand(options))

const linkageCommand = program.command('linkage').description('look after the linking with outside systems')
linkageCommand
  .command('stop <workflow-id>')
  .description('the emergency brake: end a workflow, or the callbacks of one whose answer is known')
  .action((workflowId) => stopWorkflowCommand(config(), workflowId))
linkageCommand
  .command('replay')
  .description('send ended callbacks once more: one, or all of a customer that were given up')
  .option('--delivery <id>', 'one callback, from the log of deliveries')
  .option('--customer <id>', 'all callbacks to this customer that were given up')
  .option('--since <instant>', 'with --customer: made since then; a day ago by default')
  .action((options) => replayCommand(config(), options))

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode)
  // What somebody can mend gets one line; what is our fault gets its stack.
  const known = error instanceof ConfigError || error instanceof StartError
  console.error(known ? `sehat: ${error.message}` : error)
  process.exit(1)
}
