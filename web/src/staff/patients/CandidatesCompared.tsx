// Compares the data that was sent with all possible people: one row for each field, one column for each person.
import type { ReactNode } from 'react'
import { useText } from '../../i18n/language.ts'
import { type Compared, type Evidence, FIELDS, isTelling, mostBits, useValue, verdictOf, Weight } from './evidence.tsx'
import './people-compared.css'

export interface ComparedCandidate {
  readonly key: string
  /** The name of the person here, and the control that chooses them. */
  readonly head: ReactNode
  readonly person: Compared | undefined
  /** Undefined when no source tells how the fields compare. */
  readonly evidence: readonly Evidence[] | undefined
}

interface CandidatesComparedProps {
  readonly caption: string
  readonly sent: Compared | undefined
  readonly candidates: readonly ComparedCandidate[]
}

export function CandidatesCompared({ caption, sent, candidates }: CandidatesComparedProps) {
  const { t } = useText()
  const valueFor = useValue()
  const telling = candidates.flatMap(({ evidence = [] }) => evidence).filter(isTelling)
  const fields = FIELDS.filter((field) => telling.some((one) => one.field === field))
  const most = mostBits(telling)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: people with a keyboard must reach what scrolls
    <section className="table-scroll" tabIndex={0} aria-label={caption}>
      <table className="compared compared-many">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('staff.evidence.fieldName')}</th>
            <th scope="col">{t('staff.reviews.sent')}</th>
            {candidates.map(({ key, head }) => (
              <th key={key} scope="col" className="compared-candidate">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field}>
              <th scope="row">{t(`staff.evidence.field.${field}`)}</th>
              <td>{valueFor(field, sent)}</td>
              {candidates.map(({ key, person, evidence }) => {
                const own = evidence?.find((one) => one.field === field && isTelling(one))
                return (
                  <td key={key} className="compared-candidate">
                    {evidence && <span className="compared-value">{valueFor(field, person)}</span>}
                    {own ? <Weight evidence={own} most={most} /> : '–'}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t('staff.evidence.sum')}
            </th>
            {candidates.map(({ key, evidence }) => (
              <td key={key} className="compared-candidate">
                {evidence ? t(`staff.evidence.verdict.${verdictOf(evidence)}`) : '–'}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  )
}
