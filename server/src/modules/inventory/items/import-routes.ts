// The route that imports the Jan Aushadhi list: a table as the body, a report of rows as the answer.
import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { object, Type } from '../../../platform/contract.ts'
import { FileError } from '../../../platform/files/open-file.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { invalidField } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import type { InventoryContext } from '../tables.ts'
import { importList } from './import.ts'

const CSV = 'text/csv'
const BODY_BYTES_MAX = 4 * 1024 * 1024
const Notes = Type.Array(object({ line: Type.Integer(), reason: Type.String() }))

export const importRoutes = (context: InventoryContext) => (app: App) => {
  // A separate scope: only this route takes tables, and it takes nothing else.
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(CSV, { parseAs: 'buffer', bodyLimit: BODY_BYTES_MAX }, (_request, body, done) => {
      done(null, body.toString('latin1'))
    })
    addImport(scope as unknown as App, context)
  })
}

function addImport(app: App, context: InventoryContext): void {
  app.post(
    '/v1/inventory/items/imports',
    {
      config: { access: may('item.manage').at('anywhere') },
      bodyLimit: BODY_BYTES_MAX,
      schema: {
        summary: 'Import the Jan Aushadhi list',
        description:
          `Body: ${CSV}, at most 4 MB, with the columns drug_code, generic_name, unit_size, mrp_inr, group. Refused ` +
          'rows do not stop it. The same list twice changes nothing, and what people entered by hand stays.',
        consumes: [CSV],
        body: Type.String({ description: 'The table.' }),
        response: {
          200: object({ read: Type.Integer(), changed: Type.Integer(), refused: Notes, remarks: Notes }),
        },
      },
    },
    async (request) => {
      // The one reader of files finds out the encoding and the separator.
      const file = path.join(tmpdir(), `sehat-items-${randomUUID()}.csv`)
      await writeFile(file, request.body, 'latin1')
      try {
        const report = await importList(context, file, originOfActor(request))
        return { ...report, refused: [...report.refused], remarks: [...report.remarks] }
      } catch (error) {
        if (error instanceof FileError) throw invalidField('/', error.message.replace(path.basename(file), 'the body'))
        throw error
      } finally {
        await rm(file, { force: true })
      }
    },
  )
}
