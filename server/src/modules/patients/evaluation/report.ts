// Writes the result of an evaluation as lines for a terminal.
import type { Evaluation } from './evaluate.ts'

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`

export function toLines(found: Evaluation): string[] {
  const lines: [string, string][] = [
    ['model', found.modelVersion],
    ['index', `${found.indexRows} people`],
    ['queries', `${found.queries}, with ${found.truths} true pairs`],
    ['automatic links', `${found.automaticLinks}, ${found.falseLinks} of them false`],
    ['precision', found.precision.toFixed(4)],
    ['recall', found.recall.toFixed(4)],
    ['F1', found.f1.toFixed(4)],
    ['offered for review', `${found.offeredForReview} queries (${percent(found.offeredForReviewShare)})`],
    [
      'true pairs among offers',
      `${found.truthsAmongOffers} (${percent(found.truthsAmongOffersShare)} of those offered for review)`,
    ],
    ['true pairs found', `${found.foundOrOffered} linked or offered (${percent(found.foundOrOfferedShare)} of all)`],
    ['key rows read, p99', String(found.keyRowsP99)],
    ['refused rows', String(found.refusedCount)],
  ]
  return [
    ...lines.map(([name, value]) => `${name.padEnd(26)}${value}`),
    ...found.falseLinkPairs.map(
      ({ indexId, queryId, bits }) => `false link: index ${indexId}, query ${queryId}, ${bits} bits`,
    ),
    ...found.refused.map(({ file, row, reason }) => `refused: ${file} row ${row} ${reason}`),
  ]
}
