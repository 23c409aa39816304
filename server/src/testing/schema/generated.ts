// Generates files from a migrated database: for each module the text of its schema and the types of its rows.
import { modules } from '../../modules.ts'
import { openLog } from '../../platform/log.ts'
import { migrateAll } from '../../platform/program.ts'
import { withClient } from '../database.ts'
import { readSchema, type Table } from './catalog.ts'
import { toRowTypes } from './row-types.ts'
import { toSchemaText } from './schema-text.ts'

/** The tables that the migration runner makes for every module. They are the same in each module. */
const OF_EVERY_MODULE = ['allowances', 'idempotency_keys', 'outbox', 'outgoing_events', 'received_events']

export interface GeneratedFile {
  /** The path from the root of the repository. */
  readonly path: string
  readonly text: string
}

export interface Generated {
  readonly files: readonly GeneratedFile[]
  /** The tables that every module has, by module. */
  readonly ofEveryModule: ReadonlyMap<string, readonly Table[]>
}

export const migrateEmpty = async (url: string): Promise<void> => {
  await migrateAll(url, modules, openLog({ logLevel: 'silent', environment: 'test' }))
}

/** Generates the files. The database must contain only what the migrations and functions of this version make. */
export async function generate(databaseUrl: string): Promise<Generated> {
  const files: GeneratedFile[] = []
  const ofEveryModule = new Map<string, readonly Table[]>()
  for (const { name } of modules) {
    const schema = await withClient(databaseUrl, (client) => readSchema(client, name))
    const isOwn = ({ name: table }: Table): boolean => !OF_EVERY_MODULE.includes(table)
    const common = schema.tables.filter((table) => !isOwn(table))
    ofEveryModule.set(name, common)
    const own = { ...schema, tables: schema.tables.filter(isOwn) }
    const folder = `server/src/modules/${name}`
    files.push({ path: `${folder}/schema.sql`, text: toSchemaText(own) })
    files.push({ path: `${folder}/rows.ts`, text: toRowTypes(own) })
  }
  return { files, ofEveryModule }
}
