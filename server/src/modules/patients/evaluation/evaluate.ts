// Measures the matcher, with its fixed setting, on two files of people whose true pairs are known.
import { readFile } from 'node:fs/promises'
import { openKeys } from '../../../platform/keys.ts'
import { hashNumbers } from '../index/hash-numbers.ts'
import { createMemoryIndex } from '../index/matching/memory-index.ts'
import { MODEL } from '../index/matching/model.ts'
import { type Profile, type StatedPerson, toProfile } from '../index/matching/profile.ts'
import { type SearchResult, search } from '../index/matching/search.ts'
import { type Columns, EvaluationError, type RefusedRow, readColumns, readCsvRows, readPeople } from './read-people.ts'

export interface EvaluationFiles {
  readonly index: string
  readonly queries: string
  readonly columns: string
  readonly truth: string
}

export interface Evaluation {
  readonly modelVersion: string
  readonly indexRows: number
  readonly queries: number
  /** Number of true pairs whose rows both exist. */
  readonly truths: number
  /** Number of links that the matcher makes without a person. */
  readonly automaticLinks: number
  readonly correctLinks: number
  readonly falseLinks: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** Number of queries for which a person must choose, and their share of all queries. */
  readonly offeredForReview: number
  readonly offeredForReviewShare: number
  /** Number of queries offered for review that have a true pair among the offers, and their share of those with one. */
  readonly truthsAmongOffers: number
  readonly truthsAmongOffersShare: number
  /** Number of true pairs linked or offered, and their share of all true pairs. */
  readonly foundOrOffered: number
  readonly foundOrOfferedShare: number
  readonly keyRowsP99: number
  readonly falseLinkPairs: readonly { readonly indexId: string; readonly queryId: string; readonly bits: number }[]
  readonly refusedCount: number
  readonly refused: readonly RefusedRow[]
}

const SHOWN_MAX = 100
/** Both files get the same system, so that the matcher compares their numbers with each other. */
const identifierSystem = 'file'

// The index in PostgreSQL compares hashes of numbers. So does this measurement; the key makes no difference.
const keys = openKeys('a measurement signs nothing', 'a measurement stores no number')
const toIndexed = (stated: StatedPerson): Profile => toProfile(stated, hashNumbers(keys, stated))

export type Progress = (step: string, count: number) => void
const PROGRESS_EVERY = 1_000

/**
 * Runs the matcher on the files. It sees only the mapped columns and the row's id; this function reads the true pairs
 * after all decisions. Throws `EvaluationError` when a file or the mapping is wrong.
 */
export async function evaluate(files: EvaluationFiles, onProgress: Progress = () => {}): Promise<Evaluation> {
  const columns = readColumns(await readText(files.columns))
  const refused: RefusedRow[] = []
  const index = createMemoryIndex()
  const indexIds = new Set<string>()
  for await (const { id, stated } of readPeople({ file: files.index, columns, identifierSystem }, refused)) {
    index.add(id, toIndexed(stated))
    indexIds.add(id)
    if (indexIds.size % PROGRESS_EVERY === 0) onProgress('indexed', indexIds.size)
  }
  onProgress('indexed', indexIds.size)
  const results = await searchAll(files.queries, columns, { index, refused, onProgress })
  const truth = await readTruth(files.truth, refused)
  return summarise({ results, truth, indexIds, refused })
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new EvaluationError(`${file} cannot be read: ${(error as Error).message}`)
  }
}

async function searchAll(
  file: string,
  columns: Columns,
  {
    index,
    refused,
    onProgress,
  }: { index: ReturnType<typeof createMemoryIndex>; refused: RefusedRow[]; onProgress: Progress },
): Promise<Map<string, SearchResult>> {
  const results = new Map<string, SearchResult>()
  for await (const { id, stated } of readPeople({ file, columns, identifierSystem }, refused)) {
    results.set(id, await search(index, toIndexed(stated)))
    if (results.size % PROGRESS_EVERY === 0) onProgress('searched', results.size)
  }
  onProgress('searched', results.size)
  return results
}

