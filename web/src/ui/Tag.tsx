// A short word about a thing, such as its status. The word carries the meaning, the colour helps.
import type { ReactNode } from 'react'
import './lists.css'

export type TagKind = 'plain' | 'good' | 'warning' | 'error'

export function Tag({ kind = 'plain', children }: { kind?: TagKind; children: ReactNode }) {
  return <strong className={`tag tag-${kind}`}>{children}</strong>
}
