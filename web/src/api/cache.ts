// The answers that are kept, each under a key of one shape, and what the answer to a write says of them.
import { QueryClient } from '@tanstack/react-query'
import { whenPersonLeaves } from '../session/forgetting.ts'
import type { Answer, ListItem, Listing, Reading, Request, Writing } from './client.ts'

const FRESH_MS = 30_000

// `ask` repeats by itself what may be repeated, and says when the line is down: nothing waits silently for it.
const byItself = { retry: false, networkMode: 'always' } as const

/**
 * Pages reach it through the functions of this folder only.
 * @package
 */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { ...byItself, staleTime: FRESH_MS }, mutations: byItself },
})
whenPersonLeaves(() => queryClient.clear())

/** One answer as it came, the pages of a list that were read so far, or a whole list as its rows. */
type Kept = 'answer' | 'pages' | 'whole'

/**
 * The key under which something is kept: what was asked, how, and in which form the answer is kept.
 * @package
 */
export const keyOf = <Name extends Reading>(name: Name, request: Request<Name>, kept: Kept) =>
  [name, request, kept] as const

const readTable = () => import('./stale.ts')

/** Fetches the table, which pages that write nothing do without; called when a write is sent. */
export function readStaleAhead(): void {
  readTable().catch(() => undefined)
}

/** After a write: what its row in stale.ts names is asked for again where it is shown, and else when it is. */
export async function markStale(write: Writing): Promise<void> {
  const { STALE } = await readTable().catch(() => ({ STALE: undefined }))
  // Not waited for: on a bad line the outcome would be told only after all of them were asked again.
  if (!STALE) return markAllStale()
  for (const name of STALE[write]) void queryClient.invalidateQueries({ queryKey: [name] })
}

/** Where nobody knows what has changed: all that is shown is asked for again. */
export function markAllStale(): void {
  void queryClient.invalidateQueries()
}

/** What is known of an answer without asking for it; undefined leaves it as it is. */
export function noteAnswer<Name extends Reading>(
  name: Name,
  request: Request<Name>,
  change: (known: Answer<Name> | undefined) => Answer<Name> | undefined,
): void {
  queryClient.setQueryData<Answer<Name>>(keyOf(name, request, 'answer'), change)
}

/** What is known of a row, put into all lists that have it; what only a list tells of it stays there. */
export function noteItem<Name extends Listing>(
  name: Name,
  item: ListItem<Name>,
  idOf: (item: ListItem<Name>) => string,
) {
  const change = (items: readonly ListItem<Name>[]): readonly ListItem<Name>[] =>
    items.map((each) =>
      idOf(each) === idOf(item) ? ({ ...(each as object), ...(item as object) } as typeof each) : each,
    )
  const lists = { queryKey: [name] }
  queryClient.setQueriesData<unknown>(lists, (list: unknown) => changeKept(list, change))
  // What was written counts as fresh, and a list may lack a new row.
  void queryClient.invalidateQueries(lists)
}

interface Page<Item> {
  readonly items: readonly Item[]
}

/** A list in any form in which one is kept, with its rows changed. */
function changeKept<Item>(list: unknown, change: (items: readonly Item[]) => readonly Item[]): unknown {
  if (Array.isArray(list)) return change(list)
  if (typeof list !== 'object' || list === null) return undefined
  const changed = (page: Page<Item>) => ({ ...page, items: change(page.items) })
  if ('pages' in list) return { ...list, pages: (list.pages as readonly Page<Item>[]).map(changed) }
  return 'items' in list ? changed(list as Page<Item>) : undefined
}