/** Reads the ids of the true index rows for each query. */
async function readTruth(file: string, refused: RefusedRow[]): Promise<Map<string, Set<string>>> {
  const truth = new Map<string, Set<string>>()
  const refuse = (row: number, reason: string): void => void refused.push({ file, row, reason })
  for await (const { isFirst, line, row } of readCsvRows(file, refuse)) {
    const [indexId, queryId] = [row.index_id?.trim(), row.query_id?.trim()]
    if (isFirst && (row.index_id === undefined || row.query_id === undefined)) {
      throw new EvaluationError(`${file} needs the columns index_id and query_id`)
    }
    if (!indexId || !queryId) refuse(line, 'has no pair of ids')
    else truth.set(queryId, (truth.get(queryId) ?? new Set()).add(indexId))
  }
  return truth
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

interface Counted {
  readonly results: ReadonlyMap<string, SearchResult>
  readonly truth: ReadonlyMap<string, ReadonlySet<string>>
  readonly indexIds: ReadonlySet<string>
  readonly refused: readonly RefusedRow[]
}

function countTruths({ results, truth, indexIds }: Counted) {
  let truths = 0
  let foundOrOffered = 0
  let reviewedWithTruth = 0
  let truthsAmongOffers = 0
  for (const [queryId, trueIds] of truth) {
    const result = results.get(queryId)
    if (!result) continue
    const present = [...trueIds].filter((id) => indexIds.has(id))
    const offered = present.filter((id) => result.candidates.some((one) => one.id === id))
    truths += present.length
    foundOrOffered += offered.length
    if (result.outcome !== 'candidates' || present.length === 0) continue
    reviewedWithTruth++
    if (offered.length > 0) truthsAmongOffers++
  }
  return { truths, foundOrOffered, reviewedWithTruth, truthsAmongOffers }
}

function summarise(counted: Counted): Evaluation {
  const { results, truth, indexIds, refused } = counted
  const { truths, foundOrOffered, reviewedWithTruth, truthsAmongOffers } = countTruths(counted)
  const links = [...results].flatMap(([queryId, { outcome, candidates }]) => {
    const leader = candidates[0]
    return outcome === 'certain' && leader ? [{ indexId: leader.id, queryId, bits: leader.bits }] : []
  })
  const falseLinkPairs = links.filter(({ indexId, queryId }) => !truth.get(queryId)?.has(indexId))
  const correctLinks = links.length - falseLinkPairs.length
  const offeredForReview = [...results.values()].filter(({ outcome }) => outcome === 'candidates').length
  // Without links no link is wrong, so the precision is 1. The recall then shows the cost.
  const precision = links.length === 0 ? 1 : correctLinks / links.length
  const recall = share(correctLinks, truths)
  const keyRows = [...results.values()].map(({ keyRowsRead }) => keyRowsRead).sort((left, right) => left - right)
  return {
    modelVersion: MODEL.version,
    indexRows: indexIds.size,
    queries: results.size,
    truths,
    automaticLinks: links.length,
    correctLinks,
    falseLinks: falseLinkPairs.length,
    precision,
    recall,
    f1: share(2 * precision * recall, precision + recall),
    offeredForReview,
    offeredForReviewShare: share(offeredForReview, results.size),
    truthsAmongOffers,
    truthsAmongOffersShare: share(truthsAmongOffers, reviewedWithTruth),
    foundOrOffered,
    foundOrOfferedShare: share(foundOrOffered, truths),
    keyRowsP99: keyRows[Math.ceil(keyRows.length * 0.99) - 1] ?? 0,
    falseLinkPairs: falseLinkPairs.slice(0, SHOWN_MAX),
    refusedCount: refused.length,
    refused: refused.slice(0, SHOWN_MAX),
  }
}
