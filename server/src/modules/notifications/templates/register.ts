// Knows how our texts are registered with the mobile operators (DLT), a minute old at most.
import { createHash } from 'node:crypto'
import { Ajv } from 'ajv'
import { object, type Static, Type } from '../../../platform/contract.ts'
import type { RegisteredText } from '../../../platform/ports/channels.ts'
import { Language, Template } from '../contract.ts'
import type { NotificationsContext, SmsTemplateRow } from '../tables.ts'
import { toRegisteredForm } from './rules.ts'
import { keyOf, listSmsTemplates } from './store.ts'
import { TEMPLATE_NAMES } from './templates.ts'

export interface Register {
  /**
   * The registration of a text. `changed`: our text is no longer the registered one, and the operators would drop it
   * without a word. Undefined when nothing is registered for it, as with gateways that register for their customers.
   */
  find(template: Template, language: Language): Promise<RegisteredText | 'changed' | undefined>
}

const FRESH_MS = 60_000

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

export function openRegister({ db }: Pick<NotificationsContext, 'db'>): Register {
  let readAtMs = Number.NEGATIVE_INFINITY
  let known: Promise<ReadonlyMap<string, SmsTemplateRow>> | undefined
  const read = (): Promise<ReadonlyMap<string, SmsTemplateRow>> => {
    if (known && performance.now() - readAtMs < FRESH_MS) return known
    readAtMs = performance.now()
    known = listSmsTemplates(db).then((rows) => new Map(rows.map((row) => [keyOf(row.template, row.language), row])))
    known.catch(() => {
      known = undefined
    })
    return known
  }
  return {
    async find(template, language) {
      const row = (await read()).get(keyOf(template, language))
      if (!row) return undefined
      if (row.text_hash !== hashOf(toRegisteredForm(template, language))) return 'changed'
      return { entityId: row.entity_id, header: row.header, templateId: row.dlt_id }
    },
  }
}

interface Registrable {
  readonly template: Template
  readonly language: Language
  readonly text: string
}

/** All texts in the form in which the operators register them. */
export function listRegistrable(languages: readonly Language[]): Registrable[] {
  return TEMPLATE_NAMES.flatMap((template) =>
    languages.map((language) => ({ template, language, text: toRegisteredForm(template, language) })),
  )
}

const Registration = object({
  template: Template,
  language: Language,
  text: Type.String(),
  entityId: Type.String({ pattern: '^[0-9]{10,25}$' }),
  header: Type.String({ pattern: '^[A-Z0-9]{3,9}(-[SPTG])?$' }),
  templateId: Type.String({ pattern: '^[0-9]{10,25}$' }),
})
const isRegistrations = new Ajv().compile<Static<typeof Registration>[]>(Type.Array(Registration))

/** The rows of a file of registrations, or what is wrong with it. A text that is not ours, sign by sign, is refused. */
export function readRegistrations(file: string): SmsTemplateRow[] | string {
  let stated: unknown
  try {
    stated = JSON.parse(file)
  } catch {
    return 'is not JSON'
  }
  if (!isRegistrations(stated)) {
    const [fault] = isRegistrations.errors ?? []
    return `${fault?.instancePath || '/'} ${fault?.message ?? 'is wrong'}`
  }
  const other = stated.find(({ template, language, text }) => text !== toRegisteredForm(template, language))
  if (other) return `the text of ${other.template} (${other.language}) is not the text that Sehat sends`
  return stated.map(({ template, language, text, entityId, header, templateId }) => ({
    ...{ template, language, header, entity_id: entityId, dlt_id: templateId, text_hash: hashOf(text) },
  }))
}
