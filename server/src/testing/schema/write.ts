// `npm run schema`: migrates an empty database, then writes the schema.sql and the rows.ts of each module.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { startThrowawayPostgres } from '../throwaway-postgres.ts'
import { generate, migrateEmpty } from './generated.ts'

const root = path.resolve(import.meta.dirname, '../../../..')

const database = await startThrowawayPostgres()
try {
  await migrateEmpty(database.url)
  const { files } = await generate(database.url)
  for (const { path: file, text } of files) writeFileSync(path.join(root, file), text)
  console.log(`Written: ${files.map(({ path: file }) => file).join(', ')}`)
} finally {
  await database.stop()
}
