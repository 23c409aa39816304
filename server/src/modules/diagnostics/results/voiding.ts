// Makes drafts void: what was measured on a rejected specimen, or entered on the wrong line.
import type { Tx } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { type OrderId, resultState } from '../contract.ts'
import { lockWhole, moveLines } from '../orders/facts.ts'
import { changeLines } from '../orders/store.ts'
import type { DiagnosticsTables, OrderLine } from '../tables.ts'
import { requireLine } from './lines.ts'
import { decideResult } from './states.ts'
import { changeDraft, findNewest } from './store.ts'

type Tables = DiagnosticsTables

/** Makes the drafts of lines of a locked order void, where there are any. */
export async function voidDrafts(tx: Tx<Tables>, lines: readonly OrderLine[], reason: string): Promise<void> {
  for (const { order_id, line, draft_version } of lines) {
    if (draft_version === null) continue
    const draft = await findNewest(tx, order_id, line)
    if (draft?.status === 'PRELIMINARY') await changeDraft(tx, { ...draft, status: 'VOID', reason })
  }
}

/** Makes the draft of one line void. Imaging, which has no specimen, waits to be done again. */
export async function voidDraft(tx: Tx<Tables>, id: OrderId, number: number, reason: string): Promise<void> {
  const locked = await lockWhole(tx, id)
  const line = requireLine(locked, number)
  const newest = await findNewest(tx, id, number)
  const status = newest?.status ?? 'NONE'
  const decided = decideResult(status, 'void')
  if ('instead' in decided) throw new Problem(resultState, { members: { status, instead: decided.instead } })
  await voidDrafts(tx, [line], reason)
  if (line.kind === 'imaging') await moveLines(tx, locked, [line], 'return', { draft_version: null })
  else await changeLines(tx, [line], { draft_version: null })
}
