// The command `sehat` as modules see it: each module adds its own commands, which work on this installation.
import path from 'node:path'
import type { Command } from 'commander'
import type { Config } from './config.ts'
import { FileError } from './files/open-file.ts'
import { openLog } from './log.ts'
import type { Context, Module } from './module.ts'
import { readEmbeddedUrl } from './postgres/embedded/embedded.ts'
import { Problem } from './problem.ts'
import { openProgram } from './program.ts'
import { StartError } from './start-error.ts'

/** What a module gets to add its commands. */
export interface Console {
  /** The program `sehat`. A module adds one command group with its own name. */
  readonly command: Command
  readonly config: () => Config
  /** Opens the modules on the installation's database, without an HTTP server, and closes them after the work. */
  withContext<Tables>(work: (context: Context<Tables>) => Promise<void>): Promise<void>
}

/** The console of one module. When a command refuses something, the user sees one line, not a stack. */
export function consoleOf(
  { name }: Module,
  { command, config, modules }: { command: Command; config: () => Config; modules: readonly Module[] },
): Console {
  return {
    command,
    config,
    async withContext(work) {
      const settings = config()
      const databaseUrl = settings.databaseUrl ?? readEmbeddedUrl(path.join(settings.home, 'postgres'))
      if (!databaseUrl) throw new StartError('Sehat is not running here: start it (npm start), or set DATABASE_URL')
      const log = openLog({ ...settings, logLevel: 'silent' })
      const program = await openProgram({ config: settings, databaseUrl, log, modules })
      try {
        await work(program.context(name) as never)
      } catch (error) {
        if (error instanceof Problem || error instanceof FileError) throw new StartError(error.message)
        throw error
      } finally {
        await program.stop()
      }
    },
  }
}
