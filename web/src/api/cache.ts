// The kept answers, each under a key of one shape, and how the answer to a write changes them.
import { QueryClient } from '@tanstack/react-query'
import { whenPersonLeaves } from '../session/forgetting.ts'
import type { Answer, ListItem, Listing, Reading, Request, Writing } from './client.ts'

const FRESH_MS = 30_000

// `ask` repeats a request by itself where this is safe, and reports a broken connection, so no request waits silently.
const byItself = { retry: false, networkMode: 'always' } as const

/** Pages use it only through the functions of this folder. */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { ...byItself, staleTime: FRESH_MS }, mutations: byItself },
})
whenPersonLeaves(() => queryClient.clear())

/** One answer as it came, the pages of a list read so far, or the rows of a whole list. */
type Kept = 'answer' | 'pages' | 'whole'

/** The key of a kept answer: the operation, the request, and the form in which the answer is kept. */
export const keyOf = <Name extends Reading>(name: Name, request: Request<Name>, kept: Kept) =>
  [name, request, kept] as const

const readTable = () => import('./stale.ts')

/** Fetches the table when a write is sent. Pages that write nothing do not need it. */
export function readStaleAhead(): void {
  readTable().catch(() => undefined)
}

/**
 * After a write: asks again for the answers that its row in stale.ts names, at once if shown, otherwise when shown
 * next.
 */
export async function markStale(write: Writing): Promise<void> {
  const { STALE } = await readTable().catch(() => ({ STALE: undefined }))
  // Do not wait for these answers: on a slow connection the person would see the outcome only after all of them came.
  if (!STALE) return markAllStale()
  for (const name of STALE[write]) void queryClient.invalidateQueries({ queryKey: [name] })
}

/** Asks again for all that is shown. Used when we do not know what has changed. */
export function markAllStale(): void {
  void queryClient.invalidateQueries()
}

/** Writes what we know of an answer without asking the server. Returning undefined leaves the answer as it is. */
export function noteAnswer<Name extends Reading>(
  name: Name,
  request: Request<Name>,
  change: (known: Answer<Name> | undefined) => Answer<Name> | undefined,
): void {
  queryClient.setQueryData<Answer<Name>>(keyOf(name, request, 'answer'), change)
}

/** Writes what we know of a row into all lists that have it. Fields that only the list has stay. */
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
  // The cache counts written data as fresh, but a list may lack a new row.
  void queryClient.invalidateQueries(lists)
}

interface Page<Item> {
  readonly items: readonly Item[]
}

/** Changes the rows of a list, in any form in which the list is kept. */
function changeKept<Item>(list: unknown, change: (items: readonly Item[]) => readonly Item[]): unknown {
  if (Array.isArray(list)) return change(list)
  if (typeof list !== 'object' || list === null) return undefined
  const changed = (page: Page<Item>) => ({ ...page, items: change(page.items) })
  if ('pages' in list) return { ...list, pages: (list.pages as readonly Page<Item>[]).map(changed) }
  return 'items' in list ? changed(list as Page<Item>) : undefined
}
