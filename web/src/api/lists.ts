// Lists that are read page by page: "show more" in a page, and all of them for an export.
import { useInfiniteQuery } from '@tanstack/react-query'
import { type Answer, ask, type OperationName, type Request } from './client.ts'
import { queryClient } from './queries.ts'

interface Page {
  readonly items: readonly unknown[]
  readonly nextCursor?: string
}

/** The operations that answer with a page of a list. */
type Listing = {
  [Name in OperationName]: Name extends `GET ${string}` ? (Answer<Name> extends Page ? Name : never) : never
}[OperationName]
type Item<Name extends Listing> = Answer<Name> extends { readonly items: readonly (infer Each)[] } ? Each : never
type Query = Readonly<Record<string, string | number | undefined>>
type Path = Readonly<Record<string, string>>

const EXPORT_PAGE = 100
export const EXPORT_ROWS_MAX = 100_000

async function readPage<Name extends Listing>(
  name: Name,
  { query, path }: { readonly query: Query; readonly path?: Path | undefined },
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page> {
  return (await ask(name, { path, query: { ...query, cursor }, signal } as unknown as Request<Name>)) as Page
}

/** The pages that were read so far, as one list; `more` reads the next one and is undefined after the last. */
export function useList<Name extends Listing>(name: Name, query: Query, path?: Path) {
  const list = useInfiniteQuery(
    {
      queryKey: [name, query, path, 'pages'],
      queryFn: ({ pageParam, signal }) => readPage(name, { query, path }, pageParam, signal),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.nextCursor,
    },
    queryClient,
  )
  return {
    items: list.data?.pages.flatMap(({ items }) => items as readonly Item<Name>[]),
    error: list.error,
    isReadingMore: list.isFetchingNextPage,
    more: list.hasNextPage ? () => void list.fetchNextPage() : undefined,
    again: () => void list.refetch(),
  }
}

/** Everything that a list holds, at most EXPORT_ROWS_MAX rows; `onRead` is told how many were read so far. */
export async function readAll<Name extends Listing>(
  name: Name,
  query: Query,
  { signal, onRead, path }: { signal: AbortSignal; onRead?: (count: number) => void; path?: Path },
): Promise<readonly Item<Name>[]> {
  const rows: Item<Name>[] = []
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const page: Page = await readPage(name, { query: { ...query, limit: EXPORT_PAGE }, path }, cursor, signal)
    rows.push(...(page.items as readonly Item<Name>[]))
    onRead?.(rows.length)
    cursor = rows.length < EXPORT_ROWS_MAX ? page.nextCursor : undefined
  }
  return rows
}
