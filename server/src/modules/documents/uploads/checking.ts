// Checks a file that has come wholly: its kind by its content, its sum, and whether it carries harmful software.
import { Problem } from '../../../platform/problem.ts'
import { alreadyStored, checksumDiffers, documentState, infected, typeDiffers } from '../contract.ts'
import { findMediaType } from '../storing/files.ts'
import type { DocumentRow, DocumentsContext, Part } from '../tables.ts'
import { readAll, readHead, sumOf } from './content.ts'

/** Why a file is refused, with what was found. The row of the document keeps both, for repeats. */
export interface Refusal {
  readonly because: 'type-differs' | 'checksum-differs' | 'infected' | 'already-stored' | 'replaced-meanwhile'
  readonly found: string
}

export type Checked = { readonly sha256: string } | Refusal

/** `known` is the sum of the bytes, when this process has seen all of them. */
export async function checkFile(
  context: DocumentsContext,
  document: DocumentRow,
  parts: readonly Part[],
  known: string | undefined,
): Promise<Checked> {
  const found = findMediaType(await readHead(context, parts))
  if (found !== document.media_type) return { because: 'type-differs', found: found ?? 'unknown' }
  const sha256 = known ?? (await sumOf(context, parts))
  if (document.sha256 !== null && document.sha256 !== sha256) return { because: 'checksum-differs', found: sha256 }
  const { scanner } = context
  const result = scanner && (await scanner.scan(readAll(context, parts)))
  return result?.found === 'malware' ? { because: 'infected', found: result.name } : { sha256 }
}

export const toReason = ({ because, found }: Refusal): string => `${because} ${found}`

/** The problem of a refused document: the same at each repeat. */
export function toProblem({ status, status_reason }: Pick<DocumentRow, 'status' | 'status_reason'>): Problem {
  const [because, found] = (status_reason ?? '').split(' ')
  switch (because as Refusal['because']) {
    case 'type-differs':
      return new Problem(typeDiffers, { members: { found } })
    case 'checksum-differs':
      return new Problem(checksumDiffers, { members: { found } })
    case 'infected':
      return new Problem(infected)
    case 'already-stored':
      return new Problem(alreadyStored, { members: { documentId: found } })
    default:
      return new Problem(documentState, { members: { status, instead: [] } })
  }
}
