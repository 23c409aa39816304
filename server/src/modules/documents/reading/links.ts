// Links to the content of a document: an address for one account, for an hour at most. Whoever else has it gets 404.
import type { Keys } from '../../../platform/keys.ts'
import type { DocumentId } from '../contract.ts'

interface Link {
  readonly documentId: DocumentId
  readonly accountId: string
  readonly untilMs: number
}

const signOf = (keys: Keys, link: Link, text: string): string =>
  keys.hash('document-link', `${text} ${link.accountId}`).slice(0, 40)

const toText = ({ documentId, untilMs }: Link): string => `${documentId}.${untilMs.toString(36)}`

/** The last part of the address. */
export function writeLink(keys: Keys, link: Link): string {
  const text = toText(link)
  return `${text}.${signOf(keys, link, text)}`
}

/** The document of a link. Undefined when it is altered, late, or of another account. */
export function readLink(
  keys: Keys,
  written: string,
  { accountId, nowMs }: { readonly accountId: string; readonly nowMs: number },
): DocumentId | undefined {
  const [documentId = '', until = '', sign = ''] = written.split('.')
  const link = { documentId: documentId as DocumentId, accountId, untilMs: Number.parseInt(until, 36) }
  const isOurs = written === `${toText(link)}.${sign}` && keys.equal(sign, signOf(keys, link, toText(link)))
  return isOurs && nowMs < link.untilMs ? link.documentId : undefined
}
