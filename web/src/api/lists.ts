// Lists that are read page by page: "show more" on a page, and whole lists for an export or a day's work.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { keyOf, queryClient } from './cache.ts'
import { ask, type ListItem, type Listing, type Request } from './client.ts'

interface Page {
  readonly items: readonly unknown[]
  readonly nextCursor?: string
}

type Query = Readonly<Record<string, string | number | undefined>>
type Path = Readonly<Record<string, string>>

const EXPORT_PAGE = 100
export const EXPORT_ROWS_MAX = 100_000

interface Asked {
  readonly query: Query
  readonly path?: Path | undefined
}

const toRequest = <Name extends Listing>(asked: Asked) => asked as unknown as Request<Name>

async function readPage<Name extends Listing>(
  name: Name,
  { query, path }: Asked,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page> {
  return (await ask(name, { ...toRequest<Name>({ path, query: { ...query, cursor } }), signal })) as Page
}

/** A list as pages show it. */
export interface List<Row> {
  readonly items: readonly Row[] | undefined
  readonly error: unknown
  /** The items answer an earlier question, while the answer to this one is on its way. */
  readonly isOld: boolean
  readonly isReadingMore: boolean
  readonly more: (() => void) | undefined
  readonly again: () => void
  readonly all: ReadAll<Row>
}

/** Reads the whole list, also the rows that are not shown yet. `onRead` gets the number of rows read so far. */
export type ReadAll<Row> = (signal: AbortSignal, onRead: (count: number) => void) => Promise<readonly Row[]>

/**
 * The pages read so far as one list. When the question changes, the items of the last one stay until the answer comes:
 * `isOld` says so. `more` reads the next page and is undefined after the last one.
 */
export function useList<Name extends Listing>(name: Name, query: Query, path?: Path): List<ListItem<Name>> {
  const list = useInfiniteQuery(
    {
      queryKey: keyOf(name, toRequest<Name>({ query, path }), 'pages'),
      queryFn: ({ pageParam, signal }) => readPage(name, { query, path }, pageParam, signal),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.nextCursor,
      placeholderData: keepPreviousData,
    },
    queryClient,
  )
  return {
    items: list.data?.pages.flatMap(({ items }) => items as readonly ListItem<Name>[]),
    error: list.error,
    isOld: list.isPlaceholderData,
    isReadingMore: list.isFetchingNextPage,
    more: list.hasNextPage ? () => void list.fetchNextPage() : undefined,
    again: () => void list.refetch(),
    all: (signal, onRead) => readAll(name, query, { signal, onRead, ...(path && { path }) }),
  }
}

/** Reads the whole list, at most EXPORT_ROWS_MAX rows. `onRead` gets the number of rows read so far. */
export async function readAll<Name extends Listing>(
  name: Name,
  query: Query,
  { signal, onRead, path }: { signal: AbortSignal; onRead?: (count: number) => void; path?: Path },
): Promise<readonly ListItem<Name>[]> {
  const rows: ListItem<Name>[] = []
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const page: Page = await readPage(name, { query: { ...query, limit: EXPORT_PAGE }, path }, cursor, signal)
    rows.push(...(page.items as readonly ListItem<Name>[]))
    onRead?.(rows.length)
    cursor = rows.length < EXPORT_ROWS_MAX ? page.nextCursor : undefined
  }
  return rows
}

interface WholeOptions {
  /** False while nobody needs the list. */
  readonly enabled?: boolean
  readonly path?: Path
  readonly freshMs?: number
  /** For lists that a page watches: how many ms to wait before the next reading, from the ms that the last one took. */
  readonly everyMs?: (tookMs: number) => number
}

/** Reads a list whole, however many pages it has. While it reads, it shows no rows of another list. */
export function useWhole<Name extends Listing>(name: Name, query: Query, options: WholeOptions = {}) {
  const { enabled = true, path, freshMs, everyMs } = options
  const tookMs = useRef(0)
  return useQuery(
    {
      queryKey: keyOf(name, toRequest<Name>({ query, path }), 'whole'),
      queryFn: async ({ signal }) => {
        const startMs = performance.now()
        const rows = await readAll(name, query, { signal, ...(path && { path }) })
        tookMs.current = performance.now() - startMs
        return rows
      },
      enabled,
      ...(everyMs && { refetchInterval: () => everyMs(tookMs.current) }),
      ...(freshMs !== undefined && { staleTime: freshMs }),
    },
    queryClient,
  )
}
